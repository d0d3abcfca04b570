"""C3: depth, length, number and repetition have limits, and a refusal names the one that was passed."""

from __future__ import annotations

import pytest
from hostile_input import EVERY, ROOTS, XML, attempt, attempt_any, in_sample, rejected, warm, within, xml

from extractors.readers.safe_xml import MAX_BYTES, MAX_TREE_BYTES
from extractors.source import Source

DEEP = 100_000
TOO_LARGE = Source("large.xml", "x", b"<a>" + bytes(MAX_BYTES))
BOMBS = {
    "json arrays": b"[" * DEEP,
    "json objects": b'{"a":' * DEEP,
    "json number": b'{"local_id": ' + b"9" * 5_000_000 + b"}",
    "json in @graph": b'{"@context": {}, "@graph": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "yaml": b"---\ntitle: " + b"[" * DEEP + b"\n---\ntext\n",
    "yaml blocks": b"---\n" + b"".join(b" " * n + b"a:\n" for n in range(1000)) + b"---\ntext\n",
    "turtle": b"<a:a> <a:b> " + b"[ <a:b> " * DEEP,
    "turtle lists": b"<a:a> <a:b> " + b"( " * DEEP,
    "nested triples": b"<a:a> <a:b> " + b"<< " * DEEP,
    "html": b"<!DOCTYPE html><html><body class='ocr_page'>" + b"<div class='ocr_carea'>" * DEEP,
    "html spans": b"<html><body><div class='ocr_page'>" + b"<b><i>" * DEEP,
    "csv columns": b",".join(b"c%d" % n for n in range(DEEP)) + b"\n1\n",
    "csv quotes": b'a,b\n"' + b'""' * 2_000_000,
    "markdown quotes": b">" * DEEP + b" x\n",
    "markdown links": b"[" * DEEP + b"](" * DEEP,
    "markdown stars": b"**a" * DEEP + b"\n",
    "xml deep": b"<a>" * DEEP,
    "xml one tag": b"<" + b"a" * 5_000_000 + b"/>",
    "xml attributes": b"<a " + b" ".join(b'a%d=""' % n for n in range(DEEP)) + b"/>",
    "xml comment": b"<!--" + b"- " * 2_000_000,
}


@pytest.mark.parametrize("bomb", sorted(BOMBS))
@pytest.mark.parametrize("name", EVERY)
def test_c03_no_reader_is_brought_down_by_depth_or_length(name: str, bomb: str) -> None:
    warm(name)
    with within(5, 500):
        attempt(name, Source(f"evil.{bomb.split()[0]}", "x", BOMBS[bomb]))


@pytest.mark.parametrize("name", XML)
def test_c03_depth_is_limited(name: str) -> None:
    warm(name)
    with within(1, 50):
        assert rejected(name, in_sample(name, "", "<p>" * DEEP)).code == "XML003"
    documents, error = attempt(name, in_sample(name, "", "<p>" * 240 + "</p>" * 240))
    assert documents or error is not None


@pytest.mark.parametrize(
    "tag", ["div", "list><item", "c", "component", "TextRegion", "TextBlock", "mets:div", "p", "hi"]
)
@pytest.mark.parametrize("name", XML)
def test_c03_depth_that_is_allowed_is_read_without_a_crash(name: str, tag: str) -> None:
    names = [part.replace("mets:", "") for part in tag.split("><")]
    count = 240 // len(names)
    body = "".join(f"<{n}>" for n in names) * count + "x" + "".join(f"</{n}>" for n in reversed(names)) * count
    attempt(name, in_sample(name, "", body))


@pytest.mark.parametrize("name", XML)
def test_c03_attributes_of_an_element_are_limited(name: str) -> None:
    crowd = " ".join(f'a{n}=""' for n in range(DEEP))
    with within(1, 100):
        assert rejected(name, in_sample(name, "", f"<p {crowd}/>")).code == "XML003"


@pytest.mark.parametrize("name", XML)
def test_c03_quadratic_growth_is_refused(name: str) -> None:
    entity = "<!ENTITY a '" + "x" * 50_000 + "'>"
    with within(1, 50):
        assert rejected(name, in_sample(name, f"[{entity}]", "&a;" * 50_000)).code == "XML002"


@pytest.mark.parametrize("name", XML)
def test_c03_an_attribute_of_100_mb_is_refused(name: str) -> None:
    source = in_sample(name, "", '<p n="' + "x" * 100_000_000 + '"/>')
    with within(2, 450):
        assert rejected(name, source).code == "XML003"


@pytest.mark.parametrize("body", ["<a/>", "x<a/>", '<a b="" c="" d=""/>'])
@pytest.mark.parametrize("name", XML)
def test_c03_memory_of_the_tree_is_limited_before_it_is_built(name: str, body: str) -> None:
    source = in_sample(name, "", body * (40_000_000 // len(body)))
    with within(2, 400):
        fault = rejected(name, source)
    assert fault.code == "XML003"
    assert f"{MAX_TREE_BYTES}" in fault.message


def test_c03_the_largest_tree_allowed_takes_no_more_than_said() -> None:
    from extractors.readers.safe_xml import parse

    for body in ("<a/>", "x<a/>", '<a b="" c="" d=""/>'):
        size = len(body)
        most = MAX_TREE_BYTES // (size + 250 * body.count("<") + 240 * body.count("="))
        source = Source("large.xml", "x", b"<r>" + body.encode() * (most - 10) + b"</r>")
        with within(4, MAX_TREE_BYTES / 1e6 * 1.05):
            parse(source)


@pytest.mark.parametrize("name", XML)
def test_c03_a_file_past_the_limit_is_refused_by_its_size(name: str) -> None:
    with within(1, 10):
        assert str(MAX_BYTES) in rejected(name, TOO_LARGE).message


@pytest.mark.parametrize("name", XML)
def test_c03_names_of_namespaces_are_short(name: str) -> None:
    """Each look at an element's name copies its namespace: 10 MB of it, a million times."""
    uri = "urn:" + "x" * 5_000_000
    for encoding in ("utf-8", "utf-16"):
        data = in_sample(name, "", f'<p xmlns:n="{uri}">' + "<n:p/>" * 10_000 + "</p>").data.decode()
        source = Source("evil.xml", "x", data.replace('encoding="UTF-8"', "").encode(encoding))
        with within(2, 200):
            assert rejected(name, source).code == "XML003"


@pytest.mark.parametrize("name", XML)
def test_c03_hostile_quoting_does_not_make_our_own_checks_slow(name: str) -> None:
    tricks = ("<!-- " * 50_000, "<![CDATA[ " * 50_000, "<? " * 50_000)
    for trick in tricks:
        source = in_sample(name, f'SYSTEM "{trick}"', '<p n="&#65;"/>' + "x" * 3_000_000)
        with within(2, 150):
            attempt(name, source)
        closed = in_sample(name, 'SYSTEM "x.dtd"', f"<?x {trick.replace('?', '')}?>" + "xmlns:" * 500_000)
        with within(2, 150):
            attempt(name, closed)


@pytest.mark.parametrize("format_", sorted(ROOTS))
def test_c03_no_doctype_that_declares_anything(format_: str) -> None:
    for subset in ("[]", "[<!ELEMENT a ANY>]", '[<!ATTLIST a b CDATA "c">]', '[<!NOTATION n SYSTEM "x">]', "[ <?x?> ]"):
        _, error = attempt_any(xml(format_, subset))
        assert error is not None
        assert format_ == "html" or error.code == "XML002"
