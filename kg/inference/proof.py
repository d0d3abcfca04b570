"""The last step that led to an inferred statement, found in the store: its premises and the axioms used.

Nothing of a derivation is stored. The graph in which a statement stands names the family of rules, and each family
looks for its premises: one step back, by look-ups that begin at the two ends of the statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.inference.entailed import Step, entailing
from kg.inference.relations import shortcuts
from kg.iri import Iris
from kg.rdf.graph import TYPE
from ontology.facts import superclasses, terms
from ontology.terms import RICO

Select = Callable[[str], Iterable[Mapping[str, str]]]
Triple = tuple[str, str, str]
_PATH = 256
"""Most links of a transitive chain that are followed."""


@dataclass(frozen=True, slots=True)
class Inference:
    """Statements from which another follows at once, and the axioms in words."""

    premises: tuple[Triple, ...]
    axioms: tuple[str, ...] = ()


def inferences(select: Select, iris: Iris, family: str, triple: Triple) -> Iterator[Inference]:
    """Every way in which the family of rules gives the triple from what the store holds, the plainest first."""
    yield from _WAYS[family](select, iris, triple)


def _properties(select: Select, iris: Iris, triple: Triple) -> Iterator[Inference]:
    subject, predicate, target = triple
    here = set(_between(select, iris, subject, target))
    there = set(_between(select, iris, target, subject))
    for name, each in entailing(_local(predicate)):
        if RICO[name] in (there if each.flipped else here):
            start, end = (target, subject) if each.flipped else (subject, target)
            yield Inference(((start, RICO[name], end),), tuple(_words(step) for step in each.steps))


def _between(select: Select, iris: Iris, subject: str, target: str) -> Iterator[str]:
    """Predicates between the two that do not themselves come from hierarchy and inverses."""
    out = iris.graph("inferred/properties")
    rows = select(f"SELECT DISTINCT ?p {{ GRAPH ?g {{ <{subject}> ?p <{target}> }} FILTER(?g != <{out}>) }}")
    return (row["p"] for row in rows)


def _relations(select: Select, iris: Iris, triple: Triple) -> Iterator[Inference]:
    subject, predicate, target = triple
    for each in shortcuts():
        if RICO[each.property] != predicate:
            continue
        first, last, class_ = RICO[each.first], RICO[each.last], RICO[each.relation]
        query = f"SELECT ?r {{ ?r <{first}> <{subject}> ; <{last}> <{target}> ; a <{class_}> }} ORDER BY ?r"
        for row in select(query):
            relation = row["r"]
            yield Inference(
                ((relation, TYPE, class_), (relation, first, subject), (relation, last, target)),
                (f"rico:{each.relation} stands for rico:{each.property} from rico:{each.first} to rico:{each.last}",),
            )


def _transitive(select: Select, iris: Iris, triple: Triple) -> Iterator[Inference]:
    """The shortest chain of links that no transitive rule gave; of several the first by IRI."""
    for pruned in (True, False):
        path = _chain(select, iris, triple, pruned=pruned)
        if path:
            axioms = {word for _, words in path for word in words}
            whole = (*sorted(axioms), f"rico:{_local(triple[1])} is transitive")
            yield Inference(tuple(link for link, _ in path), whole)
            return


def _chain(select: Select, iris: Iris, triple: Triple, *, pruned: bool) -> list[tuple[Triple, tuple[str, ...]]]:
    """pruned: go only through nodes from which the property leads on to the target, as the closure says."""
    subject, predicate, target = triple
    ways: dict[tuple[str, bool], tuple[str, ...]] = {(predicate, False): ()}
    for name, each in entailing(_local(predicate)):
        ways.setdefault((RICO[name], each.flipped), tuple(_words(step) for step in each.steps))
    forward = " ".join(f"<{iri}>" for iri, flipped in ways if not flipped)
    backward = " ".join(f"<{iri}>" for iri, flipped in ways if flipped)
    derived = ", ".join(f"<{iris.graph('inferred/' + family)}>" for family in ("properties", "transitive"))
    onward = f"FILTER(?y = <{target}> || EXISTS {{ ?y <{predicate}> <{target}> }})" if pruned else ""
    came: dict[str, tuple[Triple, tuple[str, ...]] | None] = {subject: None}
    frontier = [subject]
    for _ in range(_PATH):
        if not frontier or target in came:
            break
        query = f"""SELECT DISTINCT ?x ?p ?y ?back {{ VALUES ?x {{ {" ".join(f"<{node}>" for node in frontier)} }}
          {{ VALUES ?p {{ {forward} }} GRAPH ?g {{ ?x ?p ?y }} BIND(0 AS ?back) }} UNION
          {{ VALUES ?p {{ {backward} }} GRAPH ?g {{ ?y ?p ?x }} BIND(1 AS ?back) }}
          FILTER(?g NOT IN ({derived}, <{iris.graph("links")}>)) {onward} }} ORDER BY ?x ?y ?back ?p"""
        frontier = []
        for row in select(query):
            x, y, flipped = row["x"], row["y"], row["back"] == "1"
            if y not in came:
                link = (y, row["p"], x) if flipped else (x, row["p"], y)
                came[y] = (link, ways[row["p"], flipped])
                frontier.append(y)
    path = []
    node = target
    while (arrived := came.get(node)) is not None:
        path.append(arrived)
        start, _, end = arrived[0]
        node = start if end == node else end
    return path[::-1]


def _proxies(select: Select, iris: Iris, triple: Triple) -> Iterator[Inference]:
    subject, predicate, target = triple
    for chain in terms()[_local(predicate)].chains:
        if len(chain) == 2:
            first, last = RICO[chain[0]], RICO[chain[1]]
            for row in select(f"SELECT ?m {{ <{subject}> <{first}> ?m . ?m <{last}> <{target}> }} ORDER BY ?m"):
                yield Inference(
                    ((subject, first, row["m"]), (row["m"], last, target)),
                    (f"rico:{chain[0]} and then rico:{chain[1]} make rico:{_local(predicate)}",),
                )


def _holders(select: Select, iris: Iris, triple: Triple) -> Iterator[Inference]:
    unit, holder_of, holder = triple
    inside = RICO.isDirectlyIncludedIn
    for row in select(f"SELECT ?set {{ <{unit}> <{inside}> ?set . ?set <{holder_of}> <{holder}> }} ORDER BY ?set"):
        yield Inference(
            ((unit, inside, row["set"]), (row["set"], holder_of, holder)), ("no holder is stated for the unit itself",)
        )


def _places(select: Select, iris: Iris, triple: Triple) -> Iterator[Inference]:
    thing, predicate, wide = triple
    for around in (RICO.isContainedByTransitive, RICO.isOrWasContainedBy):
        for row in select(f"SELECT ?p {{ <{thing}> <{predicate}> ?p . ?p <{around}> <{wide}> }} ORDER BY ?p"):
            yield Inference(((thing, predicate, row["p"]), (row["p"], around, wide)))


def _classes(select: Select, iris: Iris, triple: Triple) -> Iterator[Inference]:
    thing, type_, above = triple
    out = iris.graph("inferred/classes")
    found = []
    for row in select(f"SELECT DISTINCT ?c {{ GRAPH ?g {{ <{thing}> a ?c }} FILTER(?g != <{out}>) }}"):
        name = row["c"].removeprefix(RICO.iri)
        if row["c"] == RICO.iri + name and name in terms() and _local(above) in superclasses(name)[1:]:
            found.append((superclasses(name).index(_local(above)), name))
    for _, name in sorted(found):
        yield Inference(((thing, type_, RICO[name]),), (f"every rico:{name} is a rico:{_local(above)}",))


_WAYS: Mapping[str, Callable[[Select, Iris, Triple], Iterator[Inference]]] = {
    "properties": _properties,
    "relations": _relations,
    "transitive": _transitive,
    "proxies": _proxies,
    "holders": _holders,
    "places": _places,
    "classes": _classes,
}


def _local(iri: str) -> str:
    return iri.removeprefix(RICO.iri)


def _words(step: Step) -> str:
    if step.kind == "above":
        return f"rico:{step.above} is wider than rico:{step.below}"
    if step.kind == "inverse":
        return f"rico:{step.above} is the inverse of rico:{step.below}"
    return f"rico:{step.below} is symmetric"
