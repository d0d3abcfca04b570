"""The filters of the queue as parts of an address, and what there is to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args
from urllib.parse import parse_qsl, urlencode

from kg.review.desk import Desk
from kg.review.queue import PUT_ASIDE, Filter, Item, Kind

NAMES = ("type", "kind", "pair", "words", "because", "least", "most", "across", "name")
"""Parameters of an address. ``words`` is the language of names, for ``lang`` is the reader's."""
LABELS = ("PERSON", "ORG", "PLACE", "EVENT")
_MOST_CHOICES = 20
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Values of the filters that are of use, with how many items of the whole queue each takes."""

    labels: Counts
    kinds: Counts
    pairs: Counts
    languages: Counts
    because: Counts


def filter_of(values: Mapping[str, str]) -> Filter:
    """From an address; what makes no sense is left out."""
    kind = values.get("kind", "")
    one, between, other = values.get("pair", "").partition("~")
    return Filter(
        label=values.get("type", "") if values.get("type") in LABELS else "",
        least=_number(values.get("least"), 0.0),
        most=_number(values.get("most"), 1.0),
        across=values.get("across") == "1",
        kind=kind if kind in get_args(Kind) else None,  # type: ignore[arg-type]
        name=values.get("name", "")[:200].strip(),
        pair=(one, other) if between else None,
        lang=values.get("words", "")[:20],
        because=tuple(part for part in values.get("because", "")[:200].split(",") if part),
    )


def state_of(values: Mapping[str, str]) -> str:
    """The filters alone, as the query of an address."""
    return urlencode([(name, values[name]) for name in NAMES if values.get(name)])


def values_of(state: str) -> dict[str, str]:
    """The reverse of state_of; nothing but filters comes through."""
    return {name: value for name, value in parse_qsl(state[:2000]) if name in NAMES}


def choices(desk: Desk) -> Choices:
    """Of all items that wait."""
    known = desk.now.candidates
    waiting = [item for item in desk.items if item.kind not in PUT_ASIDE]
    return Choices(
        _counted(known[item.judgement.left].label for item in waiting),
        tuple((kind, sum(item.kind == kind for item in desk.items)) for kind in get_args(Kind)),
        _counted(pair for item in waiting for pair in _pairs(item)),
        _counted(lang for item in waiting for lang in _languages(desk, item)),
        _counted(",".join(item.because) for item in waiting if item.because),
    )


def _pairs(item: Item) -> set[str]:
    return {"~".join(sorted((one, other))) for one in item.archives[0] for other in item.archives[1]}


def _languages(desk: Desk, item: Item) -> set[str]:
    sides = (desk.now.candidates[end] for end in item.judgement.pair)
    return {lang.split("-")[0] for side in sides for lang, _ in side.names} - {"und"}


def _counted(values: Iterable[str]) -> Counts:
    return tuple(sorted(Counter(values).items(), key=lambda each: (-each[1], each[0]))[:_MOST_CHOICES])


def _number(text: str | None, default: float) -> float:
    try:
        return min(max(float(text or default), 0.0), 1.0)
    except ValueError:
        return default
