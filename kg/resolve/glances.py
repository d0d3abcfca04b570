"""What blocking sees of a name at a glance: its script, its words as consonants, its initials. Names come back often,
so each is taken apart once in a run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from kg.resolve.bearers import NAMING, bones
from kg.resolve.names.parts import parse

_BENT = 4
"""Consonants from which on a word also counts with one of them missing: spellings of two scripts differ so."""
_SEVERAL = 2
_Words = frozenset[tuple[str, str]]
Form = tuple[str, _Words, frozenset[str]]
"""Script, words as their consonants and first letter, initials."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Of one name. keys  what it is looked up by, sorted;  signature  its words but for titles, in order."""

    form: Form
    keys: tuple[str, ...]
    signature: str


@lru_cache(maxsize=20_000)
def glance(name: str, lang: str | None) -> Glance:
    """The name taken apart. Keys are each word, and each two words; a word with a consonant missing ends in ``-``."""
    parsed = parse(name, lang)
    parts = [part for part in parsed.parts if part.kind in NAMING]
    full = [(bones(part), part.roman[:1]) for part in parts if part.kind != "initial"]
    letters = frozenset(part.roman[:1] for part in parts if part.kind == "initial")
    words = sorted({bone for bone, _ in full})
    found = set(words)
    for word in words:
        found.update(f"{word[:at]}{word[at + 1 :]}-" for at in range(len(word)) if len(word) >= _BENT)
    found.update(f"{one} {two}" for one, two in combinations(words, 2))
    found.update(f"{word} {letter}." for word in words for letter in {*letters, *(letter for _, letter in full)})
    signature = " ".join(sorted(bones(part) for part in parsed.parts if part.kind != "title"))
    return Glance((parsed.script, frozenset(full), letters), tuple(sorted(found)), signature)


def may_agree(one: tuple[Form, ...], other: tuple[Form, ...]) -> bool:
    """Whether two names could be one: of two in one script that have several words each, two must go together.

    A word goes with one of the same consonants, or, the second time, with one that begins with the same letter. Mary
    Smith and John Smith need no closer look.
    """
    return any(
        script != fellow
        or len(words) + len(letters) < _SEVERAL
        or len(others) + len(theirs) < _SEVERAL
        or _agree(words, letters, others, theirs)
        for script, words, letters in one
        for fellow, others, theirs in other
    )


def _agree(words: _Words, letters: frozenset[str], others: _Words, theirs: frozenset[str]) -> bool:
    shared = {bone for bone, _ in words} & {bone for bone, _ in others}
    if len(shared) != 1:
        return len(shared) > 1
    mine = {letter for bone, letter in words if bone not in shared} | letters
    return bool(mine & ({letter for bone, letter in others if bone not in shared} | theirs))
