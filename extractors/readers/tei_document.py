"""One Document from one TEI text or div."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import DateExpression, Document, Entity, Level, Mention, Name, Note, Number, Relation, Span
from extractors.readers.language_codes import language_tag
from extractors.readers.machine_dates import dated, edtf_day
from extractors.readers.safe_xml import XML_LANG, Element, child, children, local, words
from extractors.readers.tei_dates import edtf_of
from extractors.readers.tei_forms import form_of
from extractors.readers.tei_header import Header
from extractors.readers.tei_headings import offices, offices_in_lines, roles
from extractors.readers.tei_links import links
from extractors.readers.tei_meetings import meeting
from extractors.readers.tei_pages import edition_of
from extractors.readers.tei_text import Place, TeiText
from extractors.readers.text_builder import TextBuilder

_HEAD_WITHIN = 600
"""Code points within which a title stands in its text: only a file number may come before it."""
_CORRESPONDENCE = {"sent": Place("sender", dateline=True), "received": Place("addressee")}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a Document stands: what its file or volume says of it."""

    id: str
    source_id: str
    scope: str
    parent: str | None = None
    rank: int | None = None
    level: Level = "item"
    language: str | None = None
    licence: str | None = None
    url: str | None = None
    edition: str | None = None
    page: Element | None = None


def single(root: Element, header: Header, skip: frozenset[Element] = frozenset()) -> Document:
    """The whole TEI file as one Document."""
    text = child(root, "text")
    body = child(text, "body") if text is not None else None
    divs = children(body, "div")
    only = divs[0] if len(divs) == 1 and body is not None and len(body) == 1 else None
    frame = Frame(
        id=header.id,
        source_id=header.id,
        scope=header.scope,
        parent=header.volume,
        language=header.language,
        licence=header.licence,
        url=header.url,
        edition=edition_of(root),
    )
    parts = [part for part in (text,) if part is not None]
    return document(frame, only, parts, header, skip)


def document(
    frame: Frame,
    div: Element | None,
    parts: list[Element],
    header: Header | None = None,
    skip: frozenset[Element] = frozenset(),
) -> Document:
    """A Document of the words in parts.

    div     the element whose head is the title and whose attributes tell language and form; None: the
    header's header  what the file says, for its title and, as first block of the text, its correspondence
    statements
    """
    walker = TeiText(frame.scope, frame.edition, frame.page)
    notes: list[Note] = []
    if header is not None:
        for action in header.correspondence:
            walker.walk(action, _CORRESPONDENCE.get(action.get("type") or "", Place()))
            notes.append(Note("correspondence", " ".join(filter(None, map(words, action)))))
        notes += header.notes
    for part in parts:
        walker.walk(part, skip=skip)
    walker.finish()
    title, title_lang = _title(div, header)
    language = (language_tag(div.get(XML_LANG)) if div is not None else None) or frame.language
    dates = walker.dates() + (_published(header) if header is not None else ())
    mentions, relations, event = _said(frame.id, walker.text, title, walker.mentions(), dates)
    named = _named(walker)
    return Document(
        id=frame.id,
        source_id=frame.source_id,
        title=title,
        text=walker.text,
        level=frame.level,
        title_lang=title_lang or language,
        language=language,
        parent=frame.parent,
        rank=frame.rank,
        form=form_of(title, *((div.get("subtype"), div.get("type")) if div is not None else ())),
        pages=walker.pages(),
        mentions=mentions,
        dates=dates,
        relations=relations,
        entities=named if event is None else (*named, event),
        describes=() if event is None else (event.local_id,),
        notes=(
            *(note for note in notes if note.kind != "title" or note.text != title),
            *walker.notes(),
            *links(parts, skip),
        ),
        numbers=(Number(number, "number"),) if div is not None and (number := (div.get("n") or "").strip()) else (),
        identifiers=header.identifiers if header is not None else (),
        url=frame.url,
        licence=frame.licence,
        warnings=tuple(dict.fromkeys(walker.warnings)),
    )


def _said(
    identity: str, text: str, title: str, mentions: tuple[Mention, ...], dates: tuple[DateExpression, ...]
) -> tuple[tuple[Mention, ...], tuple[Relation, ...], Entity | None]:
    """What the heading and the list of participants say: the parts of the names, the offices, the meeting.

    Nothing where the title does not stand at the head of the text.
    """
    start = text.find(title, 0, len(title) + _HEAD_WITHIN) if title else -1
    if start < 0:
        return mentions, (), None
    heading = Span(start, start + len(title))
    mentions = roles(text, heading, mentions)
    creation = next((d for d in dates if d.role == "creation" and d.start is not None and d.end is not None), None)
    date = Span(creation.start or 0, creation.end or 0) if creation else None
    below = [mention for mention in mentions if mention.start >= heading.end]
    held = (*offices(text, heading, mentions, date), *offices_in_lines(text, below, date))
    return mentions, held, meeting(identity, text, heading, mentions, dates)


def _published(header: Header) -> tuple[DateExpression, ...]:
    """The publication date of the header, which is not in the text."""
    expressed = words(header.published)
    if header.published is None or not expressed:
        return ()
    return (dated(expressed, edtf_of(header.published) or edtf_day(expressed), role="publication"),)


def heading(element: Element) -> tuple[str, str | None]:
    """Words of an element's first head without its footnotes, and the head's language."""
    head = child(element, "head")
    if head is None:
        return "", None
    out = TextBuilder()
    _without_notes(head, out)
    return out.text.replace("\n", " "), language_tag(head.get(XML_LANG))


def _without_notes(element: Element, out: TextBuilder) -> None:
    out.add(element.text)
    for item in element:
        if local(item) in ("lb", "cell", "p"):
            out.space()
        if local(item) != "note":
            _without_notes(item, out)
        out.add(item.tail)


def _title(div: Element | None, header: Header | None) -> tuple[str, str | None]:
    """Of the div's head, else of the header, else supplied from the div's number."""
    title, lang = heading(div) if div is not None else ("", None)
    if title:
        return title, lang
    if header is not None and header.title:
        return header.title, header.title_lang
    number = div.get("n") if div is not None else None
    return (f"[Document {number}]", "en") if number else ("", None)


def _named(walker: TeiText) -> tuple[Entity, ...]:
    """An Entity for every name that the editors give several identities at once, so that none of them is
    lost."""
    found: dict[str, Entity] = {}
    for naming in walker.namings():
        if len(naming.pointers) < 2 or naming.label == "DATE":
            continue
        key, others = naming.pointers[0], naming.pointers[1:]
        name = Name(" ".join(walker.text[naming.start : naming.end].split()), language_tag(naming.lang))
        old = found.get(key) or Entity(key, naming.label, (), start=naming.start, end=naming.end)
        found[key] = Entity(
            key,
            old.label,
            tuple(dict.fromkeys((*old.names, name))),
            identifiers=tuple(sorted({*old.identifiers, *others})),
            start=old.start,
            end=old.end,
        )
    return tuple(found[key] for key in sorted(found))
