"""Triples of a description, gathered in order and written as N-Triples, which is Turtle too."""

from __future__ import annotations

from datetime import date

from kg.rdf import nt
from kg.rdf.graph import TYPE

SPACES = {
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "prov": "http://www.w3.org/ns/prov#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prof": "http://www.w3.org/ns/dx/prof/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "formats": "http://www.w3.org/ns/formats/",
    "ent": "http://www.w3.org/ns/entailment/",
}


def term(short: str) -> str:
    """``dcat:Dataset`` in full. KeyError for a prefix that is none of ours."""
    prefix, _, name = short.partition(":")
    return SPACES[prefix] + name


class Description:
    """Gathers triples; terms are given short (``void:triples``), things as IRIs."""

    def __init__(self) -> None:
        self._lines: dict[str, None] = {}

    def types(self, subject: str, *classes: str) -> None:
        """Classes of a thing."""
        for name in classes:
            self._add(subject, TYPE, nt.iri(term(name)))

    def link(self, subject: str, property_: str, *targets: str) -> None:
        """Other things."""
        for target in targets:
            self._add(subject, term(property_), nt.iri(target))

    def text(self, subject: str, property_: str, value: str, lang: str | None = None) -> None:
        """Words."""
        self._add(subject, term(property_), nt.literal(value, lang))

    def number(self, subject: str, property_: str, value: int) -> None:
        """A count."""
        self._add(subject, term(property_), nt.integer(value))

    def typed(self, subject: str, property_: str, value: str, type_: str) -> None:
        """A value with a data type."""
        self._add(subject, term(property_), nt.typed(value, term(type_)))

    def day(self, subject: str, property_: str, value: date) -> None:
        """A day."""
        self._add(subject, term(property_), nt.date(value.isoformat()))

    def _add(self, subject: str, predicate: str, target: str) -> None:
        self._lines[f"{nt.iri(subject)} <{predicate}> {target} .\n"] = None

    def __str__(self) -> str:
        return "".join(self._lines)
