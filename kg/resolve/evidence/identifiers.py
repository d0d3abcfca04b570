"""Ids of outside registries: one shared id is strong, two ids of one registry are two things."""

from __future__ import annotations

from kg.resolve.evidence.found import Found
from kg.resolve.profile import Profile

FEATURES = ("identifier_shared",)


def identifiers(left: Profile, right: Profile) -> list[Found]:
    """Ids that both have."""
    shared = sorted(set(left.identifiers) & set(right.identifiers))
    return [Found("identifier", "identifier_shared", 1.0, ", ".join(shared))] if shared else []


def two_ids(left: Profile, right: Profile) -> str | None:
    """Two different ids of one registry, where neither side has the other's; None where nothing forbids."""
    one, other = _by_registry(left), _by_registry(right)
    for scheme in sorted(one.keys() & other.keys()):
        if not one[scheme] & other[scheme]:
            return f"{scheme}: {', '.join(sorted(one[scheme]))} / {', '.join(sorted(other[scheme]))}"
    return None


def _by_registry(profile: Profile) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for identifier in profile.identifiers:
        scheme, colon, value = identifier.partition(":")
        if colon:
            found.setdefault(scheme, set()).add(value)
    return found
