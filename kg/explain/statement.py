"""``sunqar explain S P O``: why a statement stands in the graph, as text or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractors.errors import UsageError
from kg.inference.explain import explain
from kg.inference.explanation import Explanation, Quote
from kg.inference.families import BY_KEY
from kg.iri import Iris
from kg.rdf.graph import TYPE
from kg.store.base import Reader
from ontology.namespaces import NAMESPACES
from ontology.terms import RICO

_KINDS: Mapping[str, Mapping[str, str]] = {
    "stated": {"en": "stated", "ar": "منصوص عليه", "ru": "сказано", "kk": "айтылған"},
    "repeated": {
        "en": "said of its parts",
        "ar": "قيل عن أجزائه",
        "ru": "сказано о частях",
        "kk": "бөліктері туралы айтылған",
    },
    "resolved": {"en": "from identities", "ar": "من بتّ الهويات", "ru": "из тождеств", "kk": "бірдейліктен"},
    "inferred": {"en": "inferred", "ar": "مستنتَج", "ru": "выведено", "kk": "шығарылған"},
}
_IRI = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`]+")


def explain_statement(
    store: Reader, iris: Iris, subject: str, predicate: str, target: str, lang: str = "en"
) -> Explanation:
    """Why the store holds the statement; a tree that ends in what sources say, with their words.

    subject, predicate and target are full IRIs, with or without angle brackets, or ``rico:name``, ``kg:name`` and the
    like; ``a`` is rdf:type. Raises UsageError EXPLAIN012 for what is none of these, and what ``explain`` raises.
    """
    triple = full_iri(subject, iris), full_iri(predicate, iris), full_iri(target, iris)
    return explain(store.select, iris, triple, lang)


def full_iri(text: str, iris: Iris) -> str:
    """A bare IRI from what a person types. UsageError EXPLAIN012 where it is none."""
    prefix, _, name = text.partition(":")
    if text == "a":
        return TYPE
    if prefix in NAMESPACES and re.fullmatch(r"[\w.-]+", name):
        return (iris.vocabulary if prefix == "kg" else NAMESPACES[prefix]) + name
    bare = text.removeprefix("<").removesuffix(">")
    if _IRI.fullmatch(bare):
        return bare
    raise UsageError(
        "EXPLAIN012",
        f"{text!r} is no IRI.",
        advice="Write the full IRI, or rico:name, kg:name, skos:name for terms, or a for rdf:type.",
    )


def render(told: Explanation, lang: str = "en") -> str:
    """The tree as indented lines; names and quotes are isolated, so that Arabic among Latin letters stays readable."""
    return "\n".join(_lines(told, lang, ""))


def _lines(told: Explanation, lang: str, indent: str) -> Iterator[str]:
    yield f"{indent}{_name(told.subject, told.subject_label)} {_term(told)} {_name(told.target, told.target_label)}"
    inner = indent + "  "
    kind = _KINDS[told.kind].get(lang, _KINDS[told.kind]["en"])
    says = told.says()
    rule = f" ({BY_KEY[told.rule].name.get(lang, BY_KEY[told.rule].name['en'])})" if told.rule else ""
    yield f"{inner}{kind}{rule}" + (f": {says.get(lang, says['en'])}" if says else "")
    yield from (f"{inner}· {axiom}" for axiom in told.axioms)
    if told.kind in ("stated", "resolved"):
        for origin in told.origins:
            source = " ".join(_isolate(part) for part in (origin.source, origin.archive) if part)
            yield f"{inner}{source} <{origin.graph}>".replace("  <", "  <")
    yield from (f"{inner}{_quoted(quote)}" for quote in told.quotes)
    for premise in told.premises:
        yield from _lines(premise, lang, inner)
    if told.more:
        yield f"{inner}(+{told.more})"


def _quoted(quote: Quote) -> str:
    sure = f", {quote.confidence:.2f}" if quote.confidence is not None else ""
    return f"“{_isolate(quote.text)}” [{_isolate(quote.record)}{sure}]"


def _term(told: Explanation) -> str:
    if told.predicate == TYPE:
        return "a"
    short = told.predicate
    for prefix, namespace in NAMESPACES.items():
        if short.startswith(namespace):
            short = f"{prefix}:{short.removeprefix(namespace)}"
    return short if short.startswith("rico:") or not told.predicate_label else _isolate(told.predicate_label)


def _name(iri: str, label: str) -> str:
    if iri.startswith(RICO.iri):
        return "rico:" + iri.removeprefix(RICO.iri)
    return f"{_isolate(label)} <{iri}>" if label else f"<{iri}>"


def _isolate(text: str) -> str:
    """Between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode UAX #9)."""
    return f"\u2068{text}\u2069"
