"""Units of a catalogue table as Documents: every cell a line to quote, its words as they stand."""

from __future__ import annotations

from extractors.document import Document
from extractors.languages import CORE
from extractors.languages.detect import detect
from extractors.readers.ead_levels import RECORDS
from extractors.readers.table_draft import BREAK, Draft, values
from extractors.readers.table_identity import Unit
from extractors.readers.table_rows import Cell, Entry
from extractors.readers.tei_forms import form_of

ENOUGH = 40
"""Code points of a row by which its language is told from that of its table."""


def language_of(words: str, told: str | None = None) -> str | None:
    """Language of some words: their own where they are enough to tell by, else what is told."""
    own = detect(words) if len(words) >= ENOUGH or told is None else None
    return own if own in CORE else told


def prose(entry: Entry) -> str:
    """The words of a row by which its language can be told."""
    plain = ("title", "note", "text")
    return "\n".join(cell.words for cell in entry.cells if cell.column is None or cell.column.means in plain)


def set_document(unit: Unit, source_id: str, told: str | None) -> Document:
    """A set that no row describes: all that is said of it is the words that name it. It has no rank, for other
    registers of the same fond name other sets."""
    return Document(
        id=unit.id,
        source_id=source_id,
        title=unit.title or unit.id,
        text=BREAK.join(unit.lines),
        level=unit.level or "series",
        title_lang=language_of(unit.title, told) if unit.title else None,
        parent=unit.parent,
        text_kind="description",
    )


def row_document(unit: Unit, entry: Entry, source_id: str, rank: int, told: str | None) -> Document:
    """The Document of a row. told: language of the table's words; rank: place among the parts of its parent."""
    lang = unit.profile.language or language_of(prose(entry), told)
    level = unit.level or unit.profile.default_level
    draft = Draft(unit.profile, lang, "creation" if level in RECORDS else "accumulation", entry.place)
    for heading in entry.headings:
        draft.heading(heading)
    for cell in _in_order(entry):
        draft.cell(cell)
    draft.close()
    title, title_lang = draft.titles[0] if draft.titles else (f"[{unit.number}]", None)
    links = [link for cell in entry.all_of("dao") for _, link in values(cell)]
    tags = list(dict.fromkeys(draft.languages))
    forms = [form_of(cell.words, cell.words) for cell in entry.all_of("form")]
    return Document(
        id=unit.id,
        source_id=source_id,
        title=title,
        text=draft.text,
        level=level,
        title_lang=title_lang or lang,
        language=tags[0] if len(tags) == 1 else None,
        parent=unit.parent,
        rank=rank,
        form=next((form for form in (*forms, form_of(title)) if form), None) if level in RECORDS else None,
        mentions=tuple(sorted(draft.mentions, key=lambda mention: (mention.start, mention.end))),
        dates=tuple(draft.dates),
        notes=tuple(draft.notes),
        identifiers=(*_numbers(entry), *(f"dao:{link}" for link in dict.fromkeys(links) if not _is_address(link))),
        extent="; ".join(_extent(cell) for cell in entry.all_of("extent")) or None,
        url=next((link for link in links if _is_address(link)), None),
        text_kind="description",
        warnings=tuple(draft.warnings),
    )


def _in_order(entry: Entry) -> list[Cell]:
    """The cells, the end of a period right behind its beginning."""
    last = entry.all_of("date_to") if entry.all_of("date_from") else []
    out: list[Cell] = []
    for cell in entry.cells:
        if cell.column is not None and cell.column.means == "date_from":
            out += [cell, *last]
            last = []
        elif cell not in out and cell not in last:
            out.append(cell)
    return out


def _numbers(entry: Entry) -> tuple[str, ...]:
    """Shelf marks and other numbers as the archive writes them."""
    other = (value for cell in entry.all_of("identifier") for _, value in values(cell))
    return tuple(dict.fromkeys((*(cell.words for cell in entry.all_of("shelfmark")), *other)))


def _extent(cell: Cell) -> str:
    """A bare number with its unit."""
    unit = cell.column.unit if cell.column is not None else None
    return f"{cell.words} {unit}" if unit and cell.words.isdigit() else " ".join(cell.words.split())


def _is_address(link: str) -> bool:
    return link.startswith(("http://", "https://"))
