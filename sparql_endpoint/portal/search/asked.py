"""What a search address asks for, and the addresses that ask for a little more or less: all state is in the URL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from kg.search import SORTS, Choice
from sparql_endpoint.problems import HttpProblem

VIEWS = ("list", "table", "time", "map", "network")
PAGE_SIZE = 25
MOST_ROWS = 5000
"""Of one file or one answer in JSON."""
LISTS = {
    "type": "type", "archive": "archive", "lang": "language", "place": "place", "form": "form", "reviewed": "reviewed",
}  # fmt: skip
"""Parameters that may stand several times, and the facets that they choose of."""
PARAMETERS = ("q", *LISTS, "from", "to", "confidence", "sort", "view", "page", "ego", "limit", "format")
_LONGEST = 200
_MOST_VALUES = 20
_FARTHEST = 9999
_YEAR = re.compile(r"-?\d{1,4}")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """One request. page counts from 1; limit: rows of a file; ego: IRI in the middle of the network.

    state: the languages of the page, as parameters
    """

    query: str = ""
    choice: Choice = field(default_factory=Choice)
    sort: str = "best"
    view: str = "list"
    page: int = 1
    limit: int | None = None
    ego: str = ""
    state: tuple[tuple[str, str], ...] = ()

    def pairs(self) -> Pairs:
        """Parameters that ask for the same, in a fixed order, without those that are as they would be anyway."""
        found: Pairs = [("q", self.query)] if self.query else []
        choice = self.choice
        found += [(name, value) for name, facet in LISTS.items() for value in getattr(choice, facet)]
        numbers = {"from": choice.since, "to": choice.until, "confidence": choice.confidence}
        found += [(name, f"{value:g}") for name, value in numbers.items() if value is not None]
        words = {"sort": (self.sort, "best"), "view": (self.view, "list"), "ego": (self.ego, "")}
        found += [(name, value) for name, (value, usual) in words.items() if value != usual]
        return [*found, *([("page", str(self.page))] if self.page > 1 else []), *self.state]

    def but(self, **changes: Any) -> Asked:
        """The same with something changed, from its first page on."""
        return replace(self, **{"page": 1, **changes})

    def choosing(self, facet: str, value: str, *, chosen: bool) -> Asked:
        """With a value chosen beside others of its facet, or no longer chosen; of dates and confidence there is one."""
        changes: dict[str, Any]
        if facet == "date":
            changes = {"since": int(value), "until": int(value) + 9} if chosen else {"since": None, "until": None}
        elif facet == "confidence":
            changes = {"confidence": int(value) / 100 if chosen else None}
        else:
            held = tuple(one for one in getattr(self.choice, facet) if one != value)
            changes = {facet: (*held, value) if chosen else held}
        return self.but(choice=replace(self.choice, **changes), ego="")

    def between(self, since: int | None, until: int | None) -> Asked:
        """Narrowed to years."""
        return self.but(choice=replace(self.choice, since=since, until=until))


def asked(args: MultiDict[str, str], vocabulary: str, state: Iterable[tuple[str, str]] = ()) -> Asked:
    """Read the parameters; 400 SEARCH002 for a number that is none. vocabulary: namespace of short names of forms."""
    lists: dict[str, tuple[str, ...]] = {}
    for name, facet in LISTS.items():
        given = dict.fromkeys(value for value in args.getlist(name) if value)
        if name == "lang":
            given = dict.fromkeys(value.split("-")[0].lower() for value in given)
        elif name == "form":
            given = dict.fromkeys(value if ":" in value else vocabulary + value for value in given)
        lists[facet] = tuple(given)[:_MOST_VALUES]
    choice = Choice(**lists, since=_year(args, "from"), until=_year(args, "to"), confidence=_share(args, "confidence"))
    sort, view = args.get("sort", "best"), args.get("view", "list")
    return Asked(
        args.get("q", "")[:_LONGEST].strip("\x00"),
        choice,
        sort if sort in SORTS else "best",
        view if view in VIEWS else "list",
        _number(args, "page", 1, 100_000) or 1,
        _number(args, "limit", 1, MOST_ROWS),
        args.get("ego", ""),
        tuple(state),
    )


def _year(args: MultiDict[str, str], name: str) -> int | None:
    value = args.get(name, "").strip()
    if not value:
        return None
    if not value.isascii() or not _YEAR.fullmatch(value):
        raise _bad(name, "a year, such as 1936")
    return int(value)


def _share(args: MultiDict[str, str], name: str) -> float | None:
    value = args.get(name, "").strip()
    if not value:
        return None
    try:
        share = round(float(value), 2)
    except ValueError as error:
        raise _bad(name, "a number from 0 to 1") from error
    if not 0 <= share <= 1:
        raise _bad(name, "a number from 0 to 1")
    return share


def _number(args: MultiDict[str, str], name: str, least: int, most: int) -> int | None:
    value = args.get(name, "").strip()
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise _bad(name, f"a number from {least} to {most}")
    return min(max(int(value), least), most)


def _bad(name: str, wanted: str) -> HttpProblem:
    return HttpProblem(
        400, "SEARCH002", f"The parameter {name} is not {wanted}.", advice="Correct it, or leave it out."
    )
