"""What the rest of a query already says of a SERVICE clause's variables, so that less is asked of the other side.

A row of the service matters only where it agrees with some solution of what stands before the clause. To drop the
others changes nothing, as long as (1) the variable is bound in every solution on both sides, and (2) between the two
stand only joins and unions, at last one OPTIONAL, EXISTS or MINUS, whose every row is held against those solutions.
"""

from __future__ import annotations

import re

from sparql_endpoint.services.structure import Clause, Group, Structure

_JOINED = ("plain", "graph")
Cut = tuple[int, int, str]


def before(clause: Clause, query: Structure, done: list[Cut]) -> str:
    """The patterns whose solutions the clause's rows are joined with; empty where there are none that can be asked.

    done: clauses that are evaluated already, (start, end, what stands in their place)
    """
    group = clause.body.parent
    found, at, head = "", clause.start, ""
    while group is not None and not group.select:
        own = _inside(group, at, query, done)
        found = f"{own}\n{head}{{ {found}\n}}".strip() if found else own
        if group.kind == "optional" or (group.kind in ("exists", "minus") and not found):
            outer = group.parent
            if outer is None or outer.select:
                return found
            own = _inside(outer, group.element, query, done)
            return f"{own}\n{{ {found}\n}}" if found else own
        if group.kind not in _JOINED:
            return found
        head, at, group = group.head, group.element, group.parent
    return found


def _inside(group: Group, end: int, query: Structure, done: list[Cut]) -> str:
    """A group's text up to an offset, with what is evaluated in its place and without filters that look further."""
    cuts = [(start, stop, text) for start, stop, text in done if group.start <= start and stop <= end]
    for start, stop in group.filters:
        if stop <= end and not _safe(group, start, stop, end, query):
            cuts = [cut for cut in cuts if not (start <= cut[0] and cut[1] <= stop)]
            cuts.append((start, stop, " "))
    return replaced(query.text, group.start, end, cuts).strip()


def _safe(group: Group, start: int, stop: int, end: int, query: Structure) -> bool:
    """Whether the elements up to end bind all that a filter asks for, so that it says the same of them as of all."""
    if "EXISTS" in query.text[start:stop].upper():
        return False
    return all(group.bound.get(name, end) < end for name in query.variables(start, stop))


def replaced(text: str, start: int, end: int, cuts: list[Cut]) -> str:
    """A stretch of a text with some of its parts replaced; the parts do not overlap."""
    parts, at = [], start
    for begin, stop, new in sorted(cuts):
        if start <= begin and stop <= end:
            parts += [text[at:begin], new]
            at = stop
    return "".join([*parts, text[at:end]])


def mentions(text: str, name: str) -> bool:
    """Whether a variable of that name stands in a text; a comment or string that looks like one counts too."""
    return re.search(rf"[?$]{re.escape(name)}(?!\w)", text) is not None
