"""The queries of ``sh:sparql``: bound to the target, and where they are simple enough read whole and hashed."""

from __future__ import annotations

import re

_THIS = re.compile(r"[$?]this\b")
_TRIPLE = re.compile(r"\s*([?$]\w+)\s+([^\s?${}]+)\s+([?$]\w+)\s*\.")


def bound(target: str, prefixes: str, select: str, *, scan: bool) -> str:
    """The query with the target before its own pattern, so that ``$this`` is bound where it is used."""
    query = _THIS.sub("?focus", select)
    opening = query.index("{") + 1
    value = " ?value" if re.search(r"[$?]value\b", query[:opening]) else ""
    triples, rest = _split(query[opening:])
    if scan:
        # A join of distinct rows is the same join, since the answer is distinct as well.
        read = " ".join(
            f"{{ SELECT DISTINCT {first} {second} {{ {first} {step} {second} }} }}" for first, step, second in triples
        )
        return f"{prefixes}SELECT DISTINCT ?focus{value} {{ {target} {read} {rest}"
    return f"{prefixes}SELECT DISTINCT ?focus{value} {{ {target} {query[opening:]}"


def steps(select: str) -> tuple[str, ...]:
    """The properties of a query that is nothing but triples between variables and filters; else none."""
    triples, rest = _split(select[select.index("{") + 1 :])
    simple = "{" not in rest and re.match(r"\s*(FILTER\b|\})", rest, re.IGNORECASE)
    return tuple(step for _, step, _ in triples) if simple else ()


def _split(body: str) -> tuple[list[tuple[str, str, str]], str]:
    triples = []
    while match := _TRIPLE.match(body):
        triples.append((match[1], match[2], match[3]))
        body = body[match.end() :]
    return triples, body
