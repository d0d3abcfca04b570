"""The words in which documents name the two sides, with page and confidence, from the edition that is served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.errors import CodedError
from sparql_endpoint.portal.context import language
from sparql_endpoint.portal.quotes import Quote, quotes
from sparql_endpoint.portal.record.crops import Crop, crops
from sparql_endpoint.responses import current_view
from sparql_endpoint.service import View, written_all


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote, and its words on the scan of the page where there is one."""

    quote: Quote
    crop: Crop | None


MOST = 3
"""Quotes of one side that are shown."""
_MEMBERS = 8
_ROWS = 400


def quotes_of(sides: Mapping[str, Sequence[str]]) -> dict[str, list[Shown]]:
    """By side, the first quotes of its members in their order, each member's first before any one's second.

    Empty where no edition was published; what was ingested since is not quoted yet.
    """
    try:
        view = current_view()
    except CodedError:
        return {side: [] for side in sides}
    members = {side: list(group)[:_MEMBERS] for side, group in sides.items()}
    by_member = _mentions(view, [member for group in members.values() for member in group])
    chosen = {
        side: [by_member[m][turn] for turn in range(MOST) for m in group if len(by_member.get(m, ())) > turn][:MOST]
        for side, group in members.items()
    }
    found = quotes(view, (mention for each in chosen.values() for mention in each), language().fallback)
    pieces = crops(view, found)
    return {
        side: [Shown(found[mention], pieces.get(mention)) for mention in each if mention in found]
        for side, each in chosen.items()
    }


def _mentions(view: View, members: Sequence[str]) -> dict[str, list[str]]:
    if not members:
        return {}
    rows = view.select(
        f"SELECT ?member ?mention WHERE {{ VALUES ?member {{ {written_all(members)} }} "
        f"?mention oa:hasBody ?member ; oa:hasTarget ?target }} ORDER BY ?member ?mention LIMIT {_ROWS}"
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["member"].value, []).append(row["mention"].value)
    return found
