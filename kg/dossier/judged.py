"""Judgements on identity as an entity's page shows them: what people said first, then what is least sure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_ORDER = {"unsure": 0, "different": 1, "same": 2}


class Judged(NamedTuple):
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


def judged(link: str, parts: Mapping[str, str]) -> Judged:
    """From the values of a link by the last parts of their properties."""
    return Judged(
        link, parts.get("subject_id", ""), parts.get("object_id", ""),
        parts.get("judgement", "").rsplit("judgement-", 1)[-1],
        float(parts.get("confidence", "0").partition(";")[0]), parts.get("mapping_tool", ""),
        parts.get("because", "")[:400], parts.get("author_label", ""), parts.get("mapping_date", ""),
    )  # fmt: skip


def worth(each: Judged) -> tuple[int, int, float]:
    """What judgements are sorted by."""
    return int(not each.person), _ORDER.get(each.verdict, 3), each.confidence
