"""Places that the sources tie to either side, and the country that a position is in."""

from __future__ import annotations

from extractors.languages.fold import fold
from kg.resolve.evidence.found import Found
from kg.resolve.names.lexicon import concepts
from kg.resolve.profile import Profile

FEATURES = ("places_shared", "places_differ")
_MOST = 3.0
_MOST_SHOWN = 4


def places(left: Profile, right: Profile) -> list[Found]:
    """Places of both, whatever the language where they are countries or large cities."""
    one, other = _keys(left), _keys(right)
    if not one or not other:
        return []
    shared = sorted(one.keys() & other.keys())
    if not shared:
        return [Found("place", "places_differ", 1.0, f"{_some(one)} / {_some(other)}")]
    return [
        Found("place", "places_shared", min(len(shared), _MOST), ", ".join(one[key] for key in shared[:_MOST_SHOWN]))
    ]


def _keys(profile: Profile) -> dict[str, str]:
    found: dict[str, str] = {}
    for place in profile.places:
        for key in concepts(place) or (fold(place),):
            found.setdefault(key, place)
    return found


def _some(found: dict[str, str]) -> str:
    return ", ".join(sorted(set(found.values()))[:_MOST_SHOWN])
