"""Which triple patterns of a query hang on no constant: what makes a query run past its limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_MOST = 3


def unbounded(query: str) -> list[str]:
    """At most three patterns, as ``?s ?p ?o``, by their letters, of groups that no constant and no VALUES narrows.

    Patterns that share a variable hang together. A constant subject or object narrows all of them, a constant
    property or class alone does not: there may be hundreds of thousands of it. Such a group is named where it has
    nothing else. Empty for a query that rdflib cannot read.

    >>> unbounded("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    ['?a ?b ?c', '?d ?e ?f']
    >>> unbounded('SELECT * { ?a rdfs:label "Doha"@en ; ?p ?o }')
    []
    """
    from kg.prefixes import with_prefixes

    try:
        patterns = list(_patterns(_algebra(with_prefixes(query, "urn:x-sunqar:"))))
    except Exception:  # a query of a newer SPARQL than rdflib's, or a wrong one: this is only about advice
        return []
    groups = _groups([pattern for pattern, _ in patterns])
    narrowed = {name for pattern, values in patterns for name in values}
    loose = [group for group in groups if not any(_narrows(one) for one in group) and not _names(group) & narrowed]
    return sorted({" ".join(_written(term) for term in one) for group in loose for one in group})[:_MOST]


def _algebra(query: str) -> Any:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(query).algebra


def _patterns(node: Any) -> Iterator[tuple[tuple[Any, Any, Any], frozenset[str]]]:
    """(pattern, names that VALUES or BIND give) of all groups; a VALUES alone is a pattern of nothing."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(node, CompValue):
        for triple in dict(node).get("triples", ()):
            yield tuple(triple), frozenset()
        if node.name in ("ToMultiSet", "values") and dict(node).get("res"):
            names = frozenset(str(name) for row in node["res"] for name in row)
            yield (None, None, None), names
        for key, value in node.items():
            if key not in ("triples", "res", "_vars"):
                yield from _patterns(value)
    elif isinstance(node, list | tuple):
        for each in node:
            yield from _patterns(each)


def _groups(patterns: list[tuple[Any, Any, Any]]) -> list[list[tuple[Any, Any, Any]]]:
    groups: list[list[tuple[Any, Any, Any]]] = []
    for pattern in dict.fromkeys(one for one in patterns if one != (None, None, None)):
        beside = [group for group in groups if _names(group) & _names([pattern])]
        groups = [group for group in groups if group not in beside]
        groups.append([each for group in beside for each in group] + [pattern])
    return groups


def _names(group: list[tuple[Any, Any, Any]]) -> set[str]:
    return {str(term) for one in group for term in one if _is_variable(term)}


def _narrows(pattern: tuple[Any, Any, Any]) -> bool:
    from rdflib import RDF

    subject, path, value = pattern
    return not _is_variable(subject) or (not _is_variable(value) and path != RDF.type)


def _is_variable(term: Any) -> bool:
    from rdflib import BNode, Variable

    return isinstance(term, Variable | BNode)


def _written(term: Any) -> str:
    from rdflib import URIRef, Variable

    from kg.prefixes import shorten

    if isinstance(term, Variable):
        return f"?{term}"
    if isinstance(term, URIRef):
        short = shorten(str(term), "urn:x-sunqar:")
        return short if short != str(term) else f"<{term}>"
    return str(term.n3()) if hasattr(term, "n3") else str(term)
