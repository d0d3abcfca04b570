"""Both sides of an item as a reviewer sees them: names in their scripts, life, roles, documents, quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.iri import Iris
from kg.resolve.candidates import Candidate
from kg.resolve.clusters import Group
from kg.review.situation import Situation
from kg.store.base import Reader
from ontology.terms import OA, RICO

MOST = 5
"""Names, roles, documents and quotes that are shown of one side."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document: exact is the name, between what stands before and after it. call_number of the document."""

    call_number: str
    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side. local: the local entity that the judgement names; entity: its IRI, once linked.

    names are pairs of language (or ``und``) and form, the most used first; documents are call numbers; years are texts.
    """

    local: str
    entity: str | None
    label: str
    members: int
    names: tuple[tuple[str, str], ...]
    life: str
    seen: str
    roles: tuple[str, ...]
    identifiers: tuple[str, ...]
    archives: tuple[str, ...]
    documents: tuple[str, ...]
    all_documents: int
    quotes: tuple[Quote, ...]
    places: tuple[str, ...] = ()


def side(now: Situation, local: str, group: Group, store: Reader | None = None) -> Side:
    """store: an edition or the work store, for quotes; without it there are none."""
    members = [now.candidates[member] for member in group]
    # The local entity that is judged speaks before its companions.
    members.sort(key=lambda candidate: (candidate.iri != local, not candidate.described, candidate.iri))
    names = Counter(name for candidate in members for name in candidate.names)
    own = list(members[0].names)
    ranked = own + [name for name, _ in sorted(names.items(), key=lambda item: (-item[1], item[0])) if name not in own]
    documents = list(dict.fromkeys(document for candidate in members for document in candidate.documents))
    return Side(
        local,
        now.entity(local),
        members[0].label,
        len(members),
        tuple(ranked[:MOST]),
        _life(members),
        _range([c.facts.active for c in members if c.facts.active]),
        tuple(dict.fromkeys(role for c in members for role in c.facts.roles))[:MOST],
        tuple(sorted({id_ for c in members for id_ in c.identifiers})),
        tuple(sorted({c.archive for c in members})),
        tuple(documents[:MOST]),
        len(documents),
        quotes(store, now.iris, [c.iri for c in members[:MOST]]) if store is not None else (),
        tuple(dict.fromkeys(place for c in members for place in c.facts.places))[:MOST],
    )


def quotes(store: Reader, iris: Iris, members: Sequence[str]) -> tuple[Quote, ...]:
    """The first words in which each member is named, at most MOST in all, members in their order."""
    listed = " ".join(f"<{member}>" for member in members)
    rows = store.select(
        f"SELECT ?b ?e ?p ?s ?n ?o WHERE {{ VALUES ?b {{ {listed} }} ?a <{OA.hasBody}> ?b ; <{OA.hasTarget}> ?t . "
        f"?t <{OA.hasSelector}> ?q, ?w ; <{OA.hasSource}> ?x . ?q <{OA.exact}> ?e ; <{OA.prefix}> ?p ; "
        f"<{OA.suffix}> ?s . ?w <{OA.start}> ?o . ?x <{iris.own('textOf')}> ?r . ?r <{RICO.identifier}> ?n }} "
        "ORDER BY ?b ?n xsd:integer(?o) LIMIT 200".replace("xsd:integer", "<http://www.w3.org/2001/XMLSchema#integer>")
    )
    first: dict[str, list[Quote]] = {}
    for row in rows:
        first.setdefault(row["b"], []).append(Quote(row["n"], row["p"], row["e"], row["s"]))
    rounds = [first[member][turn] for turn in range(MOST) for member in members if len(first.get(member, [])) > turn]
    return tuple(rounds[:MOST])


def _life(members: Iterable[Candidate]) -> str:
    known = [c.facts for c in members if c.facts.born or c.facts.died]
    if not known:
        return ""
    born, died = (_range([r for f in known if (r := getattr(f, end))]) or "?" for end in ("born", "died"))
    return f"{born}–{died}"


def _range(ranges: Sequence[tuple[int, int]]) -> str:
    if not ranges:
        return ""
    first, last = min(start for start, _ in ranges), max(end for _, end in ranges)
    return str(first) if first == last else f"{first}–{last}"
