"""A name taken apart: which words name, which are titles, patronymics, names by origin or initials.

Order does not matter to what compares parts, so "Family, Given" is only marked, not turned. Dates that headings of
catalogues append, and whatever holds a figure, are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from extractors.languages.ar import names as ar
from extractors.languages.en import names as en
from extractors.languages.kk import names as kk
from extractors.languages.ru import names as ru
from extractors.languages.script import script_of
from kg.resolve.names.romanise import pivot, plain, romanise

Kind = Literal["name", "patronymic", "title", "nisba", "initial", "kunya", "nasab", "laqab"]
Script = Literal["Arab", "Cyrl", "Latn"]

WEIGHTS: dict[Kind, float] = {
    "name": 1.0, "patronymic": 0.5, "title": 0.12, "nisba": 0.7, "initial": 0.3, "kunya": 0.25, "nasab": 0.6,
    "laqab": 0.25,
}  # fmt: skip
MOST_PARTS = 14
LONGEST_WORD = 20
"""Letters of a word that count; longer ones are no words of a name."""
LONGEST_NAME = 600
STEM = "~"
"""Stands for the ending of a patronymic: Ахметұлы, Ахметович and Akhmetovich are all ``…~``."""

_SCRIPTS: dict[str, Script] = {"Arab": "Arab", "Cyrl": "Cyrl"}
_TITLES = ar.TITLES | ru.TITLES | kk.TITLES | en.TITLES
_PARTICLES = ar.PARTICLES | ru.PARTICLES | en.PARTICLES
_PATRONYMICS = tuple(sorted({*ru.PATRONYMIC, *kk.PATRONYMIC, *en.PATRONYMIC}, key=len, reverse=True))
_COMPOUND = ar.COMPOUND | en.COMPOUND
_KUNYA = ar.KUNYA | en.KUNYA
_FATHERS = ar.FATHERS | en.FATHERS | ru.FATHERS
_ARTICLES = frozenset(("al", "el", "ul", "аль", "эль"))
_LAQAB = re.compile(f"(.{{3,}}?|)({'|'.join((ar.LAQAB, en.LAQAB, ru.LAQAB))})")
_DIN = {"ن": "دين", "n": "din", "e": "din", "н": "дин"}
_LAQABS = frozenset((*_DIN.values(), "deen", "dine"))
_COMMA = re.compile("[,،;؛]")
_FIGURES = re.compile(r"[\w\-–./]*\d[\w\-–./]*")
_SHORTEST_STEM = 3
_FULL_WEIGHT = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One word of a name. Of its kinds, ``nasab`` is the name of a father, ``laqab`` the second word of Salah al-Din.

    text    folded, without its article;  roman  the same in a to z
    forms   folded spellings to compare: with and without article, and without the ending of a patronymic
    head    whether it stands before the comma of "Family, Given", or last in a name without a comma
    """

    text: str
    roman: str
    kind: Kind
    forms: tuple[str, ...]
    head: bool

    @property
    def weight(self) -> float:
        """What it counts among the parts of its name: by kind and, up to six letters, by length."""
        return WEIGHTS[self.kind] * min(max(len(self.roman), 1), _FULL_WEIGHT) / _FULL_WEIGHT


@dataclass(frozen=True, slots=True)
class Name:
    """A name, its words and the script that most of its letters are of (Latn for scripts that we do not know)."""

    text: str
    script: Script
    parts: tuple[Part, ...]


def parse(name: str, lang: str | None = None) -> Name:
    """The parts of a name; none where it holds no letter. Never fails: at most 14 words of 20 letters are looked at.

    >>> [(part.text, part.kind) for part in parse("الشيخ قاسم بن محمد آل ثاني").parts]
    [('شيخ', 'title'), ('قاسم', 'name'), ('محمد', 'nasab'), ('ثاني', 'name')]
    """
    text = name[:LONGEST_NAME]
    text, script = pivot(text, lang, script_of(text))
    before, *after = _COMMA.split(_FIGURES.sub(" ", text), maxsplit=1)
    first, second = _words(before, script), _words(" ".join(after), script)
    headed = bool(first and second)
    words = [(word, True) for word in first] + [(word, False) for word in second]
    parts = _parts(words, headed, strict=True) or _parts(words, headed, strict=False)
    return Name(name, _SCRIPTS.get(script or "", "Latn"), tuple(parts[:MOST_PARTS]))


def _words(text: str, script: str | None) -> list[str]:
    """Folded words; "Salahaddin" and "صلاحالدين" are two, as they are elsewhere: the second is the ``laqab``."""
    found: list[str] = []
    for word in plain(text, script).split():
        joined = _LAQAB.fullmatch(word[:LONGEST_WORD])
        found += [part for part in (joined[1], _DIN[joined[2][-1]]) if part] if joined else [word[:LONGEST_WORD]]
    return found


def _parts(words: list[tuple[str, bool]], headed: bool, strict: bool) -> list[Part]:
    """strict: particles and articles are left out, which may leave nothing of a name such as "Al" or "Ben"."""
    parts: list[Part] = []
    opened, article, of = "", "", False
    for at, (word, before_comma) in enumerate(words):
        following = words[at + 1][0] if at + 1 < len(words) else ""
        if strict and _is_article(word, following, words[at - 1][0] if at else ""):
            article = word
            continue
        if strict and word in _PARTICLES:
            article = word if word in _ARTICLES else ""
            of = of or (word in _FATHERS and at > 0 and words[at - 1][1] == before_comma)
            continue
        if word in _COMPOUND and following:
            opened += word
            continue
        head = before_comma if headed else at == len(words) - 1
        part = _part(opened + article * bool(opened) + word, "" if opened else article, head)
        if of and part.kind in ("name", "nisba"):
            part = replace(part, kind="nasab")
        parts.append(part)
        opened, article = "", ""
        of = (of and part.kind == "kunya") or (part.kind == "kunya" and at + 2 < len(words) and not part.head)
    return parts


def _is_article(word: str, following: str, before: str) -> bool:
    """Whether a word is the article made like what follows (ash-Sharqi), or left alone at the end of a heading.

    After "Abu" it may be its one consonant: Abu 'l-Faraj.
    """
    if word in en.ASSIMILATED:
        return not following or following.startswith(word[1:])
    return before in _KUNYA and len(word) == 1 and (word == "l" or following.startswith(word))


def _part(word: str, article: str, head: bool) -> Part:
    bare = word.removeprefix(ar.ARTICLE) if len(word) > len(ar.ARTICLE) + 2 else word
    forms = [bare]
    if bare != word:
        forms.append(word)
    if article:
        forms.append(article + word)
    kind: Kind = "name"
    ending = next((e for e in _PATRONYMICS if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM), "")
    if len(bare) == 1:
        kind = "initial"
    elif word in _TITLES:
        kind = "title"
    elif word in _KUNYA:
        kind = "kunya"
    elif bare in _LAQABS:
        kind = "laqab"
    elif ending:
        kind = "patronymic"
        forms.append(word.removesuffix(ending).removesuffix("ов").removesuffix("ov") + STEM)
    elif bare != word and bare.endswith(ar.NISBA):
        kind = "nisba"
    return Part(bare, romanise(bare), kind, tuple(forms), head)
