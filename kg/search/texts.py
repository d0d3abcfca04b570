"""The texts of records, page by page, in passages of some lines."""

from __future__ import annotations

from collections.abc import Iterator

from kg.iri import Iris
from kg.search.gather import Only, Words, bound
from kg.search.numbering import number_of
from kg.store.base import Reader
from ontology.terms import DCTERMS, RICO

_PASSAGE = 400
"""Letters of a page that one passage holds, as far as lines allow."""
_AT_ONCE = 200
"""Texts that are asked for and held at once."""
Span = tuple[int, int, str, str]


def texts(store: Reader, iris: Iris, only: Only = None) -> Iterator[Words]:
    """Of all records, or of these alone, in the order of the field; see ``kg.search.numbering``."""
    query = f"SELECT ?r ?t WHERE {{ {bound('r', only)}?t <{iris.own('textOf')}> ?r }}"
    found = {(row["r"], row["t"]) for row in store.select(query)}
    nodes = sorted(found, key=lambda each: (number_of(each[0]), *each))
    pages = _pages(store, iris, None) if only is None else {}
    for start in range(0, len(nodes), _AT_ONCE):
        some = nodes[start : start + _AT_ONCE]
        wanted = sorted({node for _, node in some})
        if only is not None:
            pages = _pages(store, iris, wanted)
        written = _written(store, iris, wanted)
        for record, node in some:
            if node not in written:
                continue
            text, lang = written[node]
            for first, end, page, number in pages.get(node) or [(0, len(text), "", "")]:
                for passage in passages(text[first:end]):
                    yield Words(record, passage, lang, page, number)


def passages(text: str) -> Iterator[str]:
    """A page in stretches of whole lines; a line longer than a stretch is cut between words."""
    held = ""
    for line in text.split("\n"):
        while len(line) > 2 * _PASSAGE:
            cut = line.rfind(" ", 0, _PASSAGE) + 1 or _PASSAGE
            yield from (each for each in (held, line[:cut]) if each.strip())
            held, line = "", line[cut:]
        if held and len(held) + len(line) > _PASSAGE:
            yield held
            held = ""
        # A word broken at the end of a line is one word.
        joined = held[:-1] + line if held.endswith("-") and line[:1].islower() else f"{held}\n{line}"
        held = joined if held else line
    if held.strip():
        yield held


def _written(store: Reader, iris: Iris, nodes: list[str]) -> dict[str, tuple[str, str]]:
    """Text and language of each; of several, the first in the order of languages."""
    text = f"?t <{iris.own('text')}> ?x OPTIONAL {{ ?t <{DCTERMS.language}> ?l }}"
    found: dict[str, tuple[str, str]] = {}
    for row in store.select(f"SELECT ?t ?x ?l WHERE {{ {bound('t', nodes)}{text} }}"):
        one = (row.get("l", ""), row["x"])
        held = found.get(row["t"])
        found[row["t"]] = one if held is None else min(one, held)
    return {node: (text, lang) for node, (lang, text) in found.items()}


def _pages(store: Reader, iris: Iris, nodes: Only) -> dict[str, list[Span]]:
    page = (
        f"?t <{RICO.hasOrHadComponent}> ?p . ?p <{iris.own('start')}> ?a ; <{iris.own('end')}> ?b ; "
        f"<{RICO.identifier}> ?n"
    )
    found: dict[str, set[Span]] = {}
    for row in store.select(f"SELECT ?t ?p ?a ?b ?n WHERE {{ {bound('t', nodes)}{page} }}"):
        found.setdefault(row["t"], set()).add((int(row["a"]), int(row["b"]), row["p"], row["n"]))
    return {node: sorted(spans) for node, spans in found.items()}
