"""Log odds as a waterfall of text bars: where the sum stands after each piece of evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kg.resolve.comparison import Comparison

WIDTH = 36
"""Characters of the widest bar."""
FOR, AGAINST = "█", "░"
_SHOWN = 14
_LEAST = 0.005


def waterfall(comparison: Comparison) -> Iterator[str]:
    """A line for the constant, one for each feature, one for the sum; the small ones are gathered in one."""
    told = [(each.kind, each.feature, each.added) for each in comparison.evidence if abs(each.added) >= _LEAST]
    shown, rest = told[:_SHOWN], told[_SHOWN:]
    rows = [("", "constant", comparison.constant), *shown]
    if rest:
        rows.append(("", f"{len(rest)} smaller ones", sum(added for _, _, added in rest)))
    edges = [0.0]
    for _, _, added in rows:
        edges.append(edges[-1] + added)
    low, high = min(edges), max(edges)
    scale = WIDTH / (high - low) if high > low else 0.0
    for (kind, feature, added), before in zip(rows, edges, strict=False):
        first, last = sorted((round((before - low) * scale), round((before + added - low) * scale)))
        bar = " " * first + (FOR if added > 0 else AGAINST) * max(1, last - first)
        yield f"{kind:11}{feature.replace('_', ' '):30}{added:+7.2f}  {bar}".rstrip()
    yield f"{'':11}{'sum':30}{edges[-1]:+7.2f}  = probability {comparison.probability:.3f}"
