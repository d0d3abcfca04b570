"""The words of a TEI text with the editors' mark-up as mentions.

Blocks stand on lines of their own. Footnotes stand after everything else, in the order of their anchors, so
that no sentence is cut by one; those of a page are a page part of their own ("604 notes"). Where an editor
gives two readings (choice), the text has what stands on the page; the other reading becomes a Note.
"""

from __future__ import annotations

from typing import NamedTuple

from extractors.document import DateExpression, Label, Mention, Note, Page, Span
from extractors.readers.machine_dates import dated
from extractors.readers.safe_xml import XML_LANG, Element, local, words
from extractors.readers.tei_dates import calendar_of, edtf_of, unreadable
from extractors.readers.tei_names import BLOCKS, NESTED, PRINTED, ROLES, SPACED, Naming, label_of, role_of
from extractors.readers.tei_pages import PageBreaks
from extractors.readers.tei_references import pointers
from extractors.readers.text_builder import TextBuilder, span


class Place(NamedTuple):
    """What the walker knows of where it is: the part that names play here, and whether this is an inner
    text."""

    role: str | None = None
    dateline: bool = False
    inner: bool = False


OUTER = Place()


class TeiText:
    """Walks elements and gathers text, mentions, dates, pages, notes. Use once: ``walk`` …, then
    ``finish``."""

    def __init__(self, scope: str, edition: str | None = None, page: Element | None = None) -> None:
        self._scope = scope
        self._out = TextBuilder()
        self._breaks = PageBreaks(edition, page)
        self._footnotes: list[tuple[Element, str]] = []
        self._namings: list[Naming] = []
        self._dates: list[tuple[int, int, Element, str | None]] = []
        self._kinds: list[tuple[int, int, str, str | None]] = []
        self._other_readings: list[Note] = []
        self._dateline_done = False
        self.warnings: list[str] = []

    def walk(self, element: Element, place: Place = OUTER, skip: frozenset[Element] = frozenset()) -> None:
        """Add an element and what it holds, except footnotes (until ``finish``) and the elements of skip."""
        if element in skip:
            return
        name = local(element)
        if name == "note" and not _inline(element):
            self._footnotes.append((element, self._breaks.current))
            return
        if name == "choice" and self._choice(element, place):
            return
        if name == "pb":
            self._breaks.turn(element, self._out.size)
            return
        if name in BLOCKS:
            self._out.break_line()
        elif name in SPACED and element.get("break") != "no":
            self._out.space()
        start = self._out.size
        inside = self._inside(element, name, place)
        self._out.add(element.text)
        for item in element:
            self.walk(item, inside, skip)
            self._out.add(item.tail)
        self._mark(element, name, start, inside)
        if name in BLOCKS:
            self._out.break_line()

    def line(self, text: str) -> None:
        """Add words that stand in an attribute or the header, as a block."""
        self._out.add_line(text)

    def finish(self) -> None:
        """Append the footnotes; after this the text is frozen."""
        self._breaks.close(self._out.size)
        while self._footnotes:
            element, page = self._footnotes.pop(0)
            self._out.break_line()
            start = self._out.size
            self._out.add(element.text)
            for item in element:
                self.walk(item, Place(inner=True))
                self._out.add(item.tail)
            self._kind(element, start)
            self._breaks.note(page, start, self._out.size)
        self.text = self._out.text

    def mentions(self) -> tuple[Mention, ...]:
        """All namings with words, in order of start, outermost first."""
        found = []
        for naming in self._namings:
            start, end = span(self.text, naming.start, naming.end)
            reference = naming.pointers[0] if naming.pointers else None
            if start < end:
                found.append(Mention(start, end, naming.label, "editorial", 1.0, reference, naming.role))
            elif reference is not None:
                self.warnings.append(f"TEI011 line {naming.line}: a name that refers to {reference} has no words")
        return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.label, m.reference or "")))

    def namings(self) -> tuple[Naming, ...]:
        """The namings with trimmed positions, in document order, for those who need every pointer."""
        trimmed = ((naming, span(self.text, naming.start, naming.end)) for naming in self._namings)
        return tuple(naming._replace(start=start, end=end) for naming, (start, end) in trimmed if start < end)

    def dates(self) -> tuple[DateExpression, ...]:
        """Every date element with words."""
        found = []
        for start, end, element, role in self._dates:
            start, end = span(self.text, start, end)
            if start < end:
                found.append(
                    dated(
                        self.text[start:end], edtf_of(element), role=role, calendar=calendar_of(element),
                        start=start, end=end,
                    )
                )  # fmt: skip
        return tuple(sorted(found, key=lambda d: (d.start or 0, -(d.end or 0))))

    def pages(self) -> tuple[Page, ...]:
        """Pages with words on them, and their parts of footnotes."""
        found = []
        for number, image, start, end in self._breaks.ranges():
            first, last = span(self.text, start, end)
            if first < last:
                found.append(Page(number, Span(first, last), image=image))
        return tuple(found)

    def notes(self) -> tuple[Note, ...]:
        """Source notes, summaries and the like, and the readings that are not in the text."""
        found = []
        for start, end, kind, lang in self._kinds:
            start, end = span(self.text, start, end)
            if start < end:
                found.append(Note(kind, self.text[start:end], lang))
        return (*found, *self._other_readings)

    def _choice(self, element: Element, place: Place) -> bool:
        """Take what is on the page, note the rest; False where no child is known as either."""
        printed = next((item for item in element if local(item) in PRINTED), None)
        if printed is None:
            return False
        start = self._out.size
        self.walk(printed, place)
        for item in element:
            if item is printed or not words(item):
                continue
            self._other_readings.append(Note("reading", f"{words(printed)} → {words(item)}", item.get(XML_LANG)))
            for named in item.iter():  # whom the editor's reading names, the printed one names too
                label = label_of(named, local(named), self._scope)
                if label not in (None, "DATE") and pointers(named, self._scope) and words(named) == words(item):
                    role = None if place.inner else role_of(named, label, place.role, place.dateline)
                    self._namings.append(Naming.of(named, self._scope, start, self._out.size, label, role))
        return True

    def _inside(self, element: Element, name: str, place: Place) -> Place:
        """How things stand within this element."""
        if name in NESTED:
            return Place(inner=True)
        if place.inner:
            return place
        if name == "dateline":
            return Place(place.role, not self._dateline_done)
        role = ROLES.get((name, element.get("type") or "")) or ROLES.get((name, ""))
        return place._replace(role=role) if role else place

    def _mark(self, element: Element, name: str, start: int, place: Place) -> None:
        """Remember what the element says of the words it holds."""
        end = self._out.size
        if name == "date":
            self._dates.append((start, end, element, "creation" if place.dateline else None))
            self._dateline_done = self._dateline_done or place.dateline
            fault = unreadable(element)
            if fault:
                self.warnings.append(f"TEI012 line {element.sourceline}: {fault} is no ISO 8601 date; kept as words")
        label: Label | None = label_of(element, name, self._scope)
        if label is not None:
            role = None if place.inner else role_of(element, label, place.role, place.dateline)
            self._namings.append(Naming.of(element, self._scope, start, end, label, role))
        if name == "note":
            self._kind(element, start)

    def _kind(self, element: Element, start: int) -> None:
        kind = element.get("type")
        if kind:
            self._kinds.append((start, self._out.size, kind, element.get(XML_LANG)))


def _inline(note: Element) -> bool:
    return "inline" in (note.get("rend"), note.get("place"))
