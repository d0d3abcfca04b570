"""Builds the tree of an explanation, one step back at a time, down to what sources state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.errors import RunAborted, UsageError
from kg.inference.explanation import Explanation, Kind, Quote
from kg.inference.families import BY_KEY
from kg.inference.proof import Inference, Select, Triple, inferences
from kg.inference.support import MOST, graphs_of, labels, origins, quotes
from kg.iri import Iris
from kg.rdf.graph import TYPE


def explain(select: Select, iris: Iris, triple: Triple, lang: str = "en") -> Explanation:
    """Why the graph holds the statement; bare IRIs in, labels in the language out.

    Raises UsageError EXPLAIN010 where it does not hold it, and RunAborted EXPLAIN011 where it holds an inferred
    statement whose premises are gone.
    """
    found = _Search(select, iris, lang).explain(triple, frozenset())
    if found is None:
        raise RunAborted(
            "EXPLAIN011",
            "The statement was inferred from others that the graph no longer holds.",
            where=" ".join(triple),
            advice="Run `sunqar infer`, then ask again.",
        )
    return found


class _Search:
    """Depth first, plainest inference first, never through a statement that is being explained further up."""

    def __init__(self, select: Select, iris: Iris, lang: str) -> None:
        self._select, self._iris, self._lang = select, iris, lang
        self._labels: dict[str, str] = {}

    def explain(self, triple: Triple, above: frozenset[Triple]) -> Explanation | None:
        """None where every way leads back to a statement above. UsageError where the graph does not hold it."""
        graphs = graphs_of(self._select, triple)
        if not graphs:
            raise UsageError(
                "EXPLAIN010",
                "The graph does not hold this statement.",
                where=" ".join(triple),
                advice="Give the full IRIs of subject, predicate and object; rico:name and kg:name will do for terms.",
            )
        inferred = self._iris.graph("inferred/")
        stated = [graph for graph in graphs if not graph.startswith(inferred)]
        sources = [graph for graph in stated if graph != self._iris.graph("resolved")]
        if sources:
            words = quotes(self._select, self._iris, triple)
            return self._told(triple, "stated", sources, words=words)
        if stated:
            return self._resolved(triple, stated, above)
        for graph in graphs:
            family = graph.removeprefix(inferred)
            for step in inferences(self._select, self._iris, family, triple) if family in BY_KEY else ():
                premises = self._premises(step, above | {triple})
                if premises is not None:
                    return self._told(triple, "inferred", graphs, rule=family, axioms=step.axioms, premises=premises)
        return None

    def _premises(self, step: Inference, above: frozenset[Triple]) -> tuple[Explanation, ...] | None:
        found = []
        for premise in step.premises:
            told = None if premise in above else self.explain(premise, above)
            if told is None:
                return None
            found.append(told)
        return tuple(found)

    def _resolved(self, triple: Triple, graphs: list[str], above: frozenset[Triple]) -> Explanation:
        """A statement of shared entities: the same statements of their local entities."""
        premises, more = [], 0
        for number, premise in enumerate(self._of_members(triple)):
            if number >= MOST:
                more += 1
            elif (told := self.explain(premise, above | {triple})) is not None:
                premises.append(told)
        kind: Kind = "repeated" if premises else "resolved"
        return self._told(triple, kind, graphs, premises=tuple(premises), more=more)

    def _of_members(self, triple: Triple) -> Iterator[Triple]:
        subject, predicate, target = triple
        member, resolved, inferred = (
            self._iris.own("memberOf"),
            self._iris.graph("resolved"),
            self._iris.graph("inferred/"),
        )
        if predicate in (member, TYPE):
            return
        query = f"""SELECT DISTINCT ?s ?o {{
          {{ BIND(<{subject}> AS ?s) }} UNION {{ ?s <{member}> <{subject}> }}
          {{ BIND(<{target}> AS ?o) }} UNION {{ ?o <{member}> <{target}> }}
          GRAPH ?g {{ ?s <{predicate}> ?o }} FILTER(?g != <{resolved}> && !STRSTARTS(STR(?g), "{inferred}"))
        }} ORDER BY ?s ?o"""
        for row in self._select(query):
            yield row["s"], predicate, row["o"]

    def _told(
        self,
        triple: Triple,
        kind: Kind,
        graphs: Sequence[str],
        *,
        rule: str = "",
        axioms: tuple[str, ...] = (),
        words: tuple[Quote, ...] = (),
        premises: tuple[Explanation, ...] = (),
        more: int = 0,
    ) -> Explanation:
        missing = [iri for iri in triple if iri not in self._labels]
        self._labels |= dict.fromkeys(missing, "") | labels(self._select, missing, self._lang)
        subject, predicate, target = triple
        return Explanation(
            subject,
            predicate,
            target,
            self._labels[subject],
            self._labels[predicate],
            self._labels[target],
            kind,
            rule,
            axioms,
            origins(self._select, graphs),
            words,
            premises,
            more + max(0, len(graphs) - MOST),
        )
