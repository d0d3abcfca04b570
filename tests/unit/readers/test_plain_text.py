"""Plain text: pages, lines, and the same IRIs as a TEI file with the same call number."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document
from extractors.readers.wrapped_text import is_wrapped
from extractors.recognise import Recogniser
from extractors.registry import reader
from extractors.source import Source
from kg.iri import Iris
from kg.rdf.mapper import map_source

WRAPPED = (
    "The Minister of Foreign Affairs received the Ambassador of Qa-\n"
    "tar this morning at his residence in the old town, and Nursul-\n"
    "tan Nazarbayev came in the afternoon. They spoke for an hour a-\n"
    "bout the railway, the port and the new hospital in the capital.\n"
    "It was agreed to meet again.\n\nThe second paragraph is short.\n"
)
VERSE = "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you\n\nRoses\nViolets are blue\n"
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="qna-1"><teiHeader><fileDesc><titleStmt><title>A letter</title>
</titleStmt><publicationStmt><idno>QNA 1/2</idno></publicationStmt><sourceDesc><msDesc><msIdentifier>
<idno>QNA 1/2</idno></msIdentifier></msDesc></sourceDesc></fileDesc></teiHeader>
<text><body><p>Sir, I write from Doha.</p></body></text></TEI>"""


def read(data: str, name: str = "a.txt") -> Document:
    (document,) = reader("text").read(Source(name, "qna", data.encode()))
    return document


def test_wrapped_text_has_lines() -> None:
    document = read(WRAPPED)
    assert document.text == WRAPPED
    (page,) = document.pages
    assert [document.text[x.span.start : x.span.end] for x in page.lines] == [x for x in WRAPPED.split("\n") if x]
    assert all(line.box is None for line in page.lines)
    assert not list(document.check())


def test_verses_lists_and_long_lines_are_not_wrapped() -> None:
    assert not is_wrapped(VERSE)
    assert not is_wrapped("\n".join(["A paragraph that stands on one long line " * 8] * 6))
    assert read(VERSE).pages == ()


def test_form_feeds_part_pages() -> None:
    document = read("First page\n\fSecond page\n\f\f")
    assert [(p.number, document.text[p.span.start : p.span.end]) for p in document.pages] == [
        ("1", "First page\n"),
        ("2", "Second page\n"),
        ("3", ""),
    ]


def test_a_name_over_a_line_end_is_one_name() -> None:
    done = Recogniser(tier="fast").recognise_one(read(WRAPPED))
    names = {WRAPPED[m.start : m.end]: m.normal for m in done.mentions}
    assert names["Nursul-\ntan Nazarbayev"] == "Nursultan Nazarbayev"
    assert done.text == WRAPPED


def test_tei_and_plain_text_of_one_call_number_have_the_same_iris() -> None:
    (tei,) = reader("tei").read(Source("letter.xml", "qna", TEI.encode()))
    plain = read("Sir, I write from Doha.", tei.id.replace("/", "%2F") + ".txt")
    assert plain.id == tei.id
    iris = Iris("https://example.org", "https://example.org/def#")
    record = iris.record("qna", tei.id)
    text = iris.instantiation("qna", tei.id, "text")
    for document, name in ((tei, "tei"), (plain, "text"), (replace(plain, text=plain.text + " More."), "text")):
        source = Source("letter", "qna", document.text.encode())
        made = map_source([document], source, f"{name}-0.1.0", iris).graph.nquads
        assert f"<{record}>".encode() in made
        assert f"<{text}>".encode() in made
