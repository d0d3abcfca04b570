"""What the words of a TEI text refer to: other documents, pages of other volumes, addresses on the web."""

from __future__ import annotations

from extractors.document import Note
from extractors.readers.safe_xml import Element, words


def links(parts: list[Element], skip: frozenset[Element]) -> tuple[Note, ...]:
    """Targets of ref and ptr with their words, each once; not those within the same file (``#…``).

    skip: elements that are Documents of their own
    """
    found = []
    for part in parts:
        for item in part.iter("{*}ref", "{*}ptr"):
            target = (item.get("target") or "").strip()
            if target and not target.startswith("#") and not (skip and skip.intersection(item.iterancestors())):
                found.append(Note("link", words(item) or target, ref=target))
    return tuple(dict.fromkeys(found))
