"""Queries in other words that cost less and mean the same.

1. What only counts or lists statements, properties, classes or graphs is answered from the numbers of the edition.
2. ``SELECT DISTINCT … ORDER BY`` becomes a sub-select, so that what is distinct is sorted, and not everything.
3. What filters titles or names by their letters is given those that can pass (``text_filters``).

Queries of no such form go to the engine as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.edition import STORE, Edition
from kg.store.query import QueryFailed, QueryJob
from ontology.terms import RDF
from sparql_endpoint.services.tokens import Token
from sparql_endpoint.text_filters import with_candidates
from sparql_endpoint.whole_form import WholeForm, whole_form

Given = TypeVar("Given")
_PLAIN = re.compile(r"[\w-]*")
_MAY = re.compile(r"COUNT|DISTINCT", re.IGNORECASE)
_MOST = 2000
"""Rows that are written into a query; a list that is longer is better read from the store."""


@dataclass(frozen=True, slots=True)
class Known:
    """Numbers of triples: by property, of which those of rdf:type by class, in the default graph; by named graph."""

    properties: Mapping[str, int]
    classes: Mapping[str, int]
    graphs: Mapping[str, int]

    @classmethod
    def of(cls, edition: Edition) -> Known | None:
        """What an edition knows of itself; None where it is served with changes, or is too old to know."""
        counts = edition.counts
        if edition.store_path != edition.path / STORE or "properties" not in counts:
            return None
        properties, classes = counts["properties"], counts["classes"]
        if sum(classes.values()) != properties.get(RDF.type, 0):
            return None  # something has a type that is no IRI, and is not among the classes
        graphs = {name: int(graph["triples"]) for name, graph in edition.manifest["graphs"].items()}
        return cls(properties, classes, graphs)


def rewritten(job: QueryJob, edition: Edition, prefixes: Mapping[str, str]) -> QueryJob:
    """The job, or one with the same answers. prefixes are those that need no declaration."""
    if job.describe:
        return job
    helped = with_candidates(job.query, edition, prefixes)
    if helped is not None:
        return replace(job, query=helped)
    if not _MAY.search(job.query):
        return job
    form = whole_form(job.query)
    if form is None:
        return job
    own_dataset = bool(job.default_graphs or job.named_graphs)
    query = _other_words(form, None if own_dataset else Known.of(edition), prefixes)
    return job if query is None else replace(job, query=query)


def ask_in_other_words(
    job: QueryJob, edition: Edition, prefixes: Mapping[str, str], ask: Callable[[QueryJob], Given]
) -> Given:
    """What ask answers to the job, in other words where that helps. QueryFailed is always about the job as written."""
    other = rewritten(job, edition, prefixes)
    if other is not job:
        with suppress(QueryFailed):
            return ask(other)
    return ask(job)


def other_words(query: str, known: Known | None, prefixes: Mapping[str, str]) -> str | None:
    """The query in other words; None where it had better stay as it is. known: None to use no numbers."""
    form = whole_form(query)
    return None if form is None else _other_words(form, known, prefixes)


def _other_words(form: WholeForm, known: Known | None, prefixes: Mapping[str, str]) -> str | None:
    return (_from_numbers(form, known, prefixes) if known is not None else None) or _distinct_first(form)


def _distinct_first(form: WholeForm) -> str | None:
    """Solutions that are equal in all that is shown are equal in all that they are sorted by."""
    if not form.distinct or form.counts or form.grouped or not form.ordered:
        return None
    if not set(form.ordered) <= set(form.variables):
        return None
    names = " ".join(f"?{name}" for name in form.variables)
    return f"{form.prologue}SELECT {names} {{ {{ SELECT DISTINCT {names} {form.group} }} }} {form.modifiers}"


def _from_numbers(form: WholeForm, known: Known, prefixes: Mapping[str, str]) -> str | None:
    pattern = _pattern(form, prefixes)
    if pattern is None:
        return None
    graph, subject, predicate, object_ = pattern
    free = [term for term in pattern if term.startswith("?")]
    if len(set(free)) < len(free) or not subject.startswith("?"):
        return None
    by: str
    if graph:
        if not (predicate.startswith("?") and object_.startswith("?")):
            return None
        numbers, by = known.graphs, graph
    elif predicate == RDF.type:
        numbers, by = known.classes, object_
    elif object_.startswith("?"):
        numbers, by = known.properties, predicate
    else:
        return None
    return _answer(form, numbers, by, {term[1:] for term in free})


def _answer(form: WholeForm, numbers: Mapping[str, int], by: str, free: set[str]) -> str | None:
    """numbers: how many solutions there are for each value of by, which is a variable or one of the values."""
    key = by[1:] if by.startswith("?") else ""
    if len(form.counts) > 1 or any(count.argument not in {"*", *free} for count in form.counts):
        return None
    if not key and (by not in numbers or "/." in by):
        return None  # the engine knows at once that there is nothing; it also takes dots out of paths
    if form.counts and not form.variables and not form.grouped:
        return _total(form, numbers, by, key) if form.counts[0].name not in free else None
    listed = form.variables == (key,) and bool(key) and len(numbers) <= _MOST
    name = form.counts[0].name if form.counts else ""
    if not listed or not set(form.ordered) <= {key, name} or name == key:
        return None
    if form.counts:
        if form.grouped != key or form.distinct or form.counts[0].distinct or name in free:
            return None
    elif form.grouped not in ("", key) or not (form.distinct or form.grouped):
        return None
    rows = " ".join(f"(<{value}> {number})" if name else f"(<{value}>)" for value, number in numbers.items() if number)
    names = f"?{key} ?{name}" if name else f"?{key}"
    return f"{form.prologue}SELECT {names} {{ VALUES ({names}) {{ {rows} }} }} {form.modifiers}"


def _total(form: WholeForm, numbers: Mapping[str, int], by: str, key: str) -> str | None:
    count = form.counts[0]
    if form.modifiers or form.distinct:
        return None
    if not count.distinct:
        total = sum(numbers.values()) if key else numbers[by]
    elif count.argument == key and key:
        total = sum(1 for number in numbers.values() if number)
    else:
        return None
    return f"{form.prologue}SELECT ?{count.name} {{ VALUES ?{count.name} {{ {total} }} }}"


def _pattern(form: WholeForm, prefixes: Mapping[str, str]) -> tuple[str, str, str, str] | None:
    """Graph (empty: the default graph), subject, predicate and object of a group that is one triple pattern."""
    inside = list(form.inside)
    graph = ""
    if inside and inside[0].keyword == "GRAPH":
        if len(inside) < 4 or inside[2].text != "{" or inside[-1].text != "}":
            return None
        graph = _term(inside[1], form, prefixes)
        inside = inside[3:-1]
        if not graph:
            return None
    if len(inside) == 4 and inside[3].text == ".":
        inside.pop()
    terms = [_term(token, form, prefixes) for token in inside]
    if len(terms) != 3 or not all(terms):
        return None
    return graph, terms[0], terms[1], terms[2]


def _term(token: Token, form: WholeForm, prefixes: Mapping[str, str]) -> str:
    """``?name`` of a variable, an IRI without its signs; empty for what is neither."""
    if token.kind == "variable":
        return f"?{token.text[1:]}"
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        space = form.prefixes.get(prefix) or prefixes.get(prefix)
        return space + local if space and _PLAIN.fullmatch(local) else ""
    return RDF.type if token.text == "a" else ""
