"""What a dossier holds, as the templates show it: labels picked for the reader, quotes as source marks."""

from __future__ import annotations

from dataclasses import dataclass

from kg.dossier import model
from kg.dossier.read import label_of
from kg.spelling import spelt
from sparql_endpoint.portal.entity.calendars import Both, both
from sparql_endpoint.portal.quotes import Quote
from sparql_endpoint.portal.sentences import name_of, parts
from sparql_endpoint.results import Term


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an IRI, and its label in the reader's language or the next best."""

    iri: str
    label: Term


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written, normalised (EDTF) and in both calendars."""

    expressed: Term
    edtf: str
    calendar: str
    qualifier: str
    both: Both
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement, piece by piece; one and other are shown where their pieces stand.

    forward: whether the thing of whose dossier it is a statement is its subject, that is one

    date: when it held; sources: in how many places it is said; witnesses: (id of the file, words or None) of some
    """

    pieces: tuple[tuple[str, str], ...]
    relation: Named
    archive: str
    forward: bool
    one: Named | None
    other: Named | None
    day: Date | None
    text: Term | None
    date: Date | None
    sources: int
    witnesses: tuple[tuple[str, Quote | None], ...]

    @property
    def key(self) -> str:
        """Last part of the property's IRI."""
        return name_of(self.relation.iri)

    @property
    def far(self) -> Named | None:
        """The end that is not the subject of the page."""
        return self.other if self.forward else self.one

    @property
    def words(self) -> str:
        """The sentence as plain text."""
        return "".join(self._piece(kind, text) for kind, text in self.pieces)

    def _piece(self, kind: str, text: str) -> str:
        if kind == "text":
            return text
        if kind == "property":
            return self.relation.label.value
        shown = self.one if kind == "one" else self.other
        if shown is not None:
            return shown.label.value
        return self.day.expressed.value if self.day else self.text.value if self.text else ""


def named(thing: model.Thing, wanted: tuple[str, ...]) -> Named:
    """A thing with its label."""
    lang, text = label_of(thing.labels, wanted)
    return Named(thing.iri, Term("literal", text or spelt(thing.iri), lang))


def date_of(day: model.Day | None) -> Date | None:
    """A date, in both calendars."""
    if day is None:
        return None
    expressed = Term("literal", day.expressed or day.edtf, day.lang)
    return Date(expressed, day.edtf, day.calendar, day.qualifier, both(day), day.first, day.last)


def quote_of(quote: model.Quote | None, wanted: tuple[str, ...]) -> Quote | None:
    """A quote as every source mark shows it."""
    if quote is None:
        return None
    record = quote.record
    return Quote(
        quote.mention, record.thing.iri, record.identifier, record.archive, named(record.thing, wanted).label,
        quote.before, quote.exact, quote.after, quote.cut, quote.page, quote.confidence, quote.method, quote.agent,
    )  # fmt: skip


def sentence(fact: model.Fact, subject: Named, wanted: tuple[str, ...], interface: tuple[str, ...]) -> Sentence:
    """A fact of the subject's dossier; where it is its object, the sentence is told from the other side."""
    other = named(fact.other, wanted) if fact.other is not None and fact.day is None else None
    one, far = (subject, other) if fact.forward else (other, subject)
    return Sentence(
        parts(fact.property.iri),
        named(fact.property, interface),
        fact.archive,
        fact.forward,
        one,
        far if fact.other is None or fact.day is None else None,
        date_of(fact.day),
        Term("literal", fact.text, fact.lang) if fact.other is None else None,
        date_of(fact.date),
        fact.sources,
        tuple((witness.source, quote_of(witness.quote, wanted)) for witness in fact.witnesses),
    )
