"""Documents in, documents out with their language, machine mentions, dates, relations. What people marked stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors import dates, relations
from extractors.document import DateExpression, Document, Mention
from extractors.errors import InputRejected
from extractors.languages import CORE, language
from extractors.languages.chunks import chunks
from extractors.languages.detect import detect, normal_code, segments
from extractors.ner import DEFAULT, tagger
from extractors.passage import passage
from extractors.reading.build import read, respell
from extractors.reading.found import Recognition, Taken, in_original
from extractors.reading.reading import Reading


class Recogniser:
    """Finds names and dates. Its answers depend on the text alone: not on order, batches or earlier documents.

    languages  codes of those to look for; text in any other language is left as it is
    tier       of the taggers: accurate or fast (``extractors.ner``)

    Raises RunAborted NER002 where the tier's models are not installed.
    """

    def __init__(self, languages: tuple[str, ...] = CORE, tier: str = DEFAULT) -> None:
        self.languages = tuple(code for code in languages if language(code))
        self._taggers = {code: tagger(code, tier) for code in self.languages}

    def recognise(self, documents: Iterable[Document]) -> Iterator[Document]:
        """``recognise_one`` of each, in order. InputRejected ends the iteration: to go on, ask one by one."""
        return map(self.recognise_one, documents)

    def recognise_one(self, document: Document) -> Document:
        """The document with language, mentions, dates and relations added.

        A language that is None is filled in where the text shows it. Machine mentions keep clear of all that are
        there already. A DATE mention has a DateExpression with the same place. Dates that editors left unread
        are parsed. Relations are those of the rules that are good enough to be published, between mentions of either
        kind. Raises InputRejected (NER001) for a document that breaks its own invariants.
        """
        if problem := next(document.check(), None):
            raise InputRejected("NER001", f"The document is not sound: {problem}.", where=document.id)
        told = normal_code(document.language)
        reading = read(document.text, document.pages)
        spoken = told or (None if document.language else _or_none(detect(reading.text)))
        taken = [(m.start, m.end) for m in document.mentions]
        taken += [(d.start, d.end) for d in document.dates if d.start is not None and d.end is not None]
        found = self._find(document.text, reading, spoken, taken, document)
        mentions = [m for m in found.mentions if m.label != "DATE"]
        mentions += [_mention(date) for date in found.dates]
        understood = tuple(_read(date, spoken) for date in document.dates)
        named = tuple(sorted((*document.mentions, *mentions), key=lambda m: (m.start, m.end, m.label)))
        return replace(
            document,
            language=document.language or spoken,
            mentions=named,
            dates=(*understood, *found.dates),
            relations=(*document.relations, *relations.published(document.text, named)),
        )

    def find(self, text: str, lang: str | None = None, taken: Iterable[tuple[int, int]] = ()) -> Recognition:
        """Names and dates of a text outside the taken ranges, with their places in the text as it stands.

        lang  its language where known; every block that clearly shows another is judged by itself
        """
        return self._find(text, read(text), lang, taken)

    def _find(
        self,
        text: str,
        general: Reading,
        lang: str | None,
        taken: Iterable[tuple[int, int]],
        document: Document | None = None,
    ) -> Recognition:
        reading, stretches = respell(general, segments(general.text, lang))
        pieces: list[tuple[int, int, str]] = []
        mentions: list[Mention] = []
        found: list[DateExpression] = []
        ranges = list(taken)
        free = Taken(_placed(reading, ranges))
        for first, last, spoken in stretches:
            if spoken not in self.languages:
                continue
            for start, end in chunks(reading.text, first, last):
                piece = passage(reading.text[start:end], start, spoken, free, self._taggers[spoken])
                mentions += piece.mentions
                found += piece.dates
                pieces.append((start, end, spoken))
        mentions, found = _settled(reading, pieces, mentions, found, ranges, document)
        if not reading.steps:
            return Recognition(tuple(mentions), tuple(found))
        return in_original(text, reading, mentions, found, ranges)


def _settled(
    reading: Reading,
    pieces: list[tuple[int, int, str]],
    mentions: list[Mention],
    found: list[DateExpression],
    ranges: list[tuple[int, int]],
    document: Document | None,
) -> tuple[list[Mention], list[DateExpression]]:
    """Mentions and dates after all that the document says of itself; those that need it keep clear of other names."""
    marked = [_located(date, reading) for date in (document.dates if document else ()) if date.start is not None]
    known = {(date.start, date.end) for date in found}
    names = Taken((*_placed(reading, ranges), *((m.start, m.end) for m in mentions if m.label != "DATE")))
    days = Taken((m.start, m.end) for m in mentions if m.label == "DATE")
    settled = []
    for date in dates.settle_document(reading.text, pieces, found, document, marked):
        start, end = date.start or 0, date.end or 0
        if (start, end) not in known:
            if names.meets(start, end):
                continue
            if not days.meets(start, end):
                mentions.append(_mention(date))
        settled.append(date)
    return sorted(mentions, key=lambda m: (m.start, m.end)), settled


def _located(date: DateExpression, reading: Reading) -> DateExpression:
    """A date that an editor marked, where it stands in the reading."""
    place = reading.place(date.start or 0, date.end or 0)
    return replace(date, start=place.start, end=place.end)


def _read(date: DateExpression, lang: str | None) -> DateExpression:
    """An editor's date with its EDTF and bounds, where the grammar can read what the editor left as words."""
    if date.edtf is not None:
        return date
    understood = dates.parse(date.expressed, lang)
    if understood is None:
        return date
    return replace(
        date,
        edtf=understood.edtf,
        earliest=understood.earliest,
        latest=understood.latest,
        calendar=understood.calendar,
        confidence=understood.confidence,
        model=dates.MODEL,
        rule=understood.rule,
    )


def _mention(date: DateExpression) -> Mention:
    return Mention(date.start or 0, date.end or 0, "DATE", date.method, date.confidence, model=date.model)


def _placed(reading: Reading, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where ranges of the original are read."""
    for start, end in ranges:
        place = reading.place(start, end)
        yield place.start, place.end


def _or_none(code: str) -> str | None:
    return None if code == "und" else code
