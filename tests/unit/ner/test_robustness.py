"""Names as archives write them: with clitics, titles, patronymics, initials, in old spelling and in other letters.

``robust_names.tsv`` holds sentences with the names as the training sets' conventions would mark them: an Arabic
clitic belongs to its word, a title before a name does not belong to it, one behind it (باشا) does, a patronymic does.
A tagger is trained, so each kind of sentence has a share that must be right, for each tier as measured; what follows
from reading alone (hyphens, long lines, company) must hold for every sentence.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors.document import Document, Line, Page, Span
from extractors.errors import RunAborted
from extractors.recognise import Recogniser

Name = tuple[str, str]
_WORD = re.compile(r"[^\W\d_]+")
_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")


class Case(NamedTuple):
    kind: str
    lang: str
    text: str
    names: tuple[Name, ...]


def _case(line: str) -> Case:
    kind, lang, marked = line.split("\t")
    return Case(kind, lang, _MARK.sub(r"\1", marked), tuple(_MARK.findall(marked)))


CASES = [_case(line) for line in Path(__file__).with_name("robust_names.tsv").read_text("utf-8").splitlines()]
MISSED = {
    "clitic": {"accurate": 3, "fast": 5},
    "initials": {"accurate": 2, "fast": 5},
    "lost-letters": {"accurate": 1, "fast": 2},
    "old-russian": {"accurate": 1, "fast": 2},
    "other-letters": {"accurate": 4, "fast": 4},
    "patronymic": {"accurate": 1, "fast": 2},
    "spelling": {"accurate": 1, "fast": 1},
    "title": {"accurate": 6, "fast": 6},
    "transliterated": {"accurate": 5, "fast": 6},
}
"""Names of a kind that a tier may miss: as measured, and one more."""
FILLER = {
    "en": "there was nothing else to report from the office that day and the papers were put away again ",
    "ru": "в остальном за этот день ничего нового не произошло и бумаги были снова убраны в шкаф до утра ",
    "kk": "басқа ешқандай жаңалық болған жоқ және қағаздар қайтадан сөреге жиналып қойылды деп жазылған ",
    "ar": "ولم يحدث في ذلك اليوم شيء آخر يستحق الذكر ثم أعيدت الأوراق إلى مكانها في الخزانة ",
}
PAGE = {
    "en": "Mr. Dulles said that the Ambassador had left for Karachi.",
    "ru": "Поэт Александр Сергеевич Пушкин родился в Москве.",
    "ar": "استقبل الشيخ حمد بن خليفة آل ثاني الوفد القادم من القاهرة.",
    "kk": "Жиналысқа Әлихан Нұрмұхамедұлы Бөкейханов қатысты.",
}


@cache
def recogniser(tier: str) -> Recogniser:
    try:
        return Recogniser(tier=tier)
    except RunAborted as fault:
        pytest.skip(str(fault))


def found(tier: str, text: str, lang: str | None) -> set[Name]:
    return {(text[m.start : m.end], m.label) for m in recogniser(tier).find(text, lang).mentions}


@pytest.mark.parametrize("kind", sorted(MISSED))
@pytest.mark.parametrize("tier", ["accurate", "fast"])
def test_names_of_every_kind(tier: str, kind: str) -> None:
    cases = [case for case in CASES if case.kind == kind]
    missed = [(name, case.text) for case in cases for name in set(case.names) - found(tier, case.text, case.lang)]
    assert len(cases) > 2
    assert len(missed) <= MISSED[kind][tier], missed


def test_every_case_is_judged() -> None:
    assert {case.kind for case in CASES} == set(MISSED)
    assert all(case.names for case in CASES)


@pytest.mark.parametrize("tier", ["accurate", "fast"])
@pytest.mark.parametrize(
    "sign", ["\u00ad", "\u00ad\n", "-\n"], ids=["soft hyphen", "soft at line end", "hyphen at line end"]
)
def test_hyphens_inside_names_change_nothing(tier: str, sign: str) -> None:
    tried = 0
    for case in CASES:
        (word, at), *_ = sorted(((m.group(), m.start()) for m in _WORD.finditer(case.text)), key=lambda w: -len(w[0]))
        cut = at + len(word) // 2
        if case.lang == "ar" or case.kind == "other-letters" or len(word) < 8 or "-" in case.text:
            continue
        broken = case.text[:cut] + sign + case.text[cut:]
        plain, done = _document(case.text, case.lang), _document(broken, case.lang)
        expected = [(m.label, case.text[m.start : m.end]) for m in recogniser(tier).recognise_one(plain).mentions]
        answers = recogniser(tier).recognise_one(done).mentions
        assert [m.label for m in answers] == [label for label, _ in expected]
        whole = [broken[m.start : m.end].replace(sign, "") for m in answers]
        assert whole == [words for _, words in expected]
        tried += 1
    assert tried > 15


@pytest.mark.parametrize("tier", ["accurate", "fast"])
@pytest.mark.parametrize("lang", sorted(PAGE))
def test_a_long_line_hides_no_name(tier: str, lang: str) -> None:
    names = found(tier, PAGE[lang], lang)
    assert names
    text = f"{FILLER[lang] * 40}{PAGE[lang]} {FILLER[lang] * 40}"
    assert len(names & found(tier, text, lang)) >= len(names) - 1


@pytest.mark.parametrize("tier", ["accurate", "fast"])
def test_a_page_in_four_languages(tier: str) -> None:
    alone = set().union(*(found(tier, line, lang) for lang, line in PAGE.items()))
    together = found(tier, "\n\n".join(PAGE.values()), None)
    assert len(alone) > 5
    assert together <= alone
    assert len(together) >= len(alone) - 1


def _document(text: str, lang: str) -> Document:
    rows, at = [], 0
    for row in text.split("\n"):
        rows.append(Line(Span(at, at + len(row))))
        at += len(row) + 1
    return Document(
        "x/1", "x", "A text", text, pages=(Page("1", Span(0, len(text)), lines=tuple(rows)),), language=lang
    )
