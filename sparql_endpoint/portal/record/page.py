"""Everything a page says of a record or record set: where it stands, its description, one sheet of its text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.page_images.index import PageImage, page_images
from sparql_endpoint.portal.highlight import Marked, Segment, segments
from sparql_endpoint.portal.labels import pick
from sparql_endpoint.portal.record.facts import facts_of, licences_of
from sparql_endpoint.portal.record.finding import LONGEST_QUERY, find
from sparql_endpoint.portal.record.mentions import Mentioned, mentions_in, place_of
from sparql_endpoint.portal.record.place import Place, place_of_unit
from sparql_endpoint.portal.record.scans import Box, Leaf, boxes_of, leaves
from sparql_endpoint.portal.record.sheets import Piece, Sheet, sheet_at, sheets_of
from sparql_endpoint.portal.record.texts import Text, texts_of
from sparql_endpoint.portal.statements import LABEL, RICO, TYPE, Statement
from sparql_endpoint.results import Term
from sparql_endpoint.service import View, archive_iris

_ELSEWHERE = (
    "title", "identifier", "hasOrHadHolder", "isDirectlyIncludedIn", "directlyIncludes", "isOrWasIncludedIn",
    "includesOrIncluded", "rankInSequence", "hasOrHadDigitalInstantiation",
)  # fmt: skip


_HEX = re.compile("[0-9a-f]{24}")
_MOST_FOUND = 100
_STRIP = 9


@dataclass(frozen=True)
class Asked:
    """What the address asks for. sheet: 0 for none in particular; mention: IRI of one to show; find: words to find.

    contents: the position, from 0, at which the list of what it holds is to begin
    """

    sheet: int = 0
    mention: str = ""
    contents: int = 0
    find: str = ""


def asked_of(base: str, parameters: Mapping[str, str]) -> Asked:
    """From the parameters of a request; what is none of ours counts as not given."""
    mention = parameters.get("mention", "")
    return Asked(
        _count(parameters.get("page", "")),
        f"{base}/id/mention/{mention}" if _HEX.fullmatch(mention) else "",
        _count(parameters.get("contents", "")),
        parameters.get("find", "").strip(),
    )


def _count(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,7}", text) else 0


@dataclass(frozen=True)
class Thumbnail:
    """The scan on a sheet, and the number of its page."""

    sheet: int
    page: str
    image: PageImage


@dataclass(frozen=True)
class Hit:
    """Words found in the record: the sheet they are on, the number of the page, and what is around them."""

    sheet: int
    page: str
    prefix: str
    exact: str
    suffix: str


@dataclass(frozen=True)
class Hits:
    """The first of all places; query as it was asked."""

    query: str
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Part:
    """A piece of the text made ready. begins: the first of its text on this sheet, so that its source is named."""

    piece: Piece
    begins: bool
    segments: tuple[Segment, ...]
    mentions: tuple[Mentioned, ...]


@dataclass(frozen=True)
class Shown:
    """One sheet.

    last       number of the record's last sheet
    leaf       the page whose scan is shown; None where there is none
    boxes      of each mention that has a place on it
    direction  in which pages are turned
    layout     whether places of words are known
    strip      scans of the record, those around this sheet
    found      words that were asked for, in all of the record; None where none were
    """

    sheet: Sheet
    last: int
    parts: tuple[Part, ...]
    leaf: Leaf | None
    boxes: tuple[tuple[Mentioned, tuple[Box, ...]], ...]
    direction: str
    layout: bool
    strip: tuple[Thumbnail, ...]
    found: Hits | None


@dataclass(frozen=True)
class RecordPage:
    """Ready to be shown.

    wanted  anchor of the mention that the reader came for
    more    how many values of a property the description leaves out, by the property's label
    """

    iri: str
    title: Term
    identifier: str
    archive: tuple[str, Term]
    place: Place
    description: tuple[Statement, ...]
    more: Mapping[str, int]
    shown: Shown | None
    wanted: str
    licences: tuple[str, ...]
    sources: tuple[str, ...]


def record_page(
    view: View, iri: str, wanted: tuple[str, ...], interface: tuple[str, ...], asked: Asked = Asked()
) -> RecordPage | None:
    """None where the IRI is no record of the edition."""
    facts = facts_of(view, iri, wanted)
    said = facts.said
    titles = [each.value.term for each in said if each.predicate == LABEL]
    of_archives = archive_iris(view)
    holders = [each.value for each in said if each.predicate == RICO + "hasOrHadHolder"]
    holders = [each for each in holders if each.term.value.startswith(of_archives)]
    if not holders:
        return None
    identifier = next((each.value.term.value for each in said if each.predicate == RICO + "identifier"), "")
    return RecordPage(
        iri,
        pick(titles, wanted) if titles else Term("literal", identifier or iri),
        identifier,
        (holders[0].term.value, holders[0].label),
        place_of_unit(view, iri, wanted, interface, asked.contents),
        _description(said, view.edition.vocabulary),
        {each.label.value: facts.more[each.predicate] for each in said if each.predicate in facts.more},
        _shown(view, iri, wanted, asked),
        "m-" + asked.mention.rsplit("/", 1)[-1] if asked.mention else "",
        licences_of(view, said),
        tuple(sorted({each.value.term.value for each in said if each.predicate.endswith("#seeAlso")})),
    )


def images_of(view: View, texts: Sequence[Text]) -> dict[str, PageImage]:
    """Scans of the pages of texts, by IRI of the page."""
    return page_images(view.edition.path, [page.iri for text in texts for page in text.pages])


def _strip(sheets: Sequence[Sheet], images: Mapping[str, PageImage], number: int) -> tuple[Thumbnail, ...]:
    """The scans around a sheet."""
    scanned = [sheet for sheet in sheets if sheet.scan]
    after = sum(sheet.number < number for sheet in scanned)
    first = max(0, min(after - _STRIP // 2, len(scanned) - _STRIP))
    return tuple(
        Thumbnail(sheet.number, sheet.scan.number, images[sheet.scan.iri])
        for sheet in scanned[first : first + _STRIP]
        if sheet.scan
    )


def _description(said: Sequence[Statement], own: str) -> tuple[Statement, ...]:
    """What the page does not show elsewhere; the shared entity in place of the local ones that make it up."""
    hidden = {TYPE, LABEL, own + "mentions", *(RICO + name for name in _ELSEWHERE)}
    shown = [
        each
        for each in said
        if each.predicate not in hidden
        and not each.predicate.endswith(("#seeAlso", "/dc/terms/license", "/dc/terms/identifier"))
        and "/id/instantiation/" not in each.value.term.value
    ]
    local = {id(each) for each in shown if "/id/local/" in each.value.term.value}
    resolved = {each.predicate for each in shown if id(each) not in local and each.value.term.kind == "uri"}
    return tuple(each for each in shown if id(each) not in local or each.predicate not in resolved)


def _shown(view: View, iri: str, wanted: tuple[str, ...], asked: Asked) -> Shown | None:
    texts = texts_of(view, iri)
    images = images_of(view, texts)
    sheets = sheets_of(texts, images.keys())
    if not sheets:
        return None
    number = asked.sheet
    if not number and asked.mention and (place := place_of(view, asked.mention)):
        number = next((sheet_at(sheets, text, place[1]) for text in texts if text.iri == place[0]), 0)
    sheet = sheets[min(max(number, 1), len(sheets)) - 1]
    parts = tuple(_parts(view, sheet, wanted))
    pages = {piece.page.iri: piece.page for piece in sheet.pieces if piece.page}
    found = leaves(view, pages)
    leaf = found[sheet.scan.iri] if sheet.scan else None
    mentions = {one.iri: one for part in parts for one in part.mentions if not one.whole}
    placed = boxes_of(view, leaf, mentions) if leaf else {}
    return Shown(
        sheet,
        len(sheets),
        parts,
        leaf,
        tuple((mentions[one], placed[one]) for one in mentions if one in placed),
        _direction(sheet, found),
        any(one.layout for one in found.values()),
        _strip(sheets, images, sheet.number),
        _found(texts, sheets, asked.find) if asked.find else None,
    )


def _found(texts: Sequence[Text], sheets: Sequence[Sheet], query: str) -> Hits:
    places = find(texts, query)
    hits = []
    for one in places[:_MOST_FOUND]:
        page = next((page for page in one.text.pages if page.start <= one.start < page.end), None)
        hits.append(Hit(sheet_at(sheets, one.text, one.start), page.number if page else "", *one.quote))
    return Hits(query[:LONGEST_QUERY], len(places), tuple(hits))


def _parts(view: View, sheet: Sheet, wanted: tuple[str, ...]) -> list[Part]:
    """Adjacent pieces of one text are one part, so that marks cross from page to page."""
    runs: list[list[Piece]] = []
    for piece in sheet.pieces:
        if runs and runs[-1][-1].text == piece.text and runs[-1][-1].end == piece.start:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [_part(view, run, wanted) for run in runs]


def _part(view: View, run: Sequence[Piece], wanted: tuple[str, ...]) -> Part:
    text, start, end = run[0].text, run[0].start, run[-1].end
    mentions = mentions_in(view, text, start, end, wanted)
    marks = [
        Marked(one.start - start, min(one.end, end) - start, one.anchor, "" if one.whole else one.kind, one.target)
        for one in mentions
    ]
    begun = [
        (piece.start - start, piece.page.number) for piece in run if piece.page and piece.start == piece.page.start
    ]
    whole = Piece(text, start, end, run[0].page, run[0].scanned)
    return Part(whole, start == 0, tuple(segments(text.content[start:end], marks, begun)), mentions)


def _direction(sheet: Sheet, found: dict[str, Leaf]) -> str:
    """Of turning pages: as the pages say, else that of the language of the text."""
    from sparql_endpoint.portal.i18n import direction

    told = next((leaf.direction for leaf in found.values() if leaf.direction), "")
    spoken = direction(sheet.pieces[0].text.lang)
    return told or (spoken if spoken != "auto" else "ltr")
