"""The loss report: by trial, so it needs to know nothing of readers."""

from __future__ import annotations

from extractors.errors import InputRejected
from extractors.source import Source
from extractors.statements import changed
from extractors.statements.choose import speech_of
from kg.loss import losses

XML = b"""<?xml version="1.0"?>
<book xmlns="http://e/" lang="en" shelf="12">
  <title>Travels</title>
  <part n="1"><p>He came to <place ref="g:1">Doha</place> early.</p></part>
  <part n="2"><p>And <b>left</b>.</p><gone>silence</gone><title>Second title</title></part>
</book>"""


def convert(data: bytes) -> frozenset[str]:
    """A conversion with known holes: of titles the first alone, of <gone> nothing, of @shelf nothing, p as text."""
    from extractors.readers.safe_xml import parse, words

    root = parse(Source("x.xml", "a", data))
    found = {f'<r> <lang> "{root.get("lang")}"', f'<r> <text> "{" ".join(words(p) for p in root.iter("{*}p"))}"'}
    found.add(f'<r> <title> "{words(next(root.iter("{*}title")))}"')
    found |= {f'<r> <place> "{item.get("ref")} {words(item)}"' for item in root.iter("{*}place")}
    if any(item.get("n") not in ("1", "2") for item in root.iter("{*}part")):
        raise InputRejected("X", "no number")
    return frozenset({*found, f'<r> <hash> "{hash(data)}"'})


def test_fates() -> None:
    speech = speech_of(Source("x.xml", "a", XML))
    assert speech is not None
    report = losses(speech, convert, frozenset(("text",)), frozenset(("hash",)))
    fates = {each.path: each.fate for each in report.paths}
    assert fates == {
        "book/@lang": "mapped",
        "book/@shelf": "lost",
        "book/title": "mapped",
        "book/part/@n": "mapped",
        "book/part/p": "text",
        "book/part/p/place": "mapped",
        "book/part/p/place/@ref": "mapped",
        "book/part/p/b": "text",
        "book/part/gone": "lost",
        "book/part/title": "lost",
    }
    assert report.total("lost") == 3
    (gone,) = next(each.missing for each in report.paths if each.path.endswith("gone"))
    assert (gone.line, gone.value) == (5, "silence")


def test_one_lost_of_many_is_found() -> None:
    xml = b"<l><i>alpha</i><i>beta</i><i>gamma</i></l>"

    def all_but_second(data: bytes) -> frozenset[str]:
        from lxml import etree

        return frozenset(f'<r> <i> "{item.text}"' for at, item in enumerate(etree.fromstring(data)) if at != 1)

    speech = speech_of(Source("x.xml", "a", xml))
    assert speech is not None
    (path,) = losses(speech, all_but_second, frozenset(), frozenset()).paths
    assert (path.fate, path.count, [each.value for each in path.missing]) == ("mapped", 3, ["beta"])


def test_json_and_tables_speak() -> None:
    manifest = '{"label": {"ar": ["قطر"]}, "n": 3, "items": [{"on": true}]}'.encode()
    json_speech = speech_of(Source("m.json", "a", manifest))
    assert json_speech is not None
    assert [(each.path, each.value) for each in json_speech.statements] == [
        ("label.ar", "قطر"), ("n", "3"), ("items.on", "True"),
    ]  # fmt: skip
    assert json_speech.altered({0: "x", 1: "", 2: ""}) == b'{"label": {"ar": ["x"]}, "n": 8, "items": [{"on": false}]}'
    table = speech_of(Source("t.csv", "a", b"Number,Title\n1,Letter\n2,\n"))
    assert table is not None
    assert [(each.path, each.line, each.value) for each in table.statements] == [
        ("column Number", 2, "1"), ("column Title", 2, "Letter"), ("column Number", 3, "2"),
    ]  # fmt: skip
    assert table.altered({1: "x,y"}) == b'Number,Title\n1,"x,y"\n2,\n'
    assert speech_of(Source("t.txt", "a", b"words")) is None


def test_changed_words_keep_length_and_script() -> None:
    for text in ("Doha 1916", "Қасым щщ", "قطر ظ ١٩", "q-z"):
        other = changed(text)
        assert len(other) == len(text)
        assert all(a != b for a, b in zip(text, other, strict=True) if a.isalnum())


def test_what_is_for_internal_use_is_no_loss_and_usual_values_are_none() -> None:
    xml = b'<l><i audience="internal">secret <b>words</b></i><i era="ce">open</i><i>gone</i></l>'

    def of_the_public(data: bytes) -> frozenset[str]:
        from lxml import etree

        shown = [item for item in etree.fromstring(data) if item.get("audience") != "internal" and item.text != "gone"]
        return frozenset(f'<r> <i> "{item.text} {item.get("era") or "ce"}"' for item in shown[:1])

    speech = speech_of(Source("x.xml", "a", xml))
    assert speech is not None
    report = losses(speech, of_the_public, frozenset(), frozenset())
    fates = {(each.path, each.fate, each.count) for each in report.paths}
    assert {("l/i", "internal", 1), ("l/i/b", "internal", 1), ("l/i/@era", "mapped", 1)} <= fates
    assert report.total("internal") == 2
    assert report.total("lost") == 1
