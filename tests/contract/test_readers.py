"""What every reader promises, checked on small files of our own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from reader_samples import SAMPLES

from extractors.document import Document
from extractors.errors import InputRejected
from extractors.ocr.tesseract import available
from extractors.registry import READERS, names, reader, reader_for
from extractors.source import Source

EVERY = sorted(SAMPLES)
OCR = pytest.mark.skipif(not available(), reason="tesseract is not installed: make setup-system")
READABLE = [pytest.param(name, marks=OCR) if name == "image" else name for name in EVERY]
GARBAGE = (
    b"",
    b"\0\xff\xfe\x01",
    b"<",
    b"<a/>",
    b"\xff" * 50,
    b"{",
    b"[1, 2]",
    b"---\n: :\n---\n",
    "ы".encode("cp1251") * 9,
)


def read(name: str, source: Source) -> list[Document]:
    return list(reader(name).read(source))


def attempt(name: str, source: Source) -> tuple[list[Document], InputRejected | None]:
    """What is read before the source is rejected, if it is; any other exception passes."""
    documents: list[Document] = []
    try:
        documents.extend(reader(name).read(source))
    except InputRejected as error:
        return documents, error
    return documents, None


def test_the_registered_readers_are_those_we_know() -> None:
    assert names(READERS) == tuple(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_the_surest_reader_of_a_sample_is_its_own(name: str) -> None:
    source = SAMPLES[name]
    sure = {other: reader(other).sniff(source) for other in EVERY}
    assert reader_for(source) is reader(name)
    assert [other for other, score in sure.items() if score >= sure[name]] == [name]


@pytest.mark.parametrize("name", [name for name in EVERY if name not in ("markdown", "text")])
def test_content_tells_even_under_a_wrong_name(name: str) -> None:
    assert reader_for(Source("scan.bin", "x", SAMPLES[name].data)) is reader(name)


@pytest.mark.parametrize("name", READABLE)
def test_a_sample_gives_sound_documents_with_unique_ids(name: str) -> None:
    documents = read(name, SAMPLES[name])
    assert documents
    assert [fault for document in documents for fault in document.check()] == []
    ids = [document.id for document in documents]
    assert len(ids) == len(set(ids))
    assert all(document.title for document in documents)


@pytest.mark.parametrize("name", READABLE)
def test_reading_twice_gives_the_same(name: str) -> None:
    source = SAMPLES[name]
    again = Source(source.name, source.archive, bytes(source.data))
    assert repr(read(name, source)) == repr(read(name, again))


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("data", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_rejected_with_a_code_or_read_soundly(name: str, data: bytes) -> None:
    documents, error = attempt(name, Source("garbage.dat", "x", data))
    assert error is None or (error.code and error.where.startswith("garbage.dat"))
    assert [fault for document in documents for fault in document.check()] == []


@pytest.mark.parametrize("name", EVERY)
def test_a_file_cut_anywhere_never_fails_in_another_way(name: str) -> None:
    data = SAMPLES[name].data
    for size in range(0, len(data), max(1, len(data) // 60)):
        documents, error = attempt(name, Source(SAMPLES[name].name, "x", data[:size]))
        assert error is None or error.code
        assert [fault for document in documents for fault in document.check()] == []


def test_a_syntax_error_names_line_and_column() -> None:
    broken = SAMPLES["tei"].data.replace(b"</title>", b"</titel>", 1)
    with pytest.raises(InputRejected) as caught:
        read("tei", Source("broken.xml", "x", broken))
    assert caught.value.code == "XML001"
    file, line, column = caught.value.where.split(":")
    assert (file, line) == ("broken.xml", "3")
    assert int(column) > 1


def test_what_nobody_knows_is_rejected() -> None:
    for data in (b"a,b\n1,2\n", json.dumps({"a": 1}).encode(), b"\x89PNG\r\n"):
        with pytest.raises(InputRejected, match="No reader recognises"):
            reader_for(Source("table.csv", "x", data))


def test_xml_that_breaks_before_its_root_is_told_as_such() -> None:
    with pytest.raises(InputRejected) as caught:
        reader_for(Source("letter.xml", "x", b'<?xml version="1.0"?>\n<TEI xmlns=>'))
    assert caught.value.code == "XML001"
    assert caught.value.where.startswith("letter.xml:2:")


def test_naming_the_readers_loads_no_xml_library() -> None:
    code = (
        "import sys; from extractors.registry import READERS, names, reader; "
        "from extractors.source import Source; "
        "[reader(name).sniff(Source('a.xml', 'x', b'<TEI/>')) for name in names(READERS)]; "
        "print(sorted({'lxml', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_reading_does_not_hang_on_the_order_of_hashes() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from reader_samples import SAMPLES; "
        "from extractors.registry import reader; from hashlib import sha256; "
        "known = [(n, s) for n, s in SAMPLES.items() if n not in sys.argv[2:]]; "
        "print([sha256(repr(list(reader(n).read(s))).encode()).hexdigest() for n, s in known])"
    )
    here, left_out = str(Path(__file__).parent), [] if available() else ["image"]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, here, *left_out], env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1
