"""One unit of description (archdesc or component) as a Document, all its words quotable."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import DateExpression, Document, Entity, Level, Mention
from extractors.languages.script import UNKNOWN_LATIN, name_language
from extractors.readers.ead_access import access_of
from extractors.readers.ead_dates import MARKS as DATES
from extractors.readers.ead_dates import date_at, wordless_dates
from extractors.readers.ead_ids import call_numbers, numbers
from extractors.readers.ead_levels import RECORDS
from extractors.readers.ead_links import address, other_links
from extractors.readers.ead_names import LABELS, mention, names_something, place_entity
from extractors.readers.ead_notes import notes, other_titles
from extractors.readers.ead_physical import extent, extents
from extractors.readers.ead_words import BLOCKS, SKIP, TERMS
from extractors.readers.language_codes import language_tag, name_tag
from extractors.readers.marked_text import MarkedText, spaced
from extractors.readers.safe_xml import Element, child, children, local
from extractors.readers.tei_forms import form_of

_MARKS = frozenset(LABELS) | DATES
"""Elements whose words are mentions."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands: its id, its finding aid's id, its level, its parent's id and its rank there; and the
    language the finding aid is written in, where it tells one."""

    id: str
    finding_aid: str
    level: Level
    parent: str | None = None
    rank: int | None = None
    language: str | None = None


def unit(element: Element, place: Place) -> Document:
    """The Document of a unit. Its language is that of the material where there is only one."""
    body = MarkedText(BLOCKS, TERMS, _MARKS, SKIP)
    body.inside(element)
    text, did = body.text, child(element, "did")
    others = {item for item, _ in other_titles(did)}
    titles = [item for item in children(did, "unittitle") if spaced(item) and item not in others]
    title = "; ".join(map(spaced, titles))
    languages = [item for part in children(did, "langmaterial") for item in part.iter("{*}language")]
    tags = [language_tag(item.get("langcode") or item.get("lang")) for item in languages]
    shelfmarks = call_numbers(element)
    marked = [found for found in body.places() if local(found[0]) in DATES or names_something(found[0])]
    dates = tuple(_dates(element, marked, text, place.level))
    return Document(
        id=place.id,
        source_id=place.finding_aid,
        title=title or (f"[{shelfmarks[0]}]" if shelfmarks else ""),
        title_lang=_title_language(titles) or _worded_in(title, place.language, tags) if title else None,
        text=text,
        level=place.level,
        language=tags[0] if len(tags) == 1 else None,
        parent=place.parent,
        rank=place.rank,
        form=_form(element, title) if place.level in RECORDS else None,
        mentions=tuple(
            mention(item, start, end, place.id) if local(item) in LABELS else Mention(start, end, "DATE", "catalogue")
            for item, start, end in marked
        ),
        dates=dates,
        entities=_places(marked, place.id),
        notes=tuple(notes(element)),
        identifiers=(*shelfmarks, *other_links(element)),
        extent=extent(did),
        extents=extents(did),
        numbers=numbers(element),
        languages=tuple(dict.fromkeys(tag for tag in tags if tag)),
        scripts=_scripts(did),
        url=address(element),
        text_kind="description",
        access=access_of(element, max((date.latest for date in dates if date.role and date.latest), default=None)),
    )


def _dates(
    element: Element, marked: list[tuple[Element, int, int]], text: str, level: Level
) -> list[DateExpression]:
    """Every unit date with its role, the dates in running text, and those that attributes alone tell."""
    dates = [(item, start, end) for item, start, end in marked if local(item) in DATES]
    return [date_at(item, text, start, end, level) for item, start, end in dates] + wordless_dates(element, level)


def _places(marked: list[tuple[Element, int, int]], unit_id: str) -> tuple[Entity, ...]:
    """Places whose coordinates the unit tells, each once."""
    found: dict[str, Entity] = {}
    for item, start, end in marked:
        made = place_entity(item, start, end, unit_id) if local(item) == "geogname" else None
        if made is not None:
            found.setdefault(made.local_id, made)
    return tuple(found.values())


def _title_language(titles: list[Element]) -> str | None:
    """@lang of the titles, where they agree."""
    told = {name_tag(item.get("lang"), item.get("script")) for item in titles}
    return told.pop() if len(told) == 1 else None


def _worded_in(title: str, finding_aid: str | None, material: list[str | None]) -> str | None:
    """Language of a title that tells none: the finding aid's, by its letters; failing that, that of the material.

    An Arabic finding aid that calls an English letter by English words repeats the letter's own.
    """
    lang = name_language(title, finding_aid)
    if finding_aid and lang == UNKNOWN_LATIN and len(material) == 1 and material[0]:
        return name_language(title, material[0])
    return lang


def _scripts(did: Element | None) -> tuple[str, ...]:
    """ISO 15924 codes of the material's scripts, in order."""
    told = [
        item.get(name) or ""
        for part in children(did, "langmaterial")
        for item in part.iter("{*}language", "{*}script")
        for name in ("scriptcode",)
    ]
    return tuple(dict.fromkeys(code.strip().title() for code in told if code.strip()))


def _form(element: Element, title: str) -> str | None:
    genres = [spaced(item) for access in children(element, "controlaccess") for item in access.iter("{*}genreform")]
    return next((form for form in map(form_of, genres) if form), None) or form_of(title)
