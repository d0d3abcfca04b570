"""Which judgements on identity an entity's page shows: what people said first, then what is least sure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

MOST_KEPT = 40
_ORDER = {"unsure": 0, "different": 1, "same": 2}


@dataclass(frozen=True, slots=True)
class Judged:
    """person, day: who decided and when; empty where a machine judged, which method names."""

    link: str
    one: str
    other: str
    verdict: str
    confidence: float
    method: str
    because: str
    person: str
    day: str


def judged(
    links: Iterable[tuple[str, dict[str, str]]], entity_of: dict[str, str]
) -> tuple[dict[str, list[Judged]], Counter[str]]:
    """Entity -> its judgements, at most MOST_KEPT, and how many there are of each."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for link, parts in links:
        one, other = parts.get("subject_id", ""), parts.get("object_id", "")
        each = Judged(
            link, one, other, parts.get("judgement", "").rsplit("judgement-", 1)[-1],
            float(parts.get("confidence", "0").partition(";")[0]), parts.get("mapping_tool", ""),
            parts.get("because", "")[:400], parts.get("author_label", ""), parts.get("mapping_date", ""),
        )  # fmt: skip
        for entity in sorted({entity_of[end] for end in (one, other) if end in entity_of}):
            found[entity].append(each)
    totals = Counter({entity: len(each) for entity, each in found.items()})
    return {entity: sorted(each, key=_worth)[:MOST_KEPT] for entity, each in found.items()}, totals


def _worth(each: Judged) -> tuple[bool, int, float, str]:
    return not each.person, _ORDER.get(each.verdict, 3), each.confidence, each.link
