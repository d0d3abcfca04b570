"""C7: characters in a wrong or unnamed encoding are read right, with a word on it, or rejected; never guessed at."""

from __future__ import annotations

import unicodedata

import pytest
from hostile_input import EVERY, SAMPLES, XML, attempt, rejected

from extractors.reading.build import read
from extractors.source import Source

KAZAKH = "Қазақстан Республикасының Сыртқы істер министрлігі әңгімелесу өткізді, үкімет өкілі һәм ғалымдар қатысты.\n"
RUSSIAN = "Опись дел постоянного хранения фонда Президента Республики Казахстан за 1993 год, листы с 1 по 12.\n"
ARABIC = "رسالة من أمير دولة قطر إلى رئيس جمهورية كازاخستان بشأن افتتاح السفارة في الدوحة.\n"
TEXTS = {"kk": KAZAKH, "ru": RUSSIAN, "ar": ARABIC}
ENCODINGS = (
    ("kk", "kz1048"), ("kk", "utf-16-le"), ("kk", "utf-16-be"), ("kk", "utf-16"), ("kk", "utf-32"),
    ("kk", "utf-8-sig"),
    ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "cp866"), ("ru", "iso-8859-5"), ("ru", "mac-cyrillic"),
    ("ru", "utf-16-le"), ("ar", "cp1256"), ("ar", "iso-8859-6"), ("ar", "utf-16-be"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_c07_text_in_another_encoding_is_read_right_and_recorded_or_rejected(language: str, encoding: str) -> None:
    text = TEXTS[language]
    documents, error = attempt("text", Source("a.txt", "x", text.encode(encoding)))
    if error is not None:
        assert error.code == "TXT001"
        return
    assert documents[0].text.strip() == text.strip()
    assert encoding == "utf-8-sig" or any(warning.startswith("TXT006") for warning in documents[0].warnings)


@pytest.mark.parametrize("wrong", ["cp1251", "cp1252", "koi8-r", "latin-1", "cp1256"])
@pytest.mark.parametrize("language", sorted(TEXTS))
def test_c07_mojibake_is_rejected_or_told(language: str, wrong: str) -> None:
    garbled = TEXTS[language].encode().decode(wrong, "replace")
    documents, error = attempt("text", Source("a.txt", "x", garbled.encode()))
    if error is None:
        assert documents[0].text.strip() == garbled.strip()
        assert any(warning.startswith(("TXT005", "TXT007")) for warning in documents[0].warnings)


def test_c07_unicode_forms_are_kept_as_written_and_read_in_form_c() -> None:
    for text in (unicodedata.normalize("NFD", KAZAKH + "Алматы, Йемен, Ёлка"), "ﺍﻟﺴﻼﻡ ﻋﻠﻴﻜﻢ ورحمة", "café e\u0301tude"):
        documents, error = attempt("text", Source("a.txt", "x", text.encode()))
        assert error is None
        assert documents[0].text.strip() == text.strip()
        reading = read(documents[0].text)
        assert unicodedata.is_normalized("NFC", reading.text)
        for start in range(0, len(reading.text) - 3, 3):
            span = reading.original(start, start + 3)
            assert 0 <= span.start < span.end <= len(documents[0].text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("name", XML)
def test_c07_xml_says_the_same_in_any_encoding_of_unicode(name: str, encoding: str) -> None:
    sample = SAMPLES[name]
    text = sample.data.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"' if encoding == "utf-16" else "")
    again, error = attempt(name, Source(sample.name, sample.archive, text.encode(encoding), sample.folder, sample.root))
    assert error is None
    assert again == attempt(name, sample)[0]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16-le", "koi8-r", "cp1256"])
@pytest.mark.parametrize("name", XML)
def test_c07_xml_in_another_encoding_than_it_says_is_rejected(name: str, encoding: str) -> None:
    text = SAMPLES[name].data.decode()
    head, root, rest = text.partition(">\n")
    data = (head + root).encode() + (rest + "<!-- Қор ыы ملف -->").encode(encoding, "ignore")
    assert rejected(name, Source("evil.xml", "x", data)).code in ("XML001", "XML005")


@pytest.mark.parametrize("name", EVERY)
def test_c07_no_reader_lets_out_what_is_no_unicode(name: str) -> None:
    sample = SAMPLES[name]
    for bad in (b"\xed\xa0\x80", b"\xff\xfe\xff", b"\xc0\xaf", b"\xf5\x80\x80\x80", b"\0"):
        for place in range(0, len(sample.data), max(1, len(sample.data) // 5)):
            data = sample.data[:place] + bad + sample.data[place:]
            if name in ("image", "pdf", "archive") and place:
                continue  # bytes, not characters
            documents, _ = attempt(name, Source(sample.name, "x", data, root=sample.root))
            for document in documents:
                (document.text + document.title + document.id).encode()
                assert "\0" not in document.text
