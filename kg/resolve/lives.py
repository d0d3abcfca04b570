"""What forbids a merge, held for whole clusters: a life, and identifiers of registries."""

from __future__ import annotations

from functools import lru_cache

from kg.resolve.profile import Profile

Life = Profile
"""A profile of nothing but birth, death and identifiers, so that those of a cluster are few."""


def life_of(profile: Profile) -> Life | None:
    """The part of a profile that can forbid; None where nothing can."""
    if not (profile.born or profile.died or profile.identifiers):
        return None
    return Profile("", profile.label, (), profile.born, profile.died, identifiers=profile.identifiers)


@lru_cache(maxsize=100_000)
def apart(one: Life, other: Life) -> str | None:
    """Why no one person or body can have both: disjoint lives, two ids of one registry; None where nothing forbids."""
    from kg.resolve.evidence.compare import forbidden

    return forbidden(one, other)
