"""Marked texts from disk: JSON Lines, plain or gzip, with what each set leaves unknown."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.document import LABELS
from extractors.errors import InputRejected
from extractors.evaluation.counts import Span
from extractors.training.data import LABELLED, POSITIVE_ONLY

HELD_OUT = ("dev.jsonl.gz", "test.jsonl.gz", "dev.jsonl", "test.jsonl")
"""Files of a folder that are scored; a training file is scored only when it is named itself."""
_ANNOTATED = re.compile(r"^Labels annotated:\s*([A-Z, ]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Marked:
    """One text with its marked mentions in code points. ``unit`` names what is resampled: its document, or itself."""

    text: str
    entities: tuple[Span, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class MarkedSet:
    """Texts of one source and language.

    labels         those that the set marks; any other is unknown there
    positive_only  whether an unmarked name is unknown, so that only recall means anything
    """

    name: str
    lang: str
    labels: tuple[str, ...]
    positive_only: bool
    texts: tuple[Marked, ...]


def files(path: Path) -> list[Path]:
    """The files to score under a folder, or the file itself. InputRejected (EVAL001) where there is none."""
    found = [path] if path.is_file() else sorted(p for name in HELD_OUT for p in path.rglob(name))
    if not found:
        raise InputRejected("EVAL001", f"There is nothing to score: no {' or '.join(HELD_OUT)}.", where=str(path),
                            advice="Name a folder of marked sets, or a JSON Lines file itself.")  # fmt: skip
    return found


def read(path: Path) -> Iterator[MarkedSet]:
    """The sets of one file: one for each language and source that its lines name.

    A line is {"text", "entities": [[start, end, label]], "lang", "source"} and perhaps "document". The labels that a
    set marks stand in a README.md beside it ("Labels annotated: PERSON, PLACE"), else are those known of the source,
    else those that occur. Raises InputRejected (EVAL002) with the line for what is not so.
    """
    readme = path.parent / "README.md"
    notes = readme.read_text("utf-8") if readme.exists() else ""
    groups: dict[tuple[str, str], list[Marked]] = {}
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                text, name = record["text"], record.get("source") or path.parent.name
                spans = tuple(_span(text, *entity) for entity in record["entities"])
                unit = f"{record['document']}" if "document" in record else f"{number}"
                groups.setdefault((name, record["lang"]), []).append(Marked(text, spans, unit))
            except (ValueError, KeyError, TypeError) as fault:
                raise InputRejected("EVAL002", f"Line {number} is no marked text: {fault}.", where=str(path),
                                    advice='It needs "text", "entities" and "lang".') from fault  # fmt: skip
    split = path.name.split(".")[0]
    for (name, lang), texts in sorted(groups.items()):
        only = name in POSITIVE_ONLY or "POSITIVE-ONLY" in notes
        yield MarkedSet(f"{name} {split}", lang, _labels(name, notes, texts), only, tuple(texts))


def _span(text: str, start: int, end: int, label: str) -> Span:
    if not 0 <= start < end <= len(text) or label not in LABELS:
        raise ValueError(f"{start}-{end} {label} is no mention of a text of {len(text)} code points")
    return start, end, label


def _labels(name: str, notes: str, texts: list[Marked]) -> tuple[str, ...]:
    told = _ANNOTATED.search(notes)
    if told:
        named = {label.strip() for label in told[1].split(",")}
    elif name in LABELLED:
        named = set(LABELLED[name].split())
    else:
        named = {label for text in texts for _, _, label in text.entities}
    return tuple(label for label in LABELS if label in named)
