"""Which file is a dump of this node's own graph, and its source graphs one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extractors.errors import InputRejected
from extractors.isolated import Limits, call
from kg.iri import Iris
from ontology.terms import DCTERMS, PROV, RDF, RICO

OWN_GRAPH = "own-graph"
"""Format of a file that holds one source graph."""
CONTEXT = "urn:sunqar:context"
"""Graph of what other graphs of the dump know: identifiers of records whose pages stand in this one, and the keys that
local entities are called after."""
_LINE = re.compile(rb" <([^<> ]*)> \.\r?\n?\Z")
_SUBJECT = b"<http"
"""How every line of our dumps begins."""
_LONGEST = 1 << 26
"""Bytes of a line; a text of a volume is one."""
_PARSED = {".trig": "trig", ".jsonld": "jsonld"}
_MOST = 256 << 20
"""Bytes of a dump in TriG or JSON-LD; larger ones are taken as N-Quads, which are read line by line."""


@dataclass(frozen=True, slots=True)
class OwnGraph:
    """A source graph in a file of its own, and the archive whose source it is."""

    path: Path
    name: str
    archive: str


def is_own_dump(path: Path, iris: Iris) -> bool:
    """Whether the file holds graphs of this node: N-Quads by their first line, TriG and JSON-LD by what they hold."""
    if path.suffix in _PARSED:
        return iris.graph("source/").encode() in path.read_bytes()[:_MOST]
    with path.open("rb") as handle:
        is_line = handle.peek(len(_SUBJECT))[: len(_SUBJECT)] == _SUBJECT  # XML begins with < too, and may be one line
        found = _LINE.search(handle.readline(_LONGEST)) if is_line else None
    return found is not None and found[1].startswith(iris.graph("").encode())


def own_graphs(path: Path, iris: Iris, folder: Path) -> list[OwnGraph]:
    """Write each source graph of a dump to a file in the folder, which is made; by name.

    The other graphs of a dump (links, resolved, inferred, …) follow from these and are left. InputRejected: REPLICA001
    for a source graph that does not say whose it is, REPLICA002 for a dump that is too large for its format.
    """
    folder.mkdir(parents=True)
    owner = re.compile(
        rb"<([^<> ]*)> <" + PROV.wasAttributedTo.encode() + rb"> <" + iris.archive("").encode() + rb"([a-z0-9-]+)> "
    )
    prefix = iris.graph("source/").encode()
    archives: dict[bytes, str] = {}
    records = _Records(iris)
    current: bytes = b""
    handle: IO[bytes] | None = None
    try:
        for line in _lines(path):
            found = _LINE.search(line)
            graph = found[1] if found else b""
            records.keys(line)
            if not graph.startswith(prefix):
                continue
            if graph != current or handle is None:
                if handle is not None:
                    handle.close()
                handle, current = _file(folder, graph, prefix).open("ab"), graph
            handle.write(line)
            records.note(graph, line)
            told = owner.match(line)
            if told and told[1] == graph:
                archives[graph] = told[2].decode()
    finally:
        if handle is not None:
            handle.close()
    files = sorted(folder.iterdir())
    known = {_file(folder, graph, prefix): graph for graph in archives}
    for file in files:
        if file not in known:
            raise InputRejected(
                "REPLICA001", f"The source graph {file.stem} does not say which archive's it is.", where=str(path),
                advice="Take a whole dump of an edition.",
            )  # fmt: skip
    for graph, lines in records.context(archives).items():
        with _file(folder, graph, prefix).open("ab") as handle:
            handle.writelines(lines)
    return [OwnGraph(file, known[file].decode(), archives[known[file]]) for file in files]


class _Records:
    """Which records the graphs of a dump identify, which they only have texts of, what local entities are called."""

    def __init__(self, iris: Iris) -> None:
        record = rb"<(" + f"{iris.base}/id/record/".encode() + rb"[^<> ]*)> "
        self._identifier = re.compile(record + b"<" + RICO.identifier.encode() + rb"> (\".*\") <")
        self._text = re.compile(rb"<[^<> ]*> <" + iris.own("textOf").encode() + b"> " + record)
        self._known: dict[bytes, set[bytes]] = {}
        self._texts: dict[bytes, set[bytes]] = {}
        self._iris = iris
        told = (RICO.identifier, DCTERMS.identifier, iris.own("externalId"))
        self._key = re.compile(b"<[^<> ]*/id/[^<> ]*> <(?:" + b"|".join(re.escape(one.encode()) for one in told)
                               + rb")> \"([^\"\\]*)\" <")  # fmt: skip
        self._local = re.compile(
            rb"<(" + f"{iris.base}/id/local/".encode() + rb"[^<> ]*)> <" + RDF.type.encode() + rb"> <"
            + iris.own("LocalEntity").encode() + b">"
        )  # fmt: skip
        self._keys: set[bytes] = set()
        self._locals: dict[bytes, set[bytes]] = {}

    def keys(self, line: bytes) -> None:
        """Look at a line of any graph for what may be a key."""
        if found := self._key.match(line):
            self._keys.add(found[1])

    def note(self, graph: bytes, line: bytes) -> None:
        """Look at a line of a graph."""
        if found := self._identifier.match(line):
            self._known.setdefault(found[1], set()).add(found[2])
        elif found := self._text.match(line):
            self._texts.setdefault(graph, set()).add(found[1])
        elif found := self._local.match(line):
            self._locals.setdefault(graph, set()).add(found[1])

    def context(self, archives: Mapping[bytes, str]) -> dict[bytes, list[bytes]]:
        """By graph, lines that identify the records that it has texts of, and the keys of its local entities.

        archives: by graph
        """
        made: dict[bytes, list[bytes]] = {}
        for graph, records in self._texts.items():
            made[graph] = [_told(one, told) for one in sorted(records) for told in sorted(self._known.get(one, ()))]
        for code in sorted(set(archives.values())):
            called = {self._iris.local(code, key.decode()).encode(): key for key in sorted(self._keys)}
            for graph, locals_ in self._locals.items():
                if archives[graph] == code:
                    known = sorted(locals_ & called.keys())
                    made.setdefault(graph, []).extend(_told(one, b'"%s"' % called[one]) for one in known)
        return made


def _told(thing: bytes, literal: bytes) -> bytes:
    return b"<%s> <%s> %s <%s> .\n" % (thing, RICO.identifier.encode(), literal, CONTEXT.encode())


def canonical(data: bytes, name: str, format_: str = "nquads") -> list[str]:
    """The statements of a graph as canonical N-Quads lines, sorted, each once. InputRejected as the reader of RDF."""
    limits = Limits(cpu_seconds=600, wall_seconds=900, result_bytes=4 * _MOST)
    found: list[str] = call(
        "extractors.readers.rdf_parse:nquads", data, {"name": name, "format": format_}, name=name, limits=limits
    )
    return found


def _lines(path: Path) -> Iterator[bytes]:
    if path.suffix in _PARSED:
        if path.stat().st_size > _MOST:
            raise InputRejected(
                "REPLICA002", f"The dump is larger than {_MOST} bytes.", where=str(path), advice="Take it as N-Quads."
            )
        yield from (line.encode() for line in canonical(path.read_bytes(), path.name, _PARSED[path.suffix]))
        return
    with path.open("rb") as handle:
        while line := handle.readline(_LONGEST):
            yield line


def _file(folder: Path, graph: bytes, prefix: bytes) -> Path:
    return folder / (re.sub(rb"[^\w-]", b"_", graph.removeprefix(prefix)).decode("ascii", "replace") + ".nq")
