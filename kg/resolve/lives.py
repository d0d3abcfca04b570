"""Facts that forbid: two lives that cannot be one, two identifiers of one registry."""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.profile import Profile, Years


@dataclass(frozen=True, slots=True)
class Life:
    """What of a profile can forbid a merge. identifiers  as scheme:value."""

    born: Years | None = None
    died: Years | None = None
    identifiers: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Whether anything in it can forbid."""
        return bool(self.born or self.died or self.identifiers)


def life_of(profile: Profile) -> Life:
    """The part of a profile that can forbid."""
    return Life(profile.born, profile.died, frozenset(profile.identifiers))


def apart(one: Life, other: Life) -> bool:
    """Whether no one person can have both. Pairs are compared in full by ``evidence``; this guards whole clusters."""
    born = one.born and other.born and one.born.apart(other.born) > _TOLERANCE
    died = one.died and other.died and one.died.apart(other.died) > _TOLERANCE
    return bool(born or died or _over_before(one, other) or _over_before(other, one) or _two_ids(one, other))


_TOLERANCE = 2
"""Years by which sources differ on one birth or death."""


def _over_before(one: Life, other: Life) -> bool:
    return bool(one.died and other.born and one.died.latest < other.born.earliest)


def _two_ids(one: Life, other: Life) -> bool:
    if not one.identifiers or not other.identifiers or one.identifiers & other.identifiers:
        return False
    return bool(_schemes(one) & _schemes(other))


def _schemes(life: Life) -> set[str]:
    return {identifier.split(":", 1)[0] for identifier in life.identifiers}
