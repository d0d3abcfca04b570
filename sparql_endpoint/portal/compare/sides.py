"""One thing as each archive tells it, statement beside statement; where they cannot both hold, that is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.languages.fold import fold
from kg.dossier.model import Thing
from kg.dossier.read import Dossiers, dossiers
from kg.dossier.side_by_side import spellings
from sparql_endpoint.portal.entity.names import title
from sparql_endpoint.portal.entity.page import LIFE, once
from sparql_endpoint.portal.entity.shown import Named, Sentence, named, quote_of, sentence
from sparql_endpoint.portal.quotes import Quote
from sparql_endpoint.service import View

_MOST_FACTS = 300
_MOST_QUOTES = 6
_MOST_FORMS = 10
ONE_VALUE = frozenset({
    "hasBirthDate", "hasDeathDate", "hasBirthPlace", "hasDeathPlace", "occurredAtDate", "hasBeginningDate",
    "hasEndDate",
})  # fmt: skip
"""Statements of which only one can be true: who was born on two days was born on one of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """Statements of one kind; cells by archive, in the order of the sides.

    state: ``conflict`` where two cannot both hold, ``agree`` where the archives say the same, ``one`` where only one
    archive says something, ``apart`` where they say different things that may all hold
    """

    label: Named
    cells: tuple[tuple[Sentence, ...], ...]
    state: str


@dataclass(frozen=True, slots=True)
class Side:
    """An archive: how its records write the name (form, mentions), and the first words that name it."""

    archive: Named
    forms: tuple[tuple[str, int], ...]
    quotes: tuple[Quote, ...]
    mentions: int
    records: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ready to be shown. conflicts: how many rows are in conflict."""

    subject: Named
    sides: tuple[Side, ...]
    rows: tuple[Row, ...]

    @property
    def conflicts(self) -> int:
        """Rows of which not all can hold."""
        return sum(row.state == "conflict" for row in self.rows)


def comparison(view: View, iri: str, wanted: tuple[str, ...], interface: tuple[str, ...]) -> Comparison | None:
    """None where there is no dossier of the IRI."""
    with dossiers(view.edition.dossiers_path) as table:
        number = table.number(iri)
        if number is None or not table.is_entity(number):
            return None
        subject = Named(iri, title(table.names(number), iri, wanted))
        said = once([sentence(fact, subject, wanted, interface) for fact, _ in table.facts(number, _MOST_FACTS)])
        counts = table.mention_counts(number)
        archives = sorted({*counts, *(each.archive for each in said)})
        sides = tuple(_side(table, number, archive, counts.get(archive, (0, 0)), wanted) for archive in archives)
        return Comparison(subject, sides, rows(said, archives))


def rows(said: Iterable[Sentence], archives: list[str]) -> tuple[Row, ...]:
    """By property and by the side from which it is told; those of a life first, then conflicts, then the others."""
    groups: dict[tuple[str, bool], list[Sentence]] = {}
    for each in said:
        groups.setdefault((each.relation.iri, each.forward), []).append(each)
    found = []
    for group in groups.values():
        cells = tuple(tuple(each for each in group if each.archive == archive) for archive in archives)
        found.append((group[0].key, Row(group[0].relation, cells, _state(group, cells))))
    found.sort(key=lambda pair: (LIFE.index(pair[0]) if pair[0] in LIFE else len(LIFE), pair[1].state != "conflict",
                                 pair[1].label.label.value))  # fmt: skip
    return tuple(row for _, row in found)


def _state(group: list[Sentence], cells: tuple[tuple[Sentence, ...], ...]) -> str:
    if (
        group[0].forward
        and group[0].key in ONE_VALUE
        and any(_exclude(a, b) for at, a in enumerate(group) for b in group[at + 1 :])
    ):
        return "conflict"
    filled = [{_value(each) for each in cell} for cell in cells if cell]
    if len(filled) < 2:
        return "one"
    return "agree" if all(values == filled[0] for values in filled) else "apart"


def _exclude(one: Sentence, other: Sentence) -> bool:
    """Whether not both can be true of one thing: two dates do where no day is in both, all else where it differs."""
    if one.day and other.day and one.day.first and other.day.first:
        return max(one.day.first, other.day.first) > min(one.day.last, other.day.last)
    return _value(one) != _value(other)


def _value(each: Sentence) -> str:
    end = each.far
    if end is not None:
        return end.iri
    if each.day:
        return each.day.edtf or each.day.expressed.value
    return fold(each.text.value) if each.text else ""


def _side(table: Dossiers, number: int, archive: str, counts: tuple[int, int], wanted: tuple[str, ...]) -> Side:
    thing = next(iter(table.things([table.number(archive)]).values()), Thing(archive))
    quotes = table.mentions(number, archive, 0, _MOST_QUOTES)
    return Side(
        named(thing, wanted),
        spellings(table, number, archive, _MOST_FORMS),
        tuple(shown for quote in quotes if (shown := quote_of(quote, wanted))),
        *counts,
    )
