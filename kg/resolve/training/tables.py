"""The three tables of letters: learned from half of the parallel words, so that the other half can fit the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np

from extractors.languages.ar.names import OLDER
from extractors.languages.ar.names import ROMAN as ARABIC
from extractors.languages.kk.names import ROMAN as KAZAKH
from extractors.languages.ru.names import ROMAN as RUSSIAN
from kg.resolve.training.em import learn
from kg.resolve.training.pairs import Pair, countries, persons, places, word_pairs, words

MOST_PAIRS = 20_000
_KAZAKH_TIMES = 3
"""How often each Kazakh pair counts: there are few, and their letters are in no Russian pair."""


def for_tables(pair: Pair) -> bool:
    """Whether a pair is in the half that tables are learned from, by the Latin name alone."""
    return sha256(pair.latin.casefold().encode()).digest()[0] < 128


def save_tables(folder: Path, out: Path) -> None:
    """Learn from the folder ``names`` and write one npz."""
    arabic = list(word_pairs(_half(folder, "ar")))
    russian = list(word_pairs(_half(folder, "ru")))
    kazakh = list(word_pairs(_half(folder, "kk", single=False)))
    tables = {
        "Arab": learn(_sample(arabic), ARABIC, OLDER),
        "Cyrl": learn([*_sample(russian), *kazakh * _KAZAKH_TIMES], {**RUSSIAN, **KAZAKH}),
        "Latn": learn(_sample(_spellings(arabic + russian)), {}),
    }
    arrays: dict[str, np.ndarray] = {}
    for script, (graphemes, latin, rows, columns, values) in tables.items():
        arrays[f"{script}_graphemes"], arrays[f"{script}_latin"] = np.array(graphemes), np.array(latin)
        arrays[f"{script}_rows"], arrays[f"{script}_columns"] = rows.astype(np.int16), columns.astype(np.int16)
        arrays[f"{script}_values"] = values.astype(np.float32)
    np.savez_compressed(out, **arrays)  # type: ignore[arg-type]


def _half(folder: Path, lang: str, single: bool = True) -> Iterator[Pair]:
    sets = [persons(folder, lang), places(folder, lang), countries(folder, lang)]
    for found in [words(folder, lang), *sets] if single else sets:
        yield from (pair for pair in found if for_tables(pair))


def _sample(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same few of many, whichever order they come in."""
    ordered = sorted(set(pairs), key=lambda pair: sha256("\n".join(pair).encode()).digest())
    return ordered[:MOST_PAIRS]


def _spellings(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Latin spellings of the same word in the alphabet, each with the next, both ways, and with itself."""
    groups: dict[str, set[str]] = defaultdict(set)
    for word, latin in pairs:
        groups[word].add(latin)
    for word in sorted(groups):
        ordered = sorted(groups[word])
        for one, other in pairwise(ordered):
            yield from ((one, other), (other, one), (one, one))
