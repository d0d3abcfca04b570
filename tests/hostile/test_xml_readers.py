"""XML that means harm, for every XML reader: rejected at once, nothing opened, nothing expanded."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from extractors.errors import InputRejected
from extractors.registry import reader, reader_for
from extractors.source import Source

ROOTS = {
    "tei": ("TEI", "http://www.tei-c.org/ns/1.0"),
    "ead": ("ead", ""),
    "eac-cpf": ("eac-cpf", "urn:isbn:1-931666-33-4"),
    "alto": ("alto", "http://www.loc.gov/standards/alto/ns-v4#"),
    "page": ("PcGts", "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"),
    "histstate": ("country-mission", ""),
}
EVERY = sorted(ROOTS)
FINDING_AID = '<ead><archdesc level="fonds"><did><unittitle>{}</unittitle></did></archdesc></ead>'


def xml(name: str, subset: str, body: str, attribute: str = "") -> Source:
    root, namespace = ROOTS[name]
    text = f'<?xml version="1.0"?>\n<!DOCTYPE {root} {subset}>\n<{root} xmlns="{namespace}" {attribute}>{body}</{root}>'
    return Source("evil.xml", "x", text.encode())


def rejected(name: str, source: Source) -> InputRejected:
    began = time.perf_counter()
    tracemalloc.start()
    with pytest.raises(InputRejected) as caught:
        list(reader(name).read(source))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - began < 1
    assert peak < 50_000_000
    return caught.value


@pytest.mark.parametrize("name", EVERY)
def test_a_billion_laughs(name: str) -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    source = xml(name, f"[{entities}]", "&a11;")
    assert rejected(name, source).code == "XML002"
    with pytest.raises(InputRejected) as caught:
        reader_for(xml(name, f"[{entities}]", "&a11;"))
    assert (caught.value.code, caught.value.where[:9]) == ("XML002", "evil.xml:")


@pytest.mark.parametrize("name", EVERY)
def test_quadratic_blow_up(name: str) -> None:
    entity = "<!ENTITY a '" + "x" * 50_000 + "'>"
    assert rejected(name, xml(name, f"[{entity}]", "&a;" * 50_000)).code == "XML002"


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("kind", ["general", "parameter", "external subset"])
def test_outside_files_are_never_opened(name: str, kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    secret.touch()
    before = secret.stat().st_atime_ns
    dtd = tmp_path / "evil.dtd"
    dtd.write_text(f'<!ENTITY x SYSTEM "{secret.as_uri()}">')
    subset = {
        "general": f'[<!ENTITY x SYSTEM "{secret.as_uri()}">]',
        "parameter": f'[<!ENTITY % p SYSTEM "{dtd.as_uri()}"> %p;]',
        "external subset": f'SYSTEM "{dtd.as_uri()}"',
    }[kind]
    fault = rejected(name, xml(name, subset, "<p>&x;</p>"))
    assert fault.code == ("XML004" if kind == "external subset" else "XML002")
    assert "secret words" not in str(fault)
    assert secret.stat().st_atime_ns == before


@pytest.mark.parametrize("name", EVERY)
def test_an_unknown_entity_is_told_not_dropped(name: str) -> None:
    assert rejected(name, xml(name, 'SYSTEM "local.dtd"', "caf&eacute;")).code == "XML004"
    assert rejected(name, xml(name, 'SYSTEM "local.dtd"', "", 'id="caf&eacute;"')).code == "XML004"


@pytest.mark.parametrize("name", EVERY)
def test_depth_and_size_have_limits(name: str) -> None:
    root, namespace = ROOTS[name]
    head = f'<{root} xmlns="{namespace}"'.encode()
    deep = head + b">" + b"<p>" * 100_000
    assert rejected(name, Source("evil.xml", "x", deep)).code == "XML003"
    long = head + b' n="' + b"x" * 11_000_000 + b'"/>'
    assert rejected(name, Source("evil.xml", "x", long)).code in ("XML001", "XML003")


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("encoding", ["x-klingon", "utf-7", "big5"])
def test_encodings_that_are_not_read(name: str, encoding: str) -> None:
    root, namespace = ROOTS[name]
    text = f'<?xml version="1.0" encoding="{encoding}"?><{root} xmlns="{namespace}">\xe9</{root}>'
    assert rejected(name, Source("evil.xml", "x", text.encode("latin-1"))).code in ("XML001", "XML005")


@pytest.mark.parametrize("name", EVERY)
def test_bytes_that_are_not_of_the_encoding(name: str) -> None:
    root, namespace = ROOTS[name]
    assert rejected(name, Source("evil.xml", "x", f'<{root} xmlns="{namespace}">\xe9</{root}>'.encode("latin-1"))).code


def test_a_dtd_that_is_only_named_is_let_pass_and_never_read() -> None:
    text = '<!DOCTYPE ead SYSTEM "http://127.0.0.1:9/ead.dtd">' + FINDING_AID.format("A")
    assert next(iter(reader("ead").read(Source("a.xml", "x", text.encode())))).title == "A"


def test_the_alphabets_of_the_region_are_read_in_their_old_encodings() -> None:
    text = '<?xml version="1.0" encoding="{}"?>' + FINDING_AID
    for encoding, title in (("windows-1251", "Опись"), ("koi8-r", "Дело"), ("windows-1256", "ملف"), ("utf-16", "Қор")):
        source = Source("a.xml", "x", text.format(encoding, title).encode(encoding))
        assert reader_for(source) is reader("ead")
        assert next(iter(reader("ead").read(source))).title == title
