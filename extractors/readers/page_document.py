"""The Document that the pages of a scan or of its transcription make."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document, Note, Page


def page_document(
    identity: str,
    unit: str | None,
    text: str,
    pages: tuple[Page, ...],
    *,
    title: str = "",
    languages: Sequence[str | None] = (),
    notes: tuple[Note, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Document:
    """A page transcription called by its identity where it has no title; in a language where it names just one.

    unit  call number of the unit whose pages these are, None where they are the whole of their own record
    """
    return Document(
        id=identity,
        source_id=identity,
        title=title or identity,
        text=text,
        form="page-transcription",
        language=languages[0] if len(languages) == 1 else None,
        pages=pages,
        notes=notes,
        instantiates=unit,
        warnings=warnings,
    )
