"""IIIF manifests of both versions, from disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reader_helpers import read, sample

from extractors.document import Box, Document, Note
from extractors.errors import InputRejected
from extractors.registry import reader, reader_for
from extractors.source import Source

CONTEXT = "http://iiif.io/api/presentation/{}/context.json"
ALTO = (
    '<alto><Layout><Page WIDTH="50" HEIGHT="60"><PrintSpace><TextBlock><TextLine><String CONTENT="{}"/></TextLine>'
    "</TextBlock></PrintSpace></Page></Layout></alto>"
)


def three(*canvases: dict[str, Any], **more: Any) -> str:
    head = {"@context": CONTEXT.format(3), "id": "https://x.org/iiif/QA-12%2F3/manifest.json", "type": "Manifest"}
    return json.dumps({**head, "label": {"en": ["A file"]}, "items": list(canvases), **more}, ensure_ascii=False)


def canvas(*annotations: dict[str, Any], **more: Any) -> dict[str, Any]:
    pages = [{"type": "AnnotationPage", "items": list(annotations)}] if annotations else []
    return {"id": "c1", "type": "Canvas", "width": 100, "height": 200, "annotations": pages, **more}


def said(text: str, target: Any = "c1", motivation: str = "supplementing", **more: Any) -> dict[str, Any]:
    body = {"type": "TextualBody", "value": text}
    return {"type": "Annotation", "motivation": motivation, "body": body, "target": target, **more}


def only(text: str) -> Document:
    (document,) = read("iiif", text, "manifest.json")
    return document


def beside(folder: Path, text: str, **files: str) -> Source:
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content)
    (folder / "manifest.json").write_text(text)
    return Source.from_path(folder / "manifest.json", "x")


def test_the_sample_in_version_3() -> None:
    document = only(sample("iiif"))
    assert (document.id, document.title, document.title_lang) == ("QA-2/15", "رسالة من الدوحة", "ar")
    assert Note("title", "A letter from Doha", "en") in document.notes
    assert Note("use", "National Archives", "en") in document.notes
    assert (document.text, document.language) == ("من الدوحة", "ar")
    (page,) = document.pages
    assert (page.number, page.direction, page.image) == ("1r", "rtl", "scans/1.jpg")
    assert (page.width, page.height, page.lines[0].box) == (1000, 2000, Box(10, 20, 300, 40))
    assert [(d.role, d.edtf) for d in document.dates] == [("creation", "1971-09-03")]
    assert document.licence == "http://creativecommons.org/licenses/by/4.0/"


def test_version_2() -> None:
    manifest = {
        "@context": CONTEXT.format(2), "@id": "https://x.org/iiif/KZ-5/manifest", "@type": "sc:Manifest",
        "label": [{"@value": "Дело", "@language": "ru"}, {"@value": "Іс", "@language": "kk"}],
        "metadata": [{"label": [{"@value": "Язык", "@language": "ru"}], "value": "русский"},
                     {"label": "Фотограф", "value": ["А", "Б"]}, {"label": "Дата:", "value": "5 мая 1994 г."}],
        "license": "https://x.org/terms", "attribution": "The Archive", "description": "<p>О <i>встрече</i></p>",
        "structures": [{"@type": "sc:Range", "label": "Part one"}, {"@type": "sc:Range", "label": "Part two"}],
        "sequences": [{"viewingDirection": "left-to-right", "canvases": [
            {"@id": "c1", "@type": "sc:Canvas", "label": "л. 1", "height": 200, "width": 100,
             "images": [{"resource": {"@type": "dctypes:Image", "service": {"@id": "https://i.org/1"}}}],
             "otherContent": [{"@type": "sc:AnnotationList", "resources": [
                 {"@type": "oa:Annotation", "motivation": "sc:painting", "on": "c1#xywh=pixel:1,2,3,4",
                  "resource": {"@type": "cnt:ContentAsText", "chars": "Первая строка", "format": "text/plain"}},
                 {"@type": "oa:Annotation", "motivation": ["oa:commenting"],
                  "on": {"full": "c1", "selector": {"@type": "oa:Choice", "default": {"value": "xywh=5,6,7,8"}}},
                  "resource": [{"@type": "cnt:ContentAsText", "chars": "<p>Замечание</p>", "format": "text/html"}]},
             ]}]}]}],
    }  # fmt: skip
    source = Source("m.json", "x", json.dumps(manifest).encode())
    assert reader_for(source) is reader("iiif")
    (document,) = reader("iiif").read(source)
    assert (document.id, document.title, document.title_lang, document.language) == ("KZ-5", "Дело", "ru", "ru")
    assert document.text == "Первая строка\nЗамечание"
    (page,) = document.pages
    assert (page.number, page.image, page.direction) == ("л. 1", "https://i.org/1", "ltr")
    assert [line.box for line in page.lines] == [Box(1, 2, 3, 4), Box(5, 6, 7, 8)]
    assert [region.kind for region in page.regions] == ["", "commenting"]
    assert [(d.expressed, d.edtf) for d in document.dates] == [("5 мая 1994 г.", None)]
    assert set(document.notes) >= {
        Note("title", "Іс", "kk"), Note("scope", "О встрече"), Note("metadata", "Фотограф: Б"),
        Note("arrangement", "Part one; Part two"), Note("use", "The Archive"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "label", ["Shelfmark", "Reference code:", "Архивный шифр", "Шифр", "Сақтау шифры", "رمز الحفظ"]
)
def test_call_numbers_in_four_languages(label: str) -> None:
    pair = {"label": {"none": [label]}, "value": {"none": ["F 1/2"]}}
    assert only(three(canvas(), metadata=[pair])).id == "F 1/2"


def test_without_a_call_number_the_address_names_it() -> None:
    assert only(three(canvas())).id == "QA-12/3"
    assert only(three(canvas(), id="https://x.org/iiif/3/KZ.json")).id == "KZ"
    assert only(three(canvas(), id="urn")).id == "urn"


def test_nav_date_counts_where_no_date_is_told() -> None:
    document = only(three(canvas(), navDate="1950-01-01T00:00:00Z"))
    assert [(d.role, d.edtf) for d in document.dates] == [("existence", "1950-01-01")]


def test_lines_are_kept_with_their_words_and_blocks_are_not_repeated() -> None:
    words = [said(w, f"c1#xywh={x},0,10,9", textGranularity="word") for w, x in (("two", 20), ("words", 40))]
    line = said("two words", "c1#xywh=0,0,100,10", textGranularity="line")
    block = said("two words", "c1", textGranularity="block")
    document = only(three(canvas(block, line, *words)))
    assert document.text == "two words"
    (found,) = document.pages[0].lines
    assert [(document.text[w.span.start : w.span.end], w.box) for w in found.words] == [
        ("two", Box(20, 0, 10, 9)), ("words", Box(40, 0, 10, 9)),
    ]  # fmt: skip


def test_words_alone_make_lines_by_their_height() -> None:
    places = [("a", "0,0,9,9"), ("b", "10,1,9,9"), ("c", "0,20,9,9")]
    words = [said(w, f"c1#xywh={place}", textGranularity="word") for w, place in places]
    assert only(three(canvas(*words))).text == "a b\nc"


def test_selectors_and_per_cent() -> None:
    target = {"source": "c1", "selector": [{"type": "FragmentSelector", "value": "xywh=percent:10,10,50,5"}]}
    document = only(three(canvas(said("x", target), said("one\ntwo", {"source": {"id": "c1"}}))))
    assert [line.box for line in document.pages[0].lines] == [Box(10, 20, 50, 10), None, None]


def test_files_beside_the_manifest_are_read_and_named_as_parts(tmp_path: Path) -> None:
    listed = {"id": "list.json", "type": "AnnotationPage"}
    text = three(
        canvas(said("not this"), seeAlso=[{"id": "p1.xml", "format": "application/alto+xml"}]),
        canvas(seeAlso=[{"id": "p2.txt", "format": "text/plain"}], annotations=None),
        canvas(annotations=[listed]),
        canvas(annotations=[{"id": "http://127.0.0.1:9/l.json", "type": "AnnotationPage"}]),
        canvas(seeAlso=[{"id": "lost.xml", "format": "text/xml"}], annotations=[{"id": "../out.json"}]),
    )
    page = json.dumps({"type": "AnnotationPage", "items": [said("listed", "c1#xywh=1,1,1,1")]})
    source = beside(tmp_path, text, p1_xml=ALTO.format("alto"), p2_txt="plain\ntext\n", list_json=page)
    (document,) = reader("iiif").read(source)
    assert [document.text[p.span.start : p.span.end] for p in document.pages] == [
        "alto", "plain\ntext", "listed", "", "",
    ]  # fmt: skip
    assert [p.width for p in document.pages] == [50, 100, 100, 100, 100]
    assert [warning[:7] for warning in document.warnings] == ["IIIF012", "IIIF011", "IIIF011"]
    assert reader("iiif").parts(source) == ("p1.xml", "p2.txt", "list.json", "lost.xml", "../out.json")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[1]", "IIIF001"),
        ('{"type": "Manifest",}', "IIIF001"),
        ('{"type": "Manifest", "items": NaN}', "IIIF001"),
        ('{"type": "Manifest", "width": ' + "9" * 5000 + "}", "IIIF001"),
        ('{"a":' * 100_000, "IIIF002"),
        ('{"a":' * 70 + "1" + "}" * 70, "IIIF002"),
        (json.dumps({"type": "Collection", "items": [{"id": "https://x.org/m1", "type": "Manifest"}]}), "IIIF003"),
        (json.dumps({"type": "AnnotationPage", "items": []}), "IIIF004"),
        (json.dumps({"type": "Manifest", "items": "none"}), "IIIF004"),
        ('{"type": "Manifest", "label": "\\ud800"}', "IIIF005"),
        ('{"type": "Manifest", "label": "a\\u0000"}', "IIIF005"),
    ],
    ids=range(11),
)
def test_what_cannot_be_read_is_rejected(text: str, code: str) -> None:
    with pytest.raises(InputRejected) as caught:
        only(text)
    assert caught.value.code == code
    assert caught.value.where.startswith("manifest.json")
    assert code != "IIIF003" or "https://x.org/m1" in caught.value.message


def test_values_of_the_wrong_type_cost_nothing_but_themselves() -> None:
    odd: list[Any] = [None, 7, "x", [], {}, [[]], {"a": 1}, [None, {"value": 3}], True]
    for value in odd:
        for key in ("label", "metadata", "rights", "provider", "structures", "summary", "navDate", "annotations"):
            assert only(three(canvas(), **{key: value})).pages
        for key in ("width", "label", "annotations", "seeAlso", "items", "id", "rendering"):
            assert only(three(canvas(), canvas(**{key: value}))).pages
        for key in ("motivation", "body", "target", "textGranularity"):
            assert only(three(canvas({**said("x"), key: value}))).pages
