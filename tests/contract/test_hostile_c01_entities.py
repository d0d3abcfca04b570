"""C1: files and addresses that XML or RDF names are never opened, whichever reader it is given to."""

from __future__ import annotations

from pathlib import Path

import pytest
from canary import canary, never_opened
from hostile_input import EVERY, ROOTS, XML, attempt, attempt_any, in_sample, rejected, xml

SECRET = "the words that must not get out"
KINDS = ("file", "http", "parameter", "external subset", "attribute", "xinclude", "stylesheet", "base")


def attack(kind: str, secret: Path, address: str) -> tuple[str, str]:
    """Internal or external subset, and body, of one way to make a parser fetch."""
    uri, dtd = secret.as_uri(), secret.with_name("evil.dtd").as_uri()
    return {
        "file": (f'[<!ENTITY x SYSTEM "{uri}">]', "<p>&x;</p>"),
        "http": (f'[<!ENTITY x SYSTEM "{address}/x">]', "<p>&x;</p>"),
        "parameter": (f'[<!ENTITY % p SYSTEM "{dtd}"> %p; <!ENTITY % q SYSTEM "{address}/q"> %q;]', "<p>&x;</p>"),
        "external subset": (f'PUBLIC "-//x" "{address}/evil.dtd"', "<p>&x;</p>"),
        "attribute": (f'[<!ENTITY x SYSTEM "{uri}">]', '<p title="&x;"/>'),
        "xinclude": (
            "",
            f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" parse="text" href="{uri}"/>'
            f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{address}/include"/>',
        ),
        "stylesheet": ("", f'<?xml-stylesheet type="text/xsl" href="{address}/a.xsl"?>'),
        "base": ("", f'<p xml:base="{address}/"><graphic url="a.png"/><ptr target="{uri}"/></p>'),
    }[kind]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    path.with_name("evil.dtd").write_text(f'<!ENTITY x SYSTEM "{path.as_uri()}">')
    return path


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", EVERY)
def test_c01_no_reader_opens_what_a_file_names(name: str, kind: str, secret: Path) -> None:
    with canary() as bird, never_opened(secret), never_opened(secret.with_name("evil.dtd")):
        subset, body = attack(kind, secret, bird.address)
        for format_ in ROOTS:
            documents, error = attempt(name, xml(format_, subset, body))
            assert SECRET not in repr(documents)
            assert SECRET not in str(error)
        if name in XML:
            documents, error = attempt(name, in_sample(name, subset, body))
            assert SECRET not in repr(documents)
            assert SECRET not in str(error)


@pytest.mark.parametrize("kind", ["file", "http", "parameter", "external subset", "attribute"])
@pytest.mark.parametrize("name", XML)
def test_c01_xml_with_entities_is_rejected(name: str, kind: str, secret: Path) -> None:
    subset, body = attack(kind, secret, "http://127.0.0.1:9")
    assert rejected(name, in_sample(name, subset, body)).code == ("XML004" if kind == "external subset" else "XML002")


@pytest.mark.parametrize("format_", [name for name in ROOTS if name != "html"])
def test_c01_and_so_it_is_by_whoever_is_surest_of_it(format_: str, secret: Path) -> None:
    subset, body = attack("file", secret, "")
    documents, error = attempt_any(xml(format_, subset, body))
    assert error is not None
    assert documents == []
