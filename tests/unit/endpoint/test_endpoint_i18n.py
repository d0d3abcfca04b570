"""Every message is translated, every catalogue is in step with the templates, no style knows left from right."""

from __future__ import annotations

import json
import re
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from messages import ENDPOINT, SCRIPTS, TEMPLATES, messages, script_words, untranslatable

from sparql_endpoint.portal.catalogues import parts
from sparql_endpoint.portal.highlight import Marked, segments
from sparql_endpoint.portal.i18n import LANGUAGES, Language, choose, chosen, direction
from sparql_endpoint.portal.labels import pick
from sparql_endpoint.results import Term

STATIC = ENDPOINT / "portal" / "static"
TRANSLATED = [code for code in LANGUAGES if code != "en"]
SHEETS = sorted(STATIC.glob("css/**/*.css"))


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated(code: str) -> None:
    catalogues = parts(code)
    assert {message.id for catalogue in catalogues.values() for message in catalogue if message.id} == messages()
    said: dict[object, object] = {}
    for part, catalogue in catalogues.items():
        for message in catalogue:
            key = message.id
            if not key:
                continue
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            assert all(form.strip() for form in forms), f"{part}: {key} is not translated"
            assert not message.fuzzy, f"{part}: {key} is fuzzy"
            places = set(re.findall(r"%\(\w+\)s", str(key)))
            for form in forms:
                assert set(re.findall(r"%\(\w+\)s", form)) <= places, f"{part}: {key}"
                assert "%(num)s" in form or len(forms) > 1 or set(re.findall(r"%\(\w+\)s", form)) == places, key
            assert len(forms) == (catalogue.num_plurals if isinstance(key, tuple) else 1), f"{part}: {key}"
            assert said.setdefault(key, message.string) == message.string, f"{key} is said in two ways"


@pytest.mark.parametrize("code", TRANSLATED)
def test_plurals_are_those_of_the_language(code: str) -> None:
    rule, wanted = Locale.parse(code).plural_form, {}
    for part, catalogue in parts(code).items():
        for number in range(201):  # a form of the catalogue for each category of CLDR, and no other
            form = catalogue_form(catalogue.plural_expr, number)
            assert wanted.setdefault(rule(number), form) == form, f"{code}/{part}.po: {number}"
        assert len(set(wanted.values())) == catalogue.num_plurals, f"{code}/{part}.po"


def catalogue_form(expression: str, number: int) -> int:
    """Which form the Plural-Forms of a catalogue choose."""
    return int(c2py(expression)(number))


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_word_of_a_template_escapes_translation(template: Path) -> None:
    assert untranslatable(template) == []
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", text), "the policy forbids it"
    assert not re.search(r"(src|href)=\"(https?:)?//", text), "nothing comes from elsewhere"


def test_no_word_of_a_script_escapes_translation() -> None:
    assert {script.name: script_words(script) for script in SCRIPTS.rglob("*.js") if script_words(script)} == {}


def test_checkers_see_what_they_look_for(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "{{ _('fine') }}<p title='Hard'>{{ x }}</p><b translate=no>code</b><i>{{ 'Yes' if x else _('n') }}</i>", "utf-8"
    )
    assert untranslatable(page) == ["Hard", "Yes"]
    script = tmp_path / "x.js"
    script.write_text('a.textContent = "Loading"; a.title = words.title; a.textContent = "→";', "utf-8")
    assert script_words(script) == ["Loading"]


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


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_styles_use_logical_properties(sheet: Path) -> None:
    physical = (
        r"(margin|padding|border|inset|scroll-margin)-(left|right)|(?<![\w-])(left|right)\s*:"
        r"|(?<![\w-])(float|clear):\s*(left|right)|text-align:\s*(left|right)|url\((?!['\"]?(data:|\.))"
    )
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(physical, text) == []


def test_content_has_a_language_of_its_own() -> None:
    reader = chosen({"ui": "kk", "content": "ar"}, "")
    assert (reader.code, reader.fallback, reader.interface) == ("kk", ("ar", "kk", "ru", "en"), ("kk", "ru", "en"))
    assert reader.state == {"ui": "kk", "content": "ar"}
    assert chosen({"lang": "ru"}, "ar").code == "ru"
    assert chosen({"lang": "ru"}, "ar", own_lang=True).code == "ar"
    assert chosen({"content": "xx"}, "en").state == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_scripts_count_as_the_language_does(code: str) -> None:
    language, rule = Language(code), Locale.parse(code).plural_form
    forms = json.loads(language.plurals("%(num)s mention", "%(num)s mentions"))
    for number in range(150):
        assert forms[rule(number)] == language.ngettext("%(num)s mention", "%(num)s mentions", number)


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
