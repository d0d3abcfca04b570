"""Items, sides and events as lines for a terminal. Names of any script stand apart, so that none turns the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.review.history import Event
from kg.review.queue import Item
from kg.review.sides import Quote, Side
from kg.review.situation import Situation

SHORT = 8
"""Characters of an id that are shown."""


def isolated(text: str) -> str:
    """Within Unicode's marks of a first-strong isolate (UAX 9)."""
    return f"\u2068{text}\u2069"


def item_lines(place: int, item: Item, left: Side, right: Side) -> Iterator[str]:
    """An item with both sides and its reasons."""
    j = item.judgement
    where = ", joins archives" if item.across else ""
    size = "1 statement" if item.statements == 1 else f"{item.statements} statements"
    yield (
        f"{place:>3}. {item.id[:SHORT]}  {item.kind}  {left.label}  confidence {j.confidence:g}  gain {item.gain:.2f}"
        f"  ({size}{where})"
    )
    yield from side_lines(left, "     ")
    yield from side_lines(right, "  ?= ")
    yield from reason_lines(j.evidence)
    if item.against:
        yield f"     against   {item.against}"
    if item.pairs > 1:
        yield f"     {item.pairs - 1} more judgements ask the same of these two"


def reason_lines(evidence: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Evidence, what speaks for it and what against it."""
    for kind, words in evidence:
        lead, kind = ("against", kind.removeprefix("against: ")) if kind.startswith("against") else ("because", kind)
        lead = "but" if kind == "held back" else lead
        yield f"     {lead:<9} {kind}: {isolated(words)}"


def side_lines(side: Side, lead: str, *, full: bool = False) -> Iterator[str]:
    """One side: names, life, identifiers, documents, quotes."""
    names = " · ".join(isolated(name) for _, name in side.names) or "no name"
    facts = [side.life, f"seen {side.seen}" if side.seen else "", ", ".join(side.archives)]
    size = f"{side.members} local entities" if side.members > 1 else ""
    yield lead + "   ".join([names, *(fact for fact in (*facts, size) if fact)])
    pad = " " * len(lead)
    yield f"{pad}  {side.entity or side.local}"
    if full and side.entity:
        yield f"{pad}  {side.local}"
    for role in side.roles[: 3 if not full else None]:
        yield f"{pad}  {isolated(role if len(role) < 100 or full else role[:99] + '…')}"
    if side.identifiers:
        yield f"{pad}  {', '.join(side.identifiers)}"
    if side.documents:
        rest = side.all_documents - len(side.documents)
        yield f"{pad}  in {'; '.join(side.documents)}{f' and {rest} more' if rest else ''}"
    for quote in side.quotes[: 2 if not full else None]:
        yield f"{pad}  {_quoted(quote)}"


def _quoted(quote: Quote) -> str:
    words = " ".join(f"{quote.before[-40:]}[{quote.exact}]{quote.after[:40]}".split())
    return f"“{isolated('…' + words + '…')}” {quote.call_number}"


def event_lines(now: Situation, events: Sequence[Event]) -> Iterator[str]:
    """The log, a line a judgement."""
    for event in events:
        names = " / ".join(isolated(_name(now, end)) for end in (event.left, event.right))
        gone = "" if event.standing or event.verdict == "WITHDRAWN" else "  (no longer)"
        batch = f"  batch {event.batch}" if event.batch else ""
        reason = f"  {isolated(event.reason)}" if event.reason else ""
        yield (
            f"{event.number:>6}  {event.made[:16].replace('T', ' ')}  {event.id[:SHORT]}  {event.verdict:<9}  "
            f"{event.actor} ({event.method})  {names}{reason}{batch}{gone}"
        )


def _name(now: Situation, member: str) -> str:
    found = now.candidates.get(member)
    return found.names[0][1] if found and found.names else member
