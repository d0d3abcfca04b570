"""Dates that need their document: relative ones, days of no year, years of several eras, and what the graph says."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from extractors.dates import context_of, find, settle, understand
from extractors.dates.edtf import bounds
from extractors.document import DateExpression, Document, Mention
from extractors.source import Source
from kg.iri import Iris
from kg.rdf.mapper import map_source

IRIS = Iris("https://sunqar.example", "https://sunqar.example/def#")


def letter(text: str, written: str | None, role: str = "creation") -> Document:
    """A document of that date."""
    dates = (DateExpression(written, written, *bounds(written), role=role),) if written else ()
    return Document("x/1", "x", "A letter", text, dates=dates)


def read(document: Document, lang: str) -> list[DateExpression]:
    """All its dates, settled by its context."""
    found = tuple(find(document.text, lang))
    return list(settle(document.text, lang, context_of(document, document.text, found, lang), found))


CASES = [
    ("en", "1838-06-12", "On the 5th instant he wrote; yesterday I rode. Last March he fell.",
     {"5th instant": "1838-06-05", "yesterday": "1838-06-11", "Last March": "1838-03"}),
    ("en", None, "Yours of the 5th instant came; yesterday I rode.", {}),
    ("en", "1838", "Yesterday I rode. He came last year, on 12 June.", {"last year": "1837"}),
    ("en", "1838-06-12", "On 9 May he came and left the same day.",
     {"9 May": "1838-05-09", "the same day": "1838-05-09"}),
    ("en", "1838-06-12", "On May 3, 1830 he fell ill. The next day he died.",
     {"May 3, 1830": "1830-05-03", "The next day": "1830-05-04"}),
    ("en", "1838-06-12", "On May 3, 1830 he came. On 12 June he left. The next day it rained.",
     {"May 3, 1830": "1830-05-03"}),
    ("en", "1838-06-12", "The next day it rained. We march 10 miles. They may 5 times. 3/12 June; a current one.", {}),
    ("ru", "1938-06-12", "Вчера прибыл; 12 мая с. г. писал. В 30-х годах жил тут.",
     {"Вчера": "1938-06-11", "12 мая с. г.": "1938-05-12", "В 30-х годах": "193X"}),
    ("ru", "1868-05-14", "3 июня 1867 г. он уехал, а на следующий день вернулся.",
     {"3 июня 1867 г.": "1867-06-15", "следующий день": "1867-06-16"}),
    ("ru", "1868-05-14", "3 июня 1867 г. он уехал, а 25 мая (6 июня) 1868 г. вернулся.",
     {"3 июня 1867 г.": "1867-06-03", "25 мая (6 июня) 1868 г.": "1868-06-06"}),
    ("ru", "1968-05-14", "3 июня 1867 г. он уехал.", {"3 июня 1867 г.": "1867-06-03"}),
    ("ar", "1910-06-01", "في ٥ الجاري وصل كتابكم، وأمس سافر. ولد سنة ١٢٨٥ وأعلن في ١٠ تموز ١٣٢٤.",
     {"٥ الجاري": "1910-06-05", "أمس": "1910-05-31", "سنة ١٢٨٥": "1868-04-24~/1869-04-12~",
      "١٠ تموز ١٣٢٤": "1908-07-23"}),
    ("ar", None, "توفي سنة ٢٧٠ وكان مولده في رجب سنة ٢٠٠ هـ",
     {"سنة ٢٧٠": "0883-07-15~/0884-07-02~", "رجب سنة ٢٠٠ هـ": "0816-02-08~/0816-03-08~"}),
    ("ar", None, "توفي سنة ٢٧٠ في بغداد", {}),
    ("kk", "1923-06-20", "Осы жылғы 12 маусымда келді. Кеше кетті, 5 мамырда. Былтыр сол жерде.",
     {"Осы жылғы 12 маусымда": "1923-06-12", "Кеше": "1923-06-19", "5 мамырда": "1923-05-05", "Былтыр": "1922"}),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "written", "text", "expected"), CASES)
def test_is_settled_by_its_document(lang: str, written: str | None, text: str, expected: dict[str, str]) -> None:
    dates = read(letter(text, written), lang)
    assert {text[date.start : date.end]: date.edtf for date in dates} == expected
    assert all(date.reason and date.confidence < 0.9 for date in dates if date.rule.startswith("relative"))


def test_the_dateline_is_the_date_of_the_document() -> None:
    text = "Bushire, 12 June 1838\n\nSir,\nYours of the 5th inst. came."
    (line, told) = read(letter(text, None), "en")
    assert (line.edtf, told.edtf, told.reason) == ("1838-06-12", "1838-06-05", "counted from the dateline, 1838-06-12")
    assert told.confidence < line.confidence


@pytest.mark.parametrize(
    "other", [{"level": "fonds"}, {"text_kind": "description"}, {"dates": letter("", "1838-06", "publication").dates}]
)
def test_what_is_no_single_record_has_no_day_of_writing(other: dict[str, object]) -> None:
    document = replace(letter("Yesterday he came.", "1838-06-12"), **other)  # type: ignore[arg-type]
    assert not read(document, "en")


def test_the_reason_reaches_the_graph() -> None:
    document = replace(letter("Yesterday he came.", "1838-06-12"), language="en")
    (date,) = read(document, "en")
    mention = Mention(0, 9, "DATE", "model", 0.95)
    document = replace(document, mentions=(mention,), dates=(*document.dates, date))
    graph = "".join(map_source((document,), Source("a.txt", "qna", b""), "text-0.1.0", IRIS).graph.lines)
    (node,) = re.findall(r"<(\S+)> <\S+#because> \"counted from the date of the document, 1838-06-12\"", graph)
    assert re.search(rf"<{re.escape(node)}> <\S+#taConfidence> \"{date.confidence}\"", graph)
    assert '"1838-06-11"^^<http://id.loc.gov/datatypes/edtf/EDTF>' in graph


@pytest.mark.parametrize("piece", ["May 5 ", "the same day ", "12 June 1838 yesterday ", "5th inst. "])
def test_time_is_linear(piece: str) -> None:
    times = []
    for size in (2_000, 8_000):
        document = letter(piece * (size // len(piece)), "1838-06-12")
        began = time.process_time()
        read(document, "en")
        times.append(time.process_time() - began)
    assert times[1] < 10 * times[0] + 0.3


@pytest.mark.parametrize(
    ("lang", "text", "span", "edtf"),
    [
        ("en", "He came on May 3, 1958 at 10 p.m. and", "on May 3, 1958 at 10 p.m.", "1958-05-03"),
        ("en", "In May to June 1905 he", "June", "1905-05/1905-06"),
        ("ru", "вечером 3 мая 1905 года он", "вечером 3 мая 1905 года", "1905-05-03"),
        ("ar", "ولد عام ( 1320) هجري هنا", "عام ( 1320) هجري", "1902-04-10~/1903-03-29~"),
        ("en", "the two years 1905 and 1906 were", "1905 and 1906", None),
        ("en", "some 5,000 years ago", "some 5,000 years", None),
    ],
)
def test_a_span_of_a_model_is_understood(lang: str, text: str, span: str, edtf: str | None) -> None:
    start = text.index(span)
    date = understand(text, start, start + len(span), lang)
    assert (date and date.edtf) == edtf
    assert date is None or (date.start, date.end, date.expressed) == (start, start + len(span), span)
