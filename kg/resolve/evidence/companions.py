"""Whom the same documents name: a shared rare companion is strong, a shared famous one hardly anything."""

from __future__ import annotations

from kg.resolve.evidence.counts import rarity_of
from kg.resolve.evidence.found import Found
from kg.resolve.profile import Profile

FEATURES = ("companions_shared", "companions_none")
_MOST_SHOWN = 4
_FULL = 12.0
_ENOUGH = 5


def companions(left: Profile, right: Profile) -> list[Found]:
    """Companions of both, each weighted by how rare its rarest word is; and that neither knows the other's many.

    Two profiles of one document say nothing: they have their companions from the same page.
    """
    if not left.companions or not right.companions or set(left.documents) & set(right.documents):
        return []
    own = {word for profile in (left, right) for name, _ in profile.names for word in name.casefold().split()}
    shared = [name for name in sorted(set(left.companions) & set(right.companions)) if not set(name.split()) & own]
    if not shared:
        few = min(len(set(left.companions)), len(set(right.companions)))
        return [Found("companion", "companions_none", 1.0, "")] if few >= _ENOUGH else []
    weight = sum(rarity_of(name) for name in shared)
    words = ", ".join(sorted(shared, key=lambda name: (-rarity_of(name), name))[:_MOST_SHOWN])
    return [Found("companion", "companions_shared", min(weight, _FULL) / 4.0, f"both beside {words}")]
