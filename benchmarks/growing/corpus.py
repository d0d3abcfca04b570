"""Documents of about 500 words, resampled from real papers, each with a call number of its own.

A document is a run of whole paragraphs of one real document. Which, is drawn by a generator seeded with the document's
number: so the first thousand are the same in every size, whatever is written beside them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.registry import reader_for
from extractors.source import Source

WORDS = 500
FOLDER = 1_000
"""Documents of a folder."""
ARCHIVES = ("naq", "ap-rk")


@dataclass(frozen=True, slots=True)
class Paper:
    """A real document: title and day as its reader gives them, paragraphs, and the words up to the end of each."""

    title: str
    day: str
    paragraphs: tuple[str, ...]
    ends: tuple[int, ...]


def papers(folders: list[Path]) -> list[Paper]:
    """All documents of the files below the folders that hold words enough, in order of their paths."""
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.suffix in (".md", ".xml"))
    return [paper for file in files for paper in _papers(file)]


def _papers(file: Path) -> Iterator[Paper]:
    source = Source.from_path(file, "naq")
    for document in reader_for(source).read(source):
        paragraphs = tuple(" ".join(part.split()) for part in document.text.split("\n") if part.strip())
        ends, words = [], 0
        for paragraph in paragraphs:
            words += len(paragraph.split())
            ends.append(words)
        if words >= WORDS // 2:
            day = next((date.edtf for date in document.dates if date.edtf and len(date.edtf) == 10), "")
            yield Paper(" ".join(document.title.split())[:200], day, paragraphs, tuple(ends))


def text_of(number: int, papers: list[Paper], words: int = WORDS) -> str:
    """Markdown of the document with that number."""
    rng = random.Random(number)
    paper = rng.choice(papers)
    last = max(0, paper.ends[-1] - words)
    asked = rng.randint(0, last)
    begin = next(place for place, end in enumerate(paper.ends) if end > asked)
    taken, count = [], 0
    for paragraph in paper.paragraphs[begin:]:
        if taken and count + len(paragraph.split()) > words * 1.2:
            break
        taken.append(paragraph)
        count += len(paragraph.split())
        if count >= words:
            break
    matter = [f'id: "{call_number(number)}"', f"title: {_quoted(paper.title)}", "language: en"]
    matter += [f"date: '{paper.day}'"] if paper.day else []
    return "---\n" + "\n".join(matter) + "\n---\n\n" + "\n\n".join(taken) + "\n"


def call_number(number: int) -> str:
    """Fonds, file and item: 20 items to a file, 50 files to a fonds."""
    return f"G-{number // 1000 + 1}/{number // 20 % 50 + 1}/{number % 20 + 1}"


def write(folder: Path, first: int, last: int, papers: list[Paper]) -> int:
    """Documents first … last - 1 under ``folder/ARCHIVE/…``, the archives in turn; bytes written."""
    size = 0
    for number in range(first, last):
        path = folder / ARCHIVES[number % 2] / f"{number // FOLDER:04}" / f"{number:07}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_text(text_of(number, papers), "utf-8")
    return size


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
