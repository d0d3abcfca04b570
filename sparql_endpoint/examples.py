"""Example queries of the ontology package, as the editor offers them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.edition import Edition
from ontology.example_queries import GROUPS, ExampleQuery, example_queries
from sparql_endpoint.results import Term


@dataclass(frozen=True)
class Example:
    """A question and what it gives, in the languages that it has, and the query."""

    name: str
    titles: tuple[Term, ...]
    comments: tuple[Term, ...]
    query: str


@dataclass(frozen=True)
class Group:
    """Examples of one kind: key is one of ``GROUPS``, or empty for those that come first."""

    key: str
    examples: tuple[Example, ...]


def example_groups(edition: Edition) -> tuple[Group, ...]:
    """All of them by ``sh:order``: first those without a group, then group by group."""
    return _read(edition.vocabulary, edition.base)


def example_of(edition: Edition, name: str) -> Example | None:
    """One of them by its name; None where there is none."""
    groups = example_groups(edition)
    return next((each for group in groups for each in group.examples if each.name == name), None)


@lru_cache(maxsize=4)
def _read(vocabulary: str, base: str) -> tuple[Group, ...]:
    # Our own files, not a stranger's: rdflib fetches nothing for plain Turtle.
    known = example_queries(vocabulary=vocabulary, base=base)
    keys = ("", *GROUPS)
    found = (Group(key, tuple(_example(each) for each in known if each.group == key)) for key in keys)
    return tuple(group for group in found if group.examples)


def _example(found: ExampleQuery) -> Example:
    return Example(found.key, _terms(found.titles), _terms(found.comments), found.sparql.strip())


def _terms(words: tuple[tuple[str, str], ...]) -> tuple[Term, ...]:
    return tuple(Term("literal", value, lang) for lang, value in words)
