"""Names of two profiles: which forms are nearest, which of their parts go together, what is missing or contradicts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from extractors.languages.fold import fold
from kg.resolve.chain_words import word_logit
from kg.resolve.evidence.counts import name_rarity
from kg.resolve.evidence.found import Found
from kg.resolve.names.logistic import Floats
from kg.resolve.names.parts import Name, Part, Script, parse
from kg.resolve.profile import Profile

FEATURES = (
    "parts_logit", "name_equal", "family_shared", "parts_shared", "initials_shared", "parts_against", "part_missing",
    "rarity", "one_part", "bare_part",
)  # fmt: skip
_NOT_FOUND = -9.0
_MOST_FORMS = 8
"""Forms of one side that are compared: the first ones, which are the preferred."""
_SLIGHT = frozenset(("title", "kunya", "laqab"))
_TELLING = frozenset(("name", "patronymic", "nasab"))
_INITIAL = -1.7
_SAME = 0.0
"""Log odds from which on two parts count as shared."""
_RAREST = 15.0

Form = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two forms compared.

    rank orders pairings of the same two profiles;  values as in FEATURES
    contradicts  whether either has a whole word for which the other has another one
    """

    rank: float
    values: tuple[float, ...]
    words: str
    contradicts: bool = False


def names(left: Profile, right: Profile) -> list[Found]:
    """The nearest two forms of the two; symmetric."""
    best: tuple[float, str, Pairing] | None = None
    for one in left.names[:_MOST_FORMS]:
        for other in right.names[:_MOST_FORMS]:
            found = pairing_of(one, other)
            if best is None or (found.rank, found.words) > best[:2]:
                best = (found.rank, found.words, found)
    if best is None:
        return []
    made = best[2]
    return [
        Found("name", feature, value, made.words if at == 0 else "")
        for at, (feature, value) in enumerate(zip(FEATURES, made.values, strict=True))
    ]


def pairing_of(one: Form, other: Form) -> Pairing:
    """Compare two forms, whichever is given first."""
    return pairing(*_ordered(one, other))


@lru_cache(maxsize=200_000)
def pairing(left: Form, right: Form) -> Pairing:
    """Compare two forms, given in the order of ``_ordered``, so that the sides do not matter."""
    one, other = _parsed(left), _parsed(right)
    if not one.parts or not other.parts:
        same = float(fold(one.text) == fold(other.text) != "")
        return Pairing(-9.0, (-1.5, same, *([0.0] * 8)), f"{left[0]} / {right[0]}")
    logits = _logits(one, other)
    pairs = _paired(one, other, logits)
    values = _values(one, other, logits, pairs)
    rank = values[3] + 0.4 * values[4] - 2.0 * values[5] + 0.5 * values[2] + 0.1 * values[0]
    return Pairing(rank, values, f"{left[0]} / {right[0]}", _contradict(one, other, pairs))


def _contradict(one: Name, other: Name, pairs: dict[int, int]) -> bool:
    """Whether whole words are left on both sides: Gerard Smith, Harold Smith."""
    mine = any(at not in pairs and part.kind in _TELLING for at, part in enumerate(one.parts))
    theirs = any(at not in pairs.values() and part.kind in _TELLING for at, part in enumerate(other.parts))
    return mine and theirs


def _paired(one: Name, other: Name, logits: Floats) -> dict[int, int]:
    """Parts that go together, the surest and weightiest first, each once."""
    order = sorted(
        (
            (-(_chance(logits[at, to]) * (part.weight * fellow.weight) ** 0.5), at, to)
            for at, part in enumerate(one.parts)
            for to, fellow in enumerate(other.parts)
            if logits[at, to] > _SAME or logits[at, to] == _INITIAL
        )
    )
    pairs: dict[int, int] = {}
    for _, at, to in order:
        if at not in pairs and to not in pairs.values():
            pairs[at] = to
    return pairs


def _values(one: Name, other: Name, logits: Floats, pairs: dict[int, int]) -> tuple[float, ...]:
    shared = initials = rarity = sure = 0.0
    family = False
    for at, to in pairs.items():
        part, fellow = one.parts[at], other.parts[to]
        if "title" in (part.kind, fellow.kind):
            continue
        if "initial" in (part.kind, fellow.kind):
            initials += 1
            continue
        shared += 1
        sure += float(logits[at, to])
        family |= part.head and fellow.head
        rarity += min(name_rarity(one.script, part.text), name_rarity(other.script, fellow.text))
    mine = [part for at, part in enumerate(one.parts) if at not in pairs and part.kind not in _SLIGHT]
    theirs = [part for at, part in enumerate(other.parts) if at not in pairs.values() and part.kind not in _SLIGHT]
    against = float(min(len(mine), len(theirs), 2))
    told = [sum(p.kind not in ("title", "initial") for p in name.parts) for name in (one, other)]
    return (
        sure / max(shared, 1.0) / 4.0,
        float(not mine and not theirs and shared > 1 and initials == 0),
        float(family),
        min(shared, 4.0),
        min(initials, 2.0),
        against,
        float(bool(mine) != bool(theirs)),
        min(rarity, _RAREST) / 5.0,
        float(min(told) <= 1),
        float(max(told) <= 1),
    )


def _logits(one: Name, other: Name) -> Floats:
    found = np.full((len(one.parts), len(other.parts)), _NOT_FOUND)
    for at, part in enumerate(one.parts):
        for to, fellow in enumerate(other.parts):
            found[at, to] = _part_logit(one.script, part, other.script, fellow)
    return found


def _chance(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(min(float(logit), 30.0), -30.0)))


def _part_logit(script: Script, part: Part, other_script: Script, fellow: Part) -> float:
    if "initial" in (part.kind, fellow.kind):
        return _INITIAL if part.roman[:1] == fellow.roman[:1] else _NOT_FOUND
    if script == other_script and part.text == fellow.text:
        return 6.0
    return max(word_logit((script, mine), (other_script, theirs)) for mine in part.forms for theirs in fellow.forms)


@lru_cache(maxsize=100_000)
def _parsed(form: Form) -> Name:
    return parse(*form)


@lru_cache(maxsize=200_000)
def _order(form: Form) -> tuple[float, str, str, str]:
    name = _parsed(form)
    return (sum(part.weight for part in name.parts), name.script, form[0], form[1] or "")


def _ordered(one: Form, other: Form) -> tuple[Form, Form]:
    """The form that says less first, as a mention stands before its entry."""
    return (one, other) if _order(one) <= _order(other) else (other, one)
