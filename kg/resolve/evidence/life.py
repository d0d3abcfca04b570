"""Life dates: births and deaths that meet, lives that cannot be one, the age at which the sources see somebody."""

from __future__ import annotations

from kg.resolve.evidence.found import Found
from kg.resolve.profile import Profile, Years

FEATURES = ("born_same", "died_same", "age_unlikely", "after_death", "seen_apart", "seen_together")
YOUNGEST = 12
"""Nobody acts in a document before this age."""
LONGEST = 100
"""Nobody acts so many years after birth."""
_CLOSE = 3
"""A stretch of so many years or fewer says something when it meets another."""
_FAR = 60.0


def life(left: Profile, right: Profile) -> list[Found]:
    """What two lives say; symmetric. Years of activity may be those of documents that mention the dead."""
    found: list[Found] = []
    for feature, here, there, word in (
        ("born_same", left.born, right.born, "born"),
        ("died_same", left.died, right.died, "died"),
    ):
        if here and there and not here.apart(there):
            close = max(here.latest - here.earliest, there.latest - there.earliest) <= _CLOSE
            words = f"{word} {said(here)} / {word} {said(there)}"
            found.append(Found("life", feature, 1.0 if close else 0.3, words))
    for one, other in ((left, right), (right, left)):
        found += _at_age(one, other)
    if left.active and right.active:
        apart = left.active.apart(right.active)
        words = f"seen {said(left.active)} / seen {said(right.active)}"
        found.append(Found("life", "seen_apart", min(apart, _FAR) / 10.0, words if apart else ""))
        found.append(Found("life", "seen_together", float(not apart), "" if apart else words))
    return found


def disjoint(left: Profile, right: Profile) -> str | None:
    """Why two lives cannot be one, or None."""
    for one, other, word in ((left.born, right.born, "born"), (left.died, right.died, "died")):
        if one and other and one.apart(other):
            return f"{word} {said(one)} / {word} {said(other)}"
    for here, there in ((left, right), (right, left)):
        if here.died and there.born and here.died.latest < there.born.earliest:
            return f"died {said(here.died)} / born {said(there.born)}"
        if here.born and there.died and there.died.latest - here.born.earliest > LONGEST + 20:
            return f"born {said(here.born)} / died {said(there.died)}"
        if here.born and there.active and there.active.latest < here.born.earliest:
            return f"born {said(here.born)} / seen {said(there.active)}"
    return None


def said(years: Years) -> str:
    """As an archivist writes it: 1866, or 1866-1868."""
    return str(years.earliest) if years.earliest == years.latest else f"{years.earliest}-{years.latest}"


def _at_age(one: Profile, other: Profile) -> list[Found]:
    seen = other.active
    if seen is None:
        return []
    found = []
    if one.born and seen.latest < one.born.earliest + YOUNGEST + 8:
        found.append(
            Found("life", "age_unlikely", 1.0, f"born {said(one.born)} / seen {said(seen)}, before the age of 20")
        )
    elif one.born and not one.died and seen.earliest > one.born.latest + LONGEST - 10:
        found.append(Found("life", "age_unlikely", 1.0, f"born {said(one.born)} / seen {said(seen)}, aged over 90"))
    if one.died and seen.earliest > one.died.latest:
        late = min(seen.earliest - one.died.latest, _FAR) / 10.0
        found.append(Found("life", "after_death", late, f"died {said(one.died)} / seen {said(seen)}"))
    return found
