"""Terms of RiC-O that exist but stand where they may not: kind, domain, range, ends of a relation, disjoint types.

Only what the data says is judged: a thing without a type is never wrong. Terms are N-Triples text or, in queries,
``?variable``; so one code judges data and queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontology.facts import Term, fits, relation_classes, superclasses, terms
from ontology.namespaces import NAMESPACES

RICO = f"<{NAMESPACES['rico']}"
TYPE = f"<{NAMESPACES['rdf']}type>"
SYMMETRIC_ENDS = ("relationHasSource", "relationHasTarget")
_NUMBERS = ("integer>", "decimal>", "int>", "double>", "float>", "nonNegativeInteger>", "positiveInteger>")

Triple = tuple[str, str, str]
Types = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Misuse:
    """One triple that says what its terms do not allow; message is a whole sentence with what to write instead."""

    triple: Triple
    message: str


def types_of(triples: Iterable[Triple]) -> dict[str, frozenset[str]]:
    """Thing -> local names of the RiC-O classes that the data says it has."""
    found: dict[str, frozenset[str]] = {}
    for subject, predicate, value in triples:
        if predicate == TYPE and value.startswith(RICO):
            found[subject] = found.get(subject, frozenset()) | {_local(value)}
    return found


def misuses(triples: Iterable[Triple], types: Types) -> Iterator[Misuse]:
    """Every misuse among the triples; types of all that they speak of."""
    for triple in triples:
        subject, predicate, value = triple
        if predicate == TYPE:
            if value.startswith(RICO):
                yield from (Misuse(triple, text) for text in _of_type(_local(value), types.get(subject, frozenset())))
        elif predicate.startswith(RICO):
            yield from (Misuse(triple, text) for text in _of_property(triple, types))


def _of_type(name: str, declared: frozenset[str]) -> Iterator[str]:
    term = terms().get(name)
    if term is None:
        return
    if term.kind != "class":
        yield f"rico:{name} is a property and no class."
        return
    for other in sorted(declared - {name}):
        above = superclasses(other) if other in terms() else ()
        apart = {enemy for mine in superclasses(name) for enemy in terms()[mine].disjoint}
        if name < other and apart.intersection(above):
            yield f"Nothing can be both rico:{name} and rico:{other}."


def _of_property(triple: Triple, types: Types) -> Iterator[str]:
    subject, predicate, value = triple
    name = _local(predicate)
    term = terms().get(name)
    if term is None:
        return
    if term.kind == "class":
        yield f"rico:{name} is a class and no property."
        return
    literal, variable = value.startswith('"'), value.startswith("?")
    if term.kind == "object" and literal:
        yield f"rico:{name} leads to a thing, not to text.{_other_kind(term)}"
    elif term.kind == "datatype" and not literal and not variable:
        yield f"rico:{name} is for text, not for a thing.{_other_kind(term)}"
    elif term.kind == "datatype" and literal and not _in_range(term, value):
        yield f"rico:{name} asks for {' or '.join(term.range)}, not {value[:60]}."
    mine, others = types.get(subject, frozenset()), types.get(value, frozenset())
    if not fits(mine, term.domain):
        yield f"rico:{name} is for {_any(term.domain)}, not for {_any(mine)}.{_for_sets(name, mine)}"
    if term.kind == "object" and not fits(others, term.range):
        yield f"rico:{name} leads to {_any(term.range)}, not to {_any(others)}."
    yield from _of_relation(name, mine, others)


def _of_relation(name: str, mine: frozenset[str], others: frozenset[str]) -> Iterator[str]:
    """The ends of a relation node; the demands of its most special classes."""
    for kind in sorted(mine & relation_classes().keys()):
        relation = relation_classes()[kind]
        if name in SYMMETRIC_ENDS and relation.connects:
            yield f"rico:{kind} has no direction: use relationConnects for both its ends."
            continue
        wanted = {
            "relationHasSource": relation.source,
            "relationHasTarget": relation.target,
            "relationConnects": relation.connects,
            **dict(relation.context),
        }.get(name, ())
        if not fits(others, wanted):
            yield f"The {name} of a rico:{kind} is {_any(wanted)}, not {_any(others)}."


def _in_range(term: Term, literal: str) -> bool:
    if not set(term.range) & {"xsd:int", "xsd:decimal"}:
        return True
    return literal.endswith(_NUMBERS)


def _other_kind(term: Term) -> str:
    """The property of the other kind that says the same, where names tell: title and hasOrHadTitle."""
    bare = term.name.removeprefix("hasOrHad").removeprefix("has")
    bare = bare[:1].lower() + bare[1:]
    upper = bare[:1].upper() + bare[1:]
    for name in (bare, f"hasOrHad{upper}", f"has{upper}"):
        if name in terms() and terms()[name].kind not in (term.kind, "class"):
            return f" Use {name}."
    return ""


def _for_sets(name: str, types: frozenset[str]) -> str:
    """What a record set says of its members in place of a property of records."""
    bare = name.removeprefix("hasOrHad").removeprefix("has")
    right = f"hasOrHadSomeMembersWith{bare}"
    return f" Use {right}." if "RecordSet" in types and right in terms() else ""


def _any(names: Iterable[str]) -> str:
    return " or ".join(f"rico:{name}" for name in sorted(names))


def _local(iri: str) -> str:
    return iri[len(RICO) : -1]
