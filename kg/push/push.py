"""Pushes an edition into a remote store.

The mark goes first and comes last, so that a store that is being written, or was left half written, never passes for
an edition. Every graph is replaced whole, and what the store gives back is compared with the edition's own hashes.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractors.errors import RunAborted
from kg.edition import Edition
from kg.push.journal import DEFAULT, Journal
from kg.push.marker import is_union, marker_graph, probe_graph, read_mark, set_mark
from kg.rdf.graph import graph_sha256
from kg.store.default_graph import default_graph, pieces
from kg.store.oxigraph import OxigraphStore
from kg.store.remote import RemoteStore
from kg.store.sums import line_sum

Verify = Literal["written", "all", "counts"]
"""Whose hashes are compared: of what this run writes, of everything, of nothing; numbers of triples always are."""
Progress = Callable[[int, int, str], None]
_QUEUE = 4


@dataclass(frozen=True, slots=True)
class PushReport:
    """default: how queries without GRAPH see all triples there: a copy, or the store's own union."""

    edition: int
    hash: str
    store: str
    graphs: int
    written: int
    unchanged: int
    dropped: int
    compared: int
    default: str


@dataclass(frozen=True)
class Push:
    """One edition and one store. folder: of the journals; there must be room for a copy of the default graph."""

    edition: Edition
    store: RemoteStore
    folder: Path
    verify: Verify = "written"
    jobs: int = 4
    progress: Progress = lambda done, total, name: None

    def run(self) -> PushReport:
        """Make the store hold the edition. RunAborted: STORE103, STORE104 of the store, STORE106 for a difference."""
        self.edition.check_format()
        wanted = {name: str(entry["sha256"]) for name, entry in self._graphs().items() if entry["triples"]}
        journal = Journal.open(self.folder, self.store.url)
        try:
            return self._run(wanted, journal)
        finally:
            journal.close()
            self.store.http.close()

    def _run(self, wanted: dict[str, str], journal: Journal) -> PushReport:
        base, written = self.edition.base, journal.written()
        same = read_mark(self.store, base) == self.edition.hash
        sizes = self.store.sizes(sorted(wanted))
        kept = {name for name in written if sizes.get(name) == self._size(name)}
        todo = [name for name in sorted(wanted) if name not in kept or written[name] != wanted[name]]
        there = {*written, *self.store.graph_names(f"{base}/graph/")}
        stale = sorted(there - wanted.keys() - {DEFAULT, marker_graph(base), probe_graph(base)})
        compared = 0
        if self.verify == "all":
            for name in sorted(wanted.keys() - set(todo)):
                compared += 1
                if graph_sha256(self.store.graph_lines(name)) != wanted[name]:
                    todo.append(name)
        whole = same and not todo and not stale and journal.written().get(DEFAULT) == self.edition.hash
        how = "union"
        if not whole:
            self.store.drop_graph(marker_graph(base))
        for name in stale:
            self.store.drop_graph(name)
            journal.forget(name)
        compared += self._write(sorted(todo), wanted, journal)
        if not is_union(self.store, base):
            how = "copy"
            self._copy(journal)
        elif journal.written().get(DEFAULT) != self.edition.hash:
            journal.note(DEFAULT, self.edition.hash)
        self._check_sizes(sorted(wanted))
        set_mark(self.store, self.edition)
        number = self.edition.number
        return PushReport(
            number, self.edition.hash, self.store.url, len(wanted), len(todo), len(wanted) - len(todo), len(stale),
            compared, how,
        )  # fmt: skip

    def _write(self, todo: list[str], wanted: dict[str, str], journal: Journal) -> int:
        """Several graphs at a time, each noted once it is read back well; how many were compared."""
        local = OxigraphStore(self.edition.store_path, read_only=True)
        under_way: set[Future[str]] = set()
        done = 0
        with ThreadPoolExecutor(self.jobs, "push") as threads:
            try:
                for name in todo:
                    journal.forget(name)
                    lines = local.graph_lines(name)
                    under_way.add(threads.submit(self._write_one, name, lines, wanted[name]))
                    if len(under_way) >= _QUEUE * self.jobs or name == todo[-1]:
                        when = ALL_COMPLETED if name == todo[-1] else FIRST_COMPLETED
                        for future in wait(under_way, return_when=when).done:
                            journal.note(future.result(), wanted[future.result()])
                            under_way.remove(future)
                            done += 1
                            self.progress(done, len(todo), future.result())
            finally:
                threads.shutdown(cancel_futures=True)
                for future in under_way:  # after an error: what went well all the same
                    if not future.cancelled() and future.exception() is None:
                        journal.note(future.result(), wanted[future.result()])
        return 0 if self.verify == "counts" else len(todo)

    def _write_one(self, name: str, lines: list[str], digest: str) -> str:
        end = f" <{name}> .\n"
        self.store.put_graph(name, (f"{line.removesuffix(end)} .\n".encode() for line in lines))
        if self.verify != "counts":
            back = self.store.graph_lines(name)
            if graph_sha256(back) != digest:
                odd = min(set(lines).symmetric_difference(back), default="")
                raise _differs(name, f"the first line that differs is {odd.strip()[:200]}")
        return name

    def _copy(self, journal: Journal) -> None:
        """All triples into the default graph, once each, where they are not there already."""
        with default_graph(self.edition.store_path, self.folder) as file:
            own = line_sum(file)
            noted = journal.written().get(DEFAULT) == self.edition.hash
            noted = noted and self.store.size_of_default() == own.lines
            if noted and (self.verify != "all" or self._sum_there() == own):
                return
            self.store.drop_graph(marker_graph(self.edition.base))
            journal.forget(DEFAULT)
            self.store.put_graph(DEFAULT, pieces(file))
            if (count := self.store.size_of_default()) != own.lines:
                raise _differs("the default graph", f"{count} triples are there, not {own.lines}")
            if self.verify != "counts" and self._sum_there() != own:
                raise _differs("the default graph", "the sum over its triples is another")
            journal.note(DEFAULT, self.edition.hash)

    def _sum_there(self) -> object:
        found = self.store.triples(DEFAULT)
        return line_sum(f"{each.subject} {each.predicate} {each.object} .\n".encode() for each in found)

    def _check_sizes(self, names: list[str]) -> None:
        sizes = self.store.sizes(names)
        for name in names:
            if sizes.get(name) != self._size(name):
                raise _differs(name, f"{sizes.get(name, 0)} triples are there, not {self._size(name)}")

    def _graphs(self) -> dict[str, dict[str, str | int]]:
        graphs: dict[str, dict[str, str | int]] = self.edition.manifest["graphs"]
        return graphs

    def _size(self, name: str) -> int:
        return int(self._graphs().get(name, {}).get("triples", -1))


def _differs(name: str, how: str) -> RunAborted:
    return RunAborted(
        "STORE106",
        f"The store does not give back what was written: {how}.",
        where=name,
        advice="Let nobody else write to it. If the store changes literals by itself, push with --verify counts.",
    )
