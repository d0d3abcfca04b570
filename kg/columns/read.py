"""Reads an edition that is being made: from its columns where they can answer, else by the engine."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from kg.columns.distinct import distinct
from kg.columns.layout import INDEX, key_of
from kg.columns.pattern import TYPE, Plan, Step, plan_of
from kg.columns.terms import language_of, value_of
from kg.store.base import Reader
from kg.store.texts import GraphTexts

Row = tuple[str, ...]


class ColumnReader:
    """A Reader over another one and the folder of its columns."""

    def __init__(self, store: Reader, folder: Path) -> None:
        self._store = store
        self._folder = folder

    @cached_property
    def _index(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((self._folder / INDEX).read_text(encoding="utf-8"))
        return loaded

    @cached_property
    def _texts(self) -> GraphTexts:
        return GraphTexts(Path(self._index["texts"]))

    def select(self, query: str) -> Iterator[dict[str, str]]:
        """Rows of a SELECT over the union of all graphs; IRIs bare, literals as their lexical form."""
        plan = plan_of(query)
        if plan is None or any(step[1][0] == "?" or (step[1] == TYPE and step[2][0] == "?") for step in plan.steps):
            return self._store.select(query)
        return self._rows(plan)

    def table(self, query: str) -> bytes:
        """As the store beneath."""
        return self._store.table(query)

    def construct_lines(self, query: str) -> Iterator[str]:
        """As the store beneath."""
        return self._store.construct_lines(query)

    def graph_lines(self, graph: str) -> list[str]:
        """A graph as canonical N-Quads lines, sorted; from its kept text, where there is one."""
        kept = self._texts.lines(self._index["digests"].get(graph, ""))
        return self._store.graph_lines(graph) if kept is None else kept

    def graph_names(self) -> Iterator[str]:
        """IRIs of the named graphs."""
        return self._store.graph_names()

    def graph_sizes(self) -> dict[str, int]:
        """Number of triples of every named graph, by IRI."""
        return self._store.graph_sizes()

    def write_to(self, target: IO[bytes], format_name: str, prefixes: dict[str, str]) -> None:
        """As the store beneath."""
        self._store.write_to(target, format_name, prefixes)

    def _rows(self, plan: Plan) -> Iterator[dict[str, str]]:
        begins = dict(plan.begins)
        variables, rows = self._joined(plan, begins)
        place = {variable: number for number, variable in enumerate(variables)}
        wanted = [(name, place[variable], language) for name, variable, language in plan.out]
        seen: set[Row] = set()
        for row in rows:
            if plan.distinct:
                key = tuple(language_of(row[at]) or "" if language else row[at] for _, at, language in wanted)
                if key in seen:
                    continue
                seen.add(key)
            made = {}
            for name, at, language in wanted:
                value = language_of(row[at]) if language else value_of(row[at])
                if value is not None:
                    made[name] = value
            yield made

    def _joined(self, plan: Plan, begins: dict[str, str]) -> tuple[Row, Iterator[Row]]:
        """The variables, and their values in N-Triples text; what is most seldom is read first."""
        left = sorted(plan.steps, key=lambda step: self._size(step, plan.graph))
        variables: Row = ()
        rows: Iterator[Row] = iter(((),))
        while left:
            step = next((one for one in left if set(variables) & set(one)), left[0])
            left.remove(step)
            variables, rows = self._join(variables, rows, step, plan.graph, begins)
        return variables, rows

    def _join(
        self, variables: Row, rows: Iterator[Row], step: Step, graph: str, begins: dict[str, str]
    ) -> tuple[Row, Iterator[Row]]:
        subject, predicate, term = step
        ends = [(0, subject)] + ([] if predicate == TYPE else [(1, term)])
        free = [(at, one) for at, one in ends if one[0] == "?"]
        shared = [(at, one) for at, one in free if one in variables]
        fresh = [(at, one) for at, one in free if one not in variables]
        fixed = [(at, one) for at, one in ends if one[0] != "?"]
        starts = [(at, begins[one]) for at, one in fresh if one in begins]
        places = [variables.index(one) for _, one in shared]

        def stream() -> Iterator[Row]:
            held: dict[Row, list[Row]] = defaultdict(list)
            for row in rows:
                held[tuple([row[place] for place in places])].append(row)
            keys, new = [at for at, _ in shared], [at for at, _ in fresh]
            for pair in self._column(key_of(predicate, term), graph):
                if any(pair[at] != one for at, one in fixed) or not all(pair[at][0] == sign for at, sign in starts):
                    continue
                for row in held.get(tuple([pair[at] for at in keys]), ()):
                    yield (*row, *[pair[at] for at in new])

        return (*variables, *(one for _, one in fresh)), stream()

    def _size(self, step: Step, graph: str) -> int:
        return sum(lines for _, whose, lines in self._files(key_of(step[1], step[2]), graph))

    def _files(self, key: str, graph: str) -> list[tuple[str, str, int]]:
        found: list[tuple[str, str, int]] = self._index["columns"].get(key, [])
        return [one for one in found if one[1] == graph] if graph else found

    def _column(self, key: str, graph: str) -> Iterator[Row]:
        """(subject, object) of each triple, once; of a class (subject,)."""
        files = self._files(key, graph)
        lines = distinct([self._folder / name for name, _, _ in files], apart=len(files) == 1 and bool(files[0][1]))
        if key[0] == "a":
            return ((line[:-1],) for line in lines)
        return (tuple(line[:-1].split(" ", 1)) for line in lines)
