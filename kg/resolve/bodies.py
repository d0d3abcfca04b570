"""Names of bodies and events, which say what they name: two words apart is another body, another number another event.

Persons are told apart by letters and by what stands beside them; "University of Virginia" and "University of
Washington" differ in few letters and stand in the same papers. So bodies and events are joined by a machine only where
they have the same words, and offered to people where the one name is a part of the other or in another script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from extractors.languages.fold import fold
from extractors.languages.script import script_of
from kg.resolve.profile import Profile

Likeness = Literal["same", "open", "other"]
"""Same: may be joined. Open: only a person can say. Other: the names themselves say that these are two."""

_WORD = re.compile(r"\w+")
_JOINING = """
the of for and in on at to de la le les du des et der die das von и по в на за о об فى في من على و мен және бен пен
"""
_KINDS = """
government department ministry embassy legation consulate board party council committee commission bank company court
congress senate house parliament army navy force forces police administration agency office bureau state secretariat
delegation mission union regime cabinet corporation institute university service staff assembly conference association
organization organisation club society press team group war battle meeting visit conversation revolution treaty
agreement summit crisis
правительство правительства министерство министерства посольство посольства комитет комитета совет совета партия партии
парламент комиссия комиссии управление суд суда банк компания союз союза армия война встреча визит
حكومه وزاره سفاره مجلس لجنه حزب بنك شركه محكمه ديوان جيش دوله حرب جمعيه مدرسه جامعه
үкімет үкіметі министрлік министрлігі елшілік елшілігі кеңес кеңесі комитеті партиясы банкі сот
"""
_EMPTY = frozenset(_JOINING.split())
_COMMON = frozenset(_KINDS.split())
"""Nouns that name a kind of body or event: alone they name whichever one the text is about."""
_NUMBER = re.compile(r"\d+|[ivx]+$")


def likeness(one: Profile, other: Profile) -> Likeness:
    """How two bodies, or two events, are called. The likest of their names counts, but numbers must never differ."""
    found: set[Likeness] = {_compared(left, right) for left in _names(one) for right in _names(other)}
    if "same" in found:
        return "same"
    return "open" if "open" in found else "other"


def _names(profile: Profile) -> set[str]:
    return {fold(name) for name, _ in profile.names if name.strip()}


def _compared(left: str, right: str) -> Likeness:
    mine, theirs = significant(_WORD.findall(left)), significant(_WORD.findall(right))
    if not mine or not theirs:
        return "other"
    if {word for word in mine if _NUMBER.match(word)} != {word for word in theirs if _NUMBER.match(word)}:
        return "other"
    if mine == theirs:
        return "same" if len(mine) > 1 or not mine <= _COMMON else "open"
    if script_of(left) != script_of(right) or mine < theirs or theirs < mine:
        return "open"
    return "other"


def significant(words: Iterable[str]) -> frozenset[str]:
    """The words without those that only join others, and without the Arabic article."""
    bare = (word.removeprefix("ال") if len(word) > 4 else word for word in words)
    return frozenset(word for word in bare if word not in _EMPTY)
