"""C2: what would expand to gigabytes is rejected within a second and 50 MB, or stays as small as it is written."""

from __future__ import annotations

import pytest
from hostile_input import EVERY, ROOTS, SAMPLES, XML, attempt, attempt_any, in_sample, rejected, warm, within, xml

from extractors.source import Source

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
SUBSET = f'[<!ENTITY a0 "ha">{LAUGHS}]'
PARAMETER = (
    '[<!ENTITY % a0 "ha">' + "".join(f'<!ENTITY % a{n} "{f"%a{n - 1};" * 10}">' for n in range(1, 12)) + "%a11;]"
)
YAML = "---\na0: &a0 [ha, ha]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
) + "title: *a11\nlang: *a11\ndate: *a11\ntags: *a11\n---\nText.\n"  # fmt: skip


@pytest.mark.parametrize("name", EVERY)
def test_c02_billion_laughs_for_every_reader(name: str) -> None:
    warm(name)
    for subset in (SUBSET, PARAMETER):
        for body, attribute in (("&a11;", ""), ("", 'n="&a11;"')):
            for format_ in ROOTS:
                with within(1, 50):
                    documents, _ = attempt(name, xml(format_, subset, body, attribute))
                assert "haha" not in repr(documents)


@pytest.mark.parametrize("name", XML)
def test_c02_billion_laughs_in_a_sound_file(name: str) -> None:
    warm(name)
    with within(1, 50):
        assert rejected(name, in_sample(name, SUBSET, "&a11;")).code == "XML002"


@pytest.mark.parametrize("lead", [b" " * 300, b"<!-- " + b"x" * 70_000 + b" -->", b"\xef\xbb\xbf\n\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp037", "utf-7"])
@pytest.mark.parametrize("name", XML)
def test_c02_no_way_of_writing_it_gets_past_the_prolog(name: str, encoding: str, lead: bytes) -> None:
    """White space before it, comments, and encodings in which it does not look like XML to one of two parsers."""
    text = in_sample(name, SUBSET, "&a11;").data.decode().split("?>", 1)[-1]
    source = Source("evil.xml", "x", (lead.decode("utf-8-sig") + text).encode(encoding, "xmlcharrefreplace"))
    with within(1, 50):
        assert rejected(name, source).code in ("XML001", "XML002", "XML005")


@pytest.mark.parametrize("name", EVERY)
def test_c02_yaml_that_refers_to_itself(name: str) -> None:
    warm(name)
    for source in (
        Source("evil.md", "x", YAML.encode()),
        Source("evil.md", "x", b"---\na: &a [*a]\ntitle: *a\n---\nx\n"),
    ):
        with within(1, 50):
            documents, _ = attempt(name, source)
        assert len(documents) < 100
        assert all(len(document.title) < 100_000 for document in documents)


def test_c02_whoever_is_surest_rejects_it_with_its_place() -> None:
    for format_ in ROOTS:
        with within(1, 50):
            _, error = attempt_any(xml(format_, SUBSET, "&a11;"))
        assert error is not None
        if format_ != "html":
            assert error.code == "XML002"
            assert error.where.startswith("evil.xml:")
    assert SAMPLES
