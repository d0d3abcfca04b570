"""A TEI volume of many documents: one Document for each div[@type='document'], for each chapter or
compilation, for each persons or terms list, and for the volume itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from extractors.document import Document
from extractors.readers.safe_xml import XML_ID, Element, child, local
from extractors.readers.tei_document import Frame, document
from extractors.readers.tei_header import Header
from extractors.readers.tei_lists import is_list, list_document
from extractors.readers.tei_pages import edition_of

_TYPES = ("document", "item", "letter")


def documents_of(root: Element) -> list[Element]:
    """The divs that are documents of their own, in order: those of the first @type of ``_TYPES`` that occurs."""
    for kind in _TYPES:
        found = [div for div in root.iter("{*}div") if div.get("type") == kind]
        if found:
            return found
    return []


def volume(root: Element, header: Header, divs: list[Element]) -> Iterator[Document]:
    """The volume, its lists, its chapters and its documents, parents first."""
    text = child(root, "text")
    if text is None:
        return
    lists = [div for div in text.iter("{*}div") if _matter(div) and is_list(div)]
    chapters = _chapters(divs)
    edition = edition_of(root)
    whole = Frame(
        id=header.id,
        source_id=header.id,
        scope=header.scope,
        level="series",
        language=header.language,
        licence=header.licence,
        url=header.url,
        edition=edition,
    )
    own = frozenset([*lists, *chapters, *divs])
    yield document(whole, None, [text], header, own)
    ids = _ids([div for div in text.iter("{*}div") if div in own], header.id)
    pages = _pages(text, edition)
    ranks: Counter[str] = Counter()
    for div in text.iter("{*}div"):
        if div not in own:
            continue
        parent = _parent(div, chapters, ids, header.id)
        ranks[parent] += 1
        frame = replace(
            whole,
            id=ids[div],
            parent=parent,
            rank=ranks[parent],
            level="item" if div not in chapters else "file" if parent != header.id else "subseries",
            url=None,
            page=pages.get(div),
        )
        if div in lists:
            yield list_document(frame, div)
        else:
            yield document(frame, div, [div], None, own - {div})


def _matter(div: Element) -> bool:
    """Whether a div is an outermost one of the front or back matter."""
    outer = div.getparent()
    return outer is not None and local(outer) in ("front", "back")


def _chapters(divs: list[Element]) -> frozenset[Element]:
    """The divs around documents that are no documents."""
    known = frozenset(divs)
    return frozenset(
        outer for div in divs for outer in div.iterancestors() if local(outer) == "div" and outer not in known
    )


def _parent(div: Element, chapters: frozenset[Element], ids: dict[Element, str], volume_id: str) -> str:
    """Id of the chapter around a div, else of the volume; never of a document: a record includes no
    record."""
    return next((ids[outer] for outer in div.iterancestors() if outer in chapters), volume_id)


def _ids(divs: list[Element], volume_id: str) -> dict[Element, str]:
    """``volume/xml:id``; for a div without one, ``volume/type-n``, and its line where that is taken or
    empty."""
    found: dict[Element, str] = {}
    taken: set[str] = set()
    for div in divs:
        name = div.get(XML_ID) or "-".join(part for part in (div.get("type"), div.get("n")) if part)
        if not name or name in taken:
            name = f"{name}-line-{div.sourceline}".lstrip("-")
        taken.add(name)
        found[div] = f"{volume_id}/{name}"
    return found


def _pages(text: Element, edition: str | None) -> dict[Element, Element]:
    """The page break in force where each div begins."""
    found: dict[Element, Element] = {}
    last: Element | None = None
    for item in text.iter("{*}pb", "{*}div"):
        if local(item) == "pb":
            last = item if item.get("ed") == edition else last
        elif last is not None:
            found[item] = last
    return found
