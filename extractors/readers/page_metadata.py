"""Who and what made a transcription: Metadata of PAGE, Description of ALTO."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Note
from extractors.readers.safe_xml import Element, children, descend, local, words

KIND = "transcription"
_ALTO = ("OCRProcessing", "Processing")


def page_metadata(root: Element) -> tuple[Note, ...]:
    """Creator, dates, comments and user attributes of a PAGE file, each with its name."""
    return tuple(_leaves(descend(root, "Metadata")))


def alto_metadata(root: Element) -> tuple[Note, ...]:
    """Processing steps, software and settings of an ALTO file, each with its name."""
    description = descend(root, "Description")
    steps = [item for name in _ALTO for item in children(description, name)]
    return tuple(dict.fromkeys(note for step in steps for note in _leaves(step)))


def _leaves(holder: Element | None) -> Iterator[Note]:
    for item in holder.iter("{*}*") if holder is not None else ():
        told = " ".join(filter(None, (item.get("name"), item.get("value"))))
        if told or (len(item) == 0 and words(item)):
            yield Note(KIND, f"{local(item)}: {told or words(item)}")
