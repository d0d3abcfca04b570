"""Every RiC-O term that the mapper writes exists and keeps to its domain and range, for every reader of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Document, Level, Mention
from extractors.errors import InputRejected
from extractors.registry import reader_for
from extractors.source import Source
from kg.conversion import convert
from kg.iri import Iris
from kg.rdf.mapper import map_source
from ontology.lint import lint_file

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
IRIS = Iris("http://e", "http://e/def#")
KINDS = (".xml", ".tsv", ".md", ".txt")
FILES, LARGEST = 2, 200_000
"""Of each part of the corpus and each ending, the largest files of at most so many bytes."""


def _files() -> list[Path]:
    kinds: dict[tuple[str, str], list[Path]] = {}
    for path in sorted(CORPUS.rglob("*")):
        if path.suffix in KINDS and path.stat().st_size <= LARGEST:
            kinds.setdefault((path.relative_to(CORPUS).parts[0], path.suffix), []).append(path)
    return [path for each in kinds.values() for path in sorted(each, key=lambda path: -path.stat().st_size)[:FILES]]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not at hand")
def test_terms_of_the_corpus(tmp_path: Path) -> None:
    lines: set[str] = set()
    readers = set()
    for path in _files():
        source = Source(path.name, "qna", path.read_bytes())
        try:
            chosen = reader_for(source)
            lines.update(convert(source, chosen, IRIS)[0].graph.lines)
        except InputRejected:
            continue  # lists of files and the like, which are no source
        readers.add(chosen.name)
    assert len(readers) >= 7
    (tmp_path / "all.nq").write_text("".join(sorted(lines)), "utf-8")
    assert not lint_file(tmp_path / "all.nq", vocabulary=IRIS.vocabulary)


@pytest.mark.parametrize(("level", "says"), [("item", "hasAuthor"), ("fonds", "hasCreator")])
def test_only_a_single_record_has_an_author(level: Level, says: str) -> None:
    mention = Mention(0, 9, "PERSON", "editorial", role="author")
    document = Document("x/1", "x", "Papers", "A. Writer", level=level, mentions=(mention,))
    lines = map_source([document], Source("a.txt", "qna", b""), "text-0", IRIS).graph.lines
    (record,) = [
        line for line in lines if "id/record/" in line.split()[0] and "id/local/" in line and "def#" not in line
    ]
    assert f"#{says}>" in record
    (annotation,) = [line for line in lines if "#states>" in line]
    assert f"#{says}>" in annotation
