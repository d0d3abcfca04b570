"""Filters on the letters of titles and names, answered with the help of the index of short literals.

``?r rico:title ?t FILTER(CONTAINS(LCASE(STR(?t)), "pearl"))`` makes the engine read every title. The literals that
can pass are put before the pattern as VALUES; the filter stays. So the answer is the same, whatever the index gives,
as long as it leaves out nothing that passes: CONTAINS, STRSTARTS and STRENDS of the variable, its STR or its small
letters, and REGEX of words without signs, with the flag ``i`` or without, for the properties that are in the index.

The variable is bound by a pattern of the very group that is filtered, so each of its solutions has it, and what else
the group holds is joined, united or taken away solution by solution: those that the filter throws out need not begin.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from kg.edition import STORE, Edition
from kg.literals.build import LITERALS, PROPERTIES
from kg.literals.find import Letters, LiteralIndex
from sparql_endpoint.groups import Bound, plain_groups
from sparql_endpoint.letters import asked_letters
from sparql_endpoint.services.tokens import Token, matching, tokens

_MAY = re.compile(r"FILTER.*?(?:CONTAINS|STRSTARTS|STRENDS|REGEX)", re.IGNORECASE | re.DOTALL)
_MOST = 1000
_LONGEST = 200_000
_PLACES = 4


def with_candidates(query: str, edition: Edition, prefixes: Mapping[str, str]) -> str | None:
    """The query with the literals that can pass its filters; None where there are none that help.

    prefixes are those that need no declaration.
    """
    if "\\" in query or not _MAY.search(query) or edition.store_path != edition.path / STORE:
        return None
    path = edition.path / LITERALS
    if not path.is_file():
        return None  # an edition that was made before there was the index
    found = tokens(query)
    pairs = matching(found)
    spaces = _spaces(found, prefixes)
    if pairs is None or spaces is None:
        return None
    places = _places(found, pairs, spaces)
    return _put(query, places, path) if places else None


Place = tuple[Bound, str, Letters]


def _places(found: list[Token], pairs: dict[int, int], spaces: Mapping[str, str]) -> list[Place]:
    """Where candidates may be put: the pattern, the IRI of its property, the letters; one for each pattern."""
    places: dict[tuple[int, str], Place] = {}
    for group in plain_groups(found, pairs):
        first: dict[str, Bound] = {}
        for bound in group.bound:
            if _iri(bound.predicate, spaces) in PROPERTIES:
                first.setdefault(bound.name, bound)
        for condition in group.conditions if first else ():
            asked = asked_letters(found[condition.first : condition.end])
            if asked is not None and asked[0] in first and len(places) < _PLACES:
                chosen = first[asked[0]]
                place = (chosen, _iri(chosen.predicate, spaces), asked[1])
                places.setdefault((chosen.start, chosen.name), place)
    return list(places.values())


def _put(query: str, places: list[Place], path: Path) -> str | None:
    index = LiteralIndex(path)
    added: list[tuple[int, str]] = []
    try:
        for bound, iri, letters in places:
            terms = index.candidates(iri, letters, _MOST)
            if terms is not None:
                added.append((bound.start, f"VALUES ?{bound.name} {{ {' '.join(terms)} }} "))
    except sqlite3.Error:
        return None  # the engine answers without it
    finally:
        index.close()
    if not added or sum(len(text) for _, text in added) > _LONGEST:
        return None
    for start, text in sorted(added, reverse=True):
        query = query[:start] + text + query[start:]
    return query


def _iri(token: Token, spaces: Mapping[str, str]) -> str:
    """Of a name, or of an IRI without its signs; empty where the prefix is not declared."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return spaces[prefix] + local if prefix in spaces else ""


def _spaces(found: list[Token], prefixes: Mapping[str, str]) -> dict[str, str] | None:
    """What prefixes stand for; None where one is declared twice."""
    declared: dict[str, str] = {}
    for at, token in enumerate(found[:-2]):
        if token.keyword == "PREFIX" and found[at + 1].text.endswith(":") and found[at + 2].kind == "iri":
            name = found[at + 1].text[:-1]
            if name in declared:
                return None
            declared[name] = found[at + 2].text[1:-1]
    return {**prefixes, **declared}
