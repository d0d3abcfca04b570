"""The example queries: what they ask, and how to put other names into them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from itertools import product

from kg.client.edition_info import EditionInfo
from kg.client.errors import BadRequest, NotFound
from kg.client.texts import term
from ontology.example_queries import ExampleQuery, example_queries

_LANGUAGES = ("en", "ar", "ru", "kk")
_ONE = re.compile(r"\bVALUES\s+\?(?P<name>\w+)\s*\{(?P<data>[^{}]*)\}")
_MANY = re.compile(r"\bVALUES\s*\((?P<names>[^()]*)\)\s*\{\s*\((?P<data>[^(){}]*)\)\s*\}")
_TERM = re.compile(r'"(?:[^"\\]|\\.)*"(?:@[A-Za-z-]+|\^\^\S+)?|<[^>]*>|[^\s"<>]+')


@dataclass(frozen=True, slots=True)
class Slot:
    """One VALUES of a query: its span in the text, its variables and what stands there now, as SPARQL writes it."""

    start: int
    end: int
    names: tuple[str, ...]
    values: tuple[str, ...]


def all_examples(info: EditionInfo | None) -> tuple[ExampleQuery, ...]:
    """Those of the ontology, in the namespace of the edition; with our prefixes only where it is not known."""
    vocabulary = info.vocabulary if info else "urn:x-sunqar:def#"
    return example_queries(vocabulary=vocabulary, base=info.base if info else "urn:x-sunqar")


def the_example(name: str, info: EditionInfo | None) -> ExampleQuery:
    """NotFound CLIENT003 for a name that there is not, with those that are like it."""
    found = {one.key: one for one in all_examples(info)}
    if name not in found:
        like = difflib.get_close_matches(name, found, 3)
        advice = f"Did you mean {', '.join(like)}?" if like else "See .examples() for all names."
        raise NotFound("CLIENT003", f"There is no example {name!r}.", advice=advice)
    return found[name]


def slots(query: str) -> tuple[Slot, ...]:
    """The VALUES of one row that a query has, in order."""
    found = [Slot(*one.span(), (one["name"],), (one["data"].strip(),)) for one in _ONE.finditer(query)]
    for many in _MANY.finditer(query):
        names = tuple(name.lstrip("?") for name in many["names"].split())
        values = tuple(_TERM.findall(many["data"]))
        if len(names) == len(values):
            found.append(Slot(*many.span(), names, values))
    return tuple(sorted(found, key=lambda slot: slot.start))


def parameters(query: str) -> dict[str, str]:
    """Names of what can be put into a query, with what stands there, without quotation marks and language.

    >>> parameters('SELECT * { VALUES ?name { "Doha"@en } ?x rdfs:label ?name }')
    {'name': 'Doha'}
    """
    pairs = (pair for slot in slots(query) for pair in zip(slot.names, slot.values, strict=True))
    return {name: _plain(value) for name, value in pairs}


def filled(query: str, given: dict[str, object]) -> str:
    """The query with other values. BadRequest CLIENT004 for a parameter that it does not have.

    A text in the place of a text with a language is looked for in each of the four languages; give a pair of text and
    language for one alone, a list where any of several will do.
    """
    known = parameters(query)
    if unknown := sorted(set(given) - set(known)):
        advice = f"It has {', '.join(known)}." if known else "It has none."
        raise BadRequest("CLIENT004", f"The example has no parameter {unknown[0]!r}.", advice=advice)
    for slot in reversed(slots(query)):
        if set(slot.names) & set(given):
            ways = [_ways(value, given.get(name)) for name, value in zip(slot.names, slot.values, strict=True)]
            rows = " ".join(f"({' '.join(row)})" for row in product(*ways))
            names = " ".join(f"?{name}" for name in slot.names)
            query = f"{query[: slot.start]}VALUES ({names}) {{ {rows} }}{query[slot.end :]}"
    return query


def _ways(now: str, value: object) -> list[str]:
    if value is None:
        return _TERM.findall(now) or [now]
    if isinstance(value, list):
        return list(dict.fromkeys(way for each in value for way in _ways(now, each)))
    tag = re.search(r'"@([A-Za-z-]+)$', now)
    if isinstance(value, str) and tag and not value.startswith(("http://", "https://")):
        return [term((value, lang)) for lang in dict.fromkeys((tag[1], *_LANGUAGES))] + [term(value)]
    return [term(value)]


def _plain(value: str) -> str:
    text = re.fullmatch(r'"((?:[^"\\]|\\.)*)"(?:@[A-Za-z-]+|\^\^\S+)?', value)
    return re.sub(r"\\(.)", r"\1", text[1]) if text else value.strip("<>")


def example_rows(examples: tuple[ExampleQuery, ...], lang: str) -> list[tuple[object, ...]]:
    """(id, title, description, group, query, parameters) of each, words in the language or else in English."""

    def said(words: tuple[tuple[str, str], ...]) -> str:
        known = dict(words)
        return known.get(lang) or known.get("en") or next(iter(known.values()), "")

    return [
        (one.key, said(one.titles), said(one.comments), one.group, one.sparql, parameters(one.sparql))
        for one in examples
    ]
