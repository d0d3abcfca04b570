"""Questions with known answers, made from the half of the parallel names that the tables have not seen.

Each pool is candidates and questions like those of an archive: single words, two words in either order among names that
share words, names with parts missing or added, titles, headings, whole names of persons and of places.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from kg.resolve.training.pairs import Pair, countries, persons, places, words
from kg.resolve.training.tables import for_tables

_POOL = 2_000
_ASKED = 120
_INITIALS = 0.15
"""How often the first word of a name with parts missing is an initial."""
_ALIKE = 0.6
"""Share of letters that two Latin words have in common if they spell one word: some pairs of the source are wrong."""
_TITLES = {"ar": ("الشيخ", "السيد", "بك", "افندي"), "ru": ("шейх", "генерал"), "kk": ("хан",), "en": ("Sheikh", "Mr")}


@dataclass(frozen=True)
class Pool:
    """Candidates in Latin letters, and (name, language, kind, number of the right candidate) to ask for."""

    candidates: tuple[str, ...]
    asked: tuple[tuple[str, str, str, int], ...]


def pools(folder: Path, lang: str, seed: int = 5) -> list[Pool]:
    """The pools of one language: ar, ru, kk, or en for Latin letters on both sides."""
    source = "ru" if lang in ("kk", "en") else lang
    chance = random.Random(f"{seed} {lang}")  # noqa: S311
    singles = _half(words(folder, source))
    filler = [pair.latin for pair in singles if pair.latin.isalpha()]
    if lang == "kk":
        singles = [
            Pair(p.name, p.latin, "kk", "word") for p in _half([*places(folder, "kk"), *countries(folder, "kk")])
        ]
    if lang == "en":
        singles = _spelled(singles)
    chance.shuffle(singles)
    chance.shuffle(filler)
    composed = [_composed(singles, lang, chance, lose) for lose in (0.0, 0.5)]
    kinds = [singles[:_ASKED], *composed]
    if lang != "en":
        kinds += [_half(persons(folder, lang)), _half(places(folder, lang)), _half(countries(folder, lang))]
    return [_pool(pairs, filler, chance, at in (1, 2)) for at, pairs in enumerate(kinds) if len(pairs) > 5]


def _half(pairs: Iterable[Pair]) -> list[Pair]:
    return [pair for pair in pairs if not for_tables(pair)]


def _spelled(pairs: list[Pair]) -> list[Pair]:
    """Two Latin spellings of one word, and the last twice."""
    groups: dict[str, list[str]] = {}
    for pair in pairs:
        groups.setdefault(pair.name, []).append(pair.latin)
    return [
        Pair(one, two, "en", "word")
        for group in groups.values()
        for one, two in pairwise([*group, group[-1]])
        if SequenceMatcher(None, one, two).ratio() > _ALIKE
    ]


def _composed(singles: list[Pair], lang: str, chance: random.Random, lose: float) -> list[Pair]:
    """Names of two or more words, some turned into headings; lose: how likely a part is missing on one side."""
    found = []
    for _ in range(_ASKED):
        parts = chance.sample(singles[: 2 * _ASKED], 2 if lose == 0 else chance.choice((2, 3, 3, 4)))
        left, right = [part.name for part in parts], [part.latin.title() for part in parts]
        for side in (left, right):
            while len(side) > 1 and chance.random() < lose:
                side.pop(chance.randrange(len(side)))
        if not _share(parts, left, right):
            continue
        if lose > 0 and len(right) > 1 and chance.random() < _INITIALS:
            right[0] = right[0][0] + "."
        if chance.random() < 0.15 * (lose > 0):
            left.insert(0, chance.choice(_TITLES[lang]))
        found.append(Pair(_turned(left, chance, lose > 0), _turned(right, chance, lose > 0), lang, "person"))
    return found


def _share(parts: list[Pair], left: list[str], right: list[str]) -> bool:
    """Whether both sides still hold a word of their own that is the same, and a long name more than one."""
    same = sum(part.name in left and part.latin.title() in right for part in parts)
    return same >= min(2, len(left), len(right))


def _turned(side: list[str], chance: random.Random, heading: bool) -> str:
    if len(side) > 1 and chance.random() < 0.5:
        return f"{side[-1]}{',' * heading} {' '.join(side[:-1])}"
    return " ".join(side)


def _pool(pairs: list[Pair], filler: list[str], chance: random.Random, composed: bool) -> Pool:
    asked = pairs[:_ASKED] if composed else chance.sample(pairs, min(len(pairs), _ASKED))
    candidates = list(dict.fromkeys(pair.latin for pair in asked))
    others = [pair.latin for pair in pairs] if not composed else []
    if composed:
        known = [word for pair in asked for word in pair.latin.replace(",", "").split()]
        pick = chance.choice
        others = [f"{pick(known)} {pick(known if chance.random() < 0.5 else filler).title()}" for _ in range(_POOL)]
    for other in [*others, *filler]:
        if len(candidates) >= _POOL:
            break
        candidates.append(other)
    candidates = list(dict.fromkeys(candidates))
    chance.shuffle(candidates)
    number = {latin: at for at, latin in enumerate(candidates)}
    return Pool(tuple(candidates), tuple((pair.name, pair.lang, pair.kind, number[pair.latin]) for pair in asked))
