"""Batches of queries as clients send them: JSON in, questions out, with no I/O in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sparql_endpoint.portal.reconcile.named import KINDS, MOST
from sparql_endpoint.problems import HttpProblem

BATCH = 25
"""Most queries in a batch; the manifest says so."""
MOST_IDS = 200
"""Most entities that one request may ask values of, as the API's data extension."""
MOST_PROPERTIES = 25
TYPES = {"person": "Person", "body": "CorporateBody", "place": "Place", "event": "Event", "term": "Concept"}
"""Kinds of entities to the classes of RiC-O by which clients name them."""
RICO = "https://www.ica.org/standards/RiC/ontology#"


@dataclass(frozen=True, slots=True)
class Question:
    """One query of a batch. name may be empty where there are properties: (id, values) each, in order."""

    key: str
    name: str
    kinds: tuple[str, ...] = KINDS
    lang: str | None = None
    limit: int = 10
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def values(self, *names: str) -> tuple[str, ...]:
        """What is told of some property; empty where nothing is."""
        return tuple(value for name, values in self.properties for value in values if name in names)


@dataclass(frozen=True, slots=True)
class Extension:
    """A request for values: ids of entities, ids of properties, and how many values of each at most (0: all)."""

    ids: tuple[str, ...]
    properties: tuple[tuple[str, int], ...]


def questions(text: str, known: frozenset[str]) -> tuple[Question, ...]:
    """A query batch. HttpProblem 400 for what is none, 413 for too many; known: ids of properties."""
    batch = _object(text, "queries")
    if len(batch) > BATCH:
        message = f"The batch has {len(batch)} queries."
        raise HttpProblem(413, "RECONCILE011", message, advice=f"Send at most {BATCH} at a time (batchSize).")
    return tuple(_question(key, value, known) for key, value in batch.items())


def extension(text: str, known: frozenset[str]) -> Extension:
    """A data extension query. HttpProblem as above."""
    asked = _object(text, "extend")
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids) or not isinstance(wanted, list):
        raise _bad("A data extension query has a list of ids and a list of properties.")
    if len(ids) > MOST_IDS or len(wanted) > MOST_PROPERTIES:
        message = f"The request asks for {len(wanted)} properties of {len(ids)} entities."
        advice = f"Ask for at most {MOST_PROPERTIES} of {MOST_IDS} at a time."
        raise HttpProblem(413, "RECONCILE011", message, advice=advice)
    properties = []
    for each in wanted:
        name = each.get("id") if isinstance(each, Mapping) else None
        if not isinstance(name, str) or name not in known:
            raise _bad(f"There is no property {str(name)[:80]!r}.", known)
        settings = each.get("settings")
        limit = settings.get("limit", 0) if isinstance(settings, Mapping) else 0
        properties.append((name, _whole(limit, 0)))
    return Extension(tuple(dict.fromkeys(ids)), tuple(dict(properties).items()))


def kind_of(name: str) -> str | None:
    """The kind that a type's id means: ``Person``, ``person`` or the IRI of the class; None for any other."""
    bare = name.removeprefix(RICO).removeprefix("rico:").lower()
    return next((kind for kind, type_id in TYPES.items() if bare in (kind, type_id.lower())), None)


def _question(key: str, asked: object, known: frozenset[str]) -> Question:
    if not isinstance(asked, Mapping):
        raise _bad(f"Query {key[:40]!r} is no JSON object.")
    name, lang = asked.get("query", ""), asked.get("lang")
    if not isinstance(name, str) or not (lang is None or isinstance(lang, str)):
        raise _bad(f"The text of query {key[:40]!r} is no string.")
    properties = _properties(key, asked.get("properties"), known)
    if not name.strip() and not properties:
        raise _bad(f"Query {key[:40]!r} has neither a text nor properties.")
    limit = min(MOST, max(1, _whole(asked.get("limit"), 10)))
    code = lang.split("-")[0].lower()[:8] if lang else None
    return Question(key, name, _kinds(key, asked.get("type")), code, limit, properties)


def _kinds(key: str, told: object) -> tuple[str, ...]:
    names = [told] if isinstance(told, str) else told
    if names in (None, [], [""]):
        return KINDS
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise _bad(f"The type of query {key[:40]!r} is neither a string nor a list of strings.")
    kinds = [kind_of(one) for one in names]
    if None in kinds:
        raise _bad(f"There is no type {names[kinds.index(None)][:80]!r}.", frozenset(TYPES.values()))
    return tuple(kind for kind in KINDS if kind in kinds)


def _properties(key: str, told: object, known: frozenset[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if told is None:
        return ()
    if not isinstance(told, list) or len(told) > MOST_PROPERTIES:
        raise _bad(f"The properties of query {key[:40]!r} are no list, or are more than {MOST_PROPERTIES}.")
    found = []
    for each in told:
        if not isinstance(each, Mapping) or "v" not in each:
            raise _bad(f"A property of query {key[:40]!r} has no value v.")
        name = each.get("pid")
        if not isinstance(name, str) or name not in known:
            raise _bad(f"There is no property {str(name)[:80]!r} that narrows.", known)
        values = each["v"] if isinstance(each["v"], list) else [each["v"]]
        found.append((name, tuple(text for value in values[:50] if (text := _text(value)))))
    return tuple((name, values) for name, values in found if values)


def _text(value: object) -> str:
    """A property value in words: of an entity its id."""
    if isinstance(value, Mapping):
        value = value.get("id", "")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()[:500] if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _whole(value: object, default: int) -> int:
    try:
        return max(0, int(value)) if isinstance(value, int | float | str) and value != "" else default
    except (ValueError, OverflowError):
        return default


def _object(text: str, what: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
        json.dumps(told, ensure_ascii=False).encode()  # half a surrogate pair can be written in JSON, and is no text
    except (ValueError, RecursionError) as error:
        raise _bad(f"The value of {what} is no JSON.") from error
    if not isinstance(told, dict):
        raise _bad(f"The value of {what} is no JSON object.")
    return told


def _bad(message: str, known: frozenset[str] = frozenset()) -> HttpProblem:
    advice = f"There are: {', '.join(sorted(known))}." if known else "See the Reconciliation Service API 0.2."
    return HttpProblem(400, "RECONCILE010", message, advice=advice)
