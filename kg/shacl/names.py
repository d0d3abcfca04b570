"""What to call a node in a sentence: its call number, its label, or the words that a mention quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from ontology.terms import OA, RDFS, RICO

_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_WAYS = (
    f"<{RICO.identifier}>",
    f"<{RDFS.label}>",
    f"<{OA.exact}>",
    f"<{OA.hasSelector}>/<{OA.exact}>",
    f"<{OA.hasTarget}>/<{OA.hasSelector}>/<{OA.exact}>",
)


def names_of(query: Callable[[str], Iterable[Mapping[str, str]]], nodes: Sequence[str]) -> dict[str, str]:
    """Node -> name. Where the graph has none, the last two parts of the IRI; literals stay as they are."""
    iris = sorted({node for node in nodes if _SAFE.fullmatch(node)})
    names = {iri: "/".join(iri.rstrip("/").rsplit("/", 2)[-2:]) for iri in iris}
    if not iris:
        return names
    values = " ".join(f"<{iri}>" for iri in iris)
    ways = " UNION ".join(f"{{ ?focus {way} ?name BIND({rank} AS ?rank) }}" for rank, way in enumerate(_WAYS))
    rows = query(f"SELECT DISTINCT ?focus ?rank ?name {{ VALUES ?focus {{ {values} }} {ways} }}")
    best: dict[str, tuple[int, str]] = {}
    for row in rows:
        found = (int(row["rank"]), " ".join(row["name"].split())[:80])
        best[row["focus"]] = min(found, best.get(row["focus"], found))
    for iri, (rank, name) in best.items():
        names[iri] = f"«{name}» ({names[iri]})" if rank else name
    return names
