"""Every message is translated, every catalogue is in step with the templates, no style knows left from right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import sparql_endpoint.portal
from sparql_endpoint.portal.highlight import Marked, segments
from sparql_endpoint.portal.i18n import CATALOGUES, LANGUAGES, Language, choose, direction
from sparql_endpoint.portal.labels import pick
from sparql_endpoint.results import Term

PORTAL = Path(sparql_endpoint.portal.__file__).parent


def _messages() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(
        PORTAL / "templates", [("**.html", "jinja2")], {"**.html": {"extensions": "jinja2.ext.i18n"}}
    )
    return {message for _, _, message, _, _ in found}


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_catalogue_is_whole(code: str) -> None:
    with (CATALOGUES / f"{code}.po").open("rb") as source:
        catalogue = read_po(source, locale=code)
    known = {message.id: message for message in catalogue if message.id}
    assert set(known) == _messages()
    for key, message in known.items():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(form.strip() for form in forms), f"{key} is not translated"
        assert not message.fuzzy
        allowed = set(re.findall(r"%\(\w+\)s", str(key)))
        assert all(set(re.findall(r"%\(\w+\)s", form)) <= allowed for form in forms), key
        assert len(forms) == (catalogue.num_plurals if isinstance(key, tuple) else 1)


def test_plural_forms() -> None:
    arabic, russian = Language("ar"), Language("ru")
    key = ("%(num)s mention", "%(num)s mentions")
    assert len({arabic.ngettext(*key, number) for number in (0, 1, 2, 3, 11)}) == 5
    assert russian.ngettext(*key, 1) != russian.ngettext(*key, 2) != russian.ngettext(*key, 5)


def test_choice_of_language() -> None:
    assert choose("kk", "ru").code == "kk"
    assert choose("xx", "ru;q=0.5, ar;q=0.8").code == "ar"
    assert choose(None, "de, *").code == "en"
    assert choose(None, ";q=;q=,,").code == "en"


def test_direction() -> None:
    assert [direction(tag) for tag in ("ar", "ar-Latn", "kk", "kk-Arab", "", "en")] == [
        "rtl", "ltr", "ltr", "rtl", "auto", "ltr",
    ]  # fmt: skip


def test_label_never_at_random() -> None:
    labels = [Term("literal", "Доха", "ru"), Term("literal", "Doha", "en"), Term("literal", "الدوحة", "ar")]
    for order in (labels, labels[::-1]):
        assert pick(order, ("kk", "ru", "en")).lang == "ru"
        assert pick(order, ("ar", "en")).lang == "ar"
        assert pick(order[:1], ("kk",)) == order[0]


def test_styles_use_logical_properties() -> None:
    sheet = (PORTAL / "static" / "sunqar.css").read_text(encoding="utf-8")
    physical = (
        r"(margin|padding|border|inset)-(left|right)|(?<![\w-])(left|right)\s*:|text-align:\s*(left|right)|float:"
    )
    assert not re.search(physical, sheet)
    for template in (PORTAL / "templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"https?://|<script|\sstyle=|\son\w+=", text), f"{template.name}"


def test_segments_of_overlapping_mentions() -> None:
    text = "Amir of Qatar in Doha"
    marks = [
        Marked(0, 13, "whole", "person", "p"),
        Marked(8, 13, "inner", "place", "q"),
        Marked(11, 17, "cross", "org", "r"),
    ]
    found = segments(text, marks, [(14, "2")])
    assert "".join(piece.text for piece in found) == text
    assert [mark.iri for piece in found for mark in piece.starts] == ["whole", "inner", "cross"]
    assert next(piece.mark.iri for piece in found if piece.text == "Qat" and piece.mark) == "inner"
    assert [piece.page for piece in found if piece.page] == ["2"]
