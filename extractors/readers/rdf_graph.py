"""A dump in memory: what each subject says, in the order of IRIs; and what nobody asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractors.readers.rdf_terms import LABELS, NAME_NODES, NAME_PARTS, NAMESPACES, OWN_MARKS, SPELT, TYPE


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal; lang is empty for none."""

    value: str
    lang: str = ""


Term = str | Literal
_NOTHING: Mapping[str, list[Term]] = {}


class Graph:
    """Statements of all named graphs as one. Predicates and classes are written ``rico:title``, ``kg:text``;
    ``kg:`` stands for the vocabulary of the node that made the dump, wherever that is."""

    def __init__(self, rows: Iterable[list[Any]]) -> None:
        """rows: as ``rdf_parse.statements`` gives them."""
        rows = list(rows)
        own = _own_namespace({row[1] for row in rows})
        short: dict[str, str] = {}
        said: dict[str, dict[str, set[Term]]] = {}
        about: dict[str, dict[str, set[str]]] = {}
        self.reified = 0
        for subject, predicate, thing in rows:
            if subject is None:
                self.reified += 1
                continue
            key = short.setdefault(predicate, compact(predicate, own))
            if key == TYPE and isinstance(thing, str):
                thing = short.setdefault(thing, compact(thing, own))
            value: Term = thing if isinstance(thing, str) else Literal(*thing)
            said.setdefault(subject, {}).setdefault(key, set()).add(value)
            if isinstance(value, str):
                about.setdefault(value, {}).setdefault(key, set()).add(subject)
        self._said = {
            subject: {key: sorted(values, key=_order) for key, values in said[subject].items()}
            for subject in sorted(said)
        }
        self._about = about
        self._read: set[tuple[str, str]] = set()
        self.clusters = frozenset(node for node in about if "kg:memberOf" in about[node])
        vocabularies = (*NAMESPACES.values(), *([own] if own else []))
        for subject in self._said:
            if subject in self.clusters or subject.startswith(vocabularies):
                self.take(subject)  # rebuilt from its members, or a term of a vocabulary
            elif subject not in about and "rico:Date" in self.types(subject):
                self.take(subject)  # nobody's date: whose it was is withheld

    def subjects(self, *classes: str) -> list[str]:
        """Of any of those classes, sorted; a cluster of entities is not one beside its members."""
        found = {subject for name in classes for subject in self._about.get(name, {}).get(TYPE, ())}
        return sorted(found - self.clusters)

    def types(self, node: str) -> list[str]:
        """Its classes, sorted."""
        return [term for term in self._get(node, TYPE) if isinstance(term, str)]

    def literals(self, node: str, *keys: str) -> list[Literal]:
        """Its literals of those predicates, key by key."""
        said = self._said.get(node, _NOTHING)
        told = [key for key in keys if key in said]
        return [term for key in told for term in self._get(node, key) if isinstance(term, Literal)]

    def value(self, node: str, *keys: str) -> str:
        """The first of these literals; empty for none."""
        return next((literal.value for literal in self.literals(node, *keys)), "")

    def nodes(self, node: str, *keys: str) -> list[str]:
        """The nodes it points to by those predicates, key by key, each once; members instead of clusters."""
        said = self._said.get(node, _NOTHING)
        told = [key for key in keys if key in said]
        if not told:
            return []
        found = [term for key in told for term in self._get(node, key) if isinstance(term, str)]
        return [term for term in dict.fromkeys(found) if term not in self.clusters]

    def clusters_of(self, node: str) -> list[str]:
        """The entities of the other node that this local one is a member of."""
        return [term for term in self._get(node, "kg:memberOf") if isinstance(term, str)]

    def pointing(self, node: str, *keys: str) -> list[str]:
        """The nodes that point to it by those predicates, sorted."""
        about = self._about.get(node, {})
        told = [key for key in keys if key in about]
        found = {subject for key in told for subject in about[key]}
        for key in told:
            self._read.update((subject, key) for subject in about[key])
        return sorted(found - self.clusters)

    def label(self, node: str) -> str:
        """What it is called, in no language in particular; its IRI for nothing better."""
        return self._name(node) or node

    def is_named(self, node: str) -> bool:
        """Whether it is called anything."""
        return bool(self._name(node))

    def _name(self, node: str) -> str:
        keys = (*LABELS, "rico:title", "rico:name", "rico:textualValue", "rico:normalizedValue")
        told = self.value(node, *keys).strip()
        names = () if told else self.nodes(node, *NAME_NODES)
        told = told or next((name for item in names if (name := self.value(item, *keys).strip())), "")
        return told or self.inverted(node)

    def inverted(self, node: str) -> str:
        """``Doe, Jane`` of a family and a given name, or of one of them; empty for none."""
        for parts in NAME_PARTS:
            told = [value for key in parts if (value := self.value(node, key).strip())]
            if told:
                return ", ".join(told)
        return ""

    def names(self, node: str) -> list[Literal]:
        """All its labels."""
        return list(dict.fromkeys(self.literals(node, "skos:prefLabel", "rdfs:label", "rico:name", "skos:altLabel")))

    def key(self, node: str, prefix: str) -> str | None:
        """``letter`` of the concept ``…#form-letter``; None for another node."""
        name = node.rpartition("#")[2].rpartition("/")[2]
        return name.removeprefix(prefix) if name.startswith(prefix) else None

    def predicates(self, node: str) -> list[str]:
        """Predicates that it has statements with, sorted."""
        return sorted(self._said.get(node, ()))

    def among(self, node: str, table: Mapping[str, str]) -> list[tuple[str, str]]:
        """The entries of a table, in its order, whose predicates the node has statements with."""
        said = self._said.get(node, _NOTHING)
        return [(predicate, value) for predicate, value in table.items() if predicate in said]

    def take(self, node: str) -> None:
        """Count all that it says as read."""
        self._read.update((node, key) for key in self._said.get(node, ()))

    def unread(self) -> Iterator[tuple[str, int]]:
        """Predicates with the number of their statements that nobody asked for, most frequent first."""
        count: Counter[str] = Counter()
        for subject, statements in self._said.items():
            for key, values in statements.items():
                if key != TYPE and (subject, key) not in self._read:
                    count[key] += len(values)
        yield from sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))

    def _get(self, node: str, key: str) -> list[Term]:
        self._read.add((node, key))
        return self._said.get(node, {}).get(key, [])


def compact(iri: str, own: str = "") -> str:
    """``https://www.ica.org/…#title`` -> ``rico:title``; an IRI of no namespace that we know stays."""
    if own and iri.startswith(own):
        return "kg:" + iri[len(own) :]
    for other, usual in SPELT.items():
        if iri.startswith(other):
            iri = usual + iri[len(other) :]
    for prefix, namespace in NAMESPACES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _own_namespace(predicates: set[str]) -> str:
    """Namespace of the vocabulary beside RiC-O that a Sunqar node writes, told by its terms; empty for none."""
    count: Counter[str] = Counter()
    for predicate in predicates:
        namespace, _, name = predicate.rpartition("#")
        if name in OWN_MARKS and f"{namespace}#" not in NAMESPACES.values():
            count[f"{namespace}#"] += 1
    return min(count, key=lambda namespace: (-count[namespace], namespace)) if count else ""


def _order(term: Term) -> tuple[int, str, str]:
    return (0, term, "") if isinstance(term, str) else (1, term.value, term.lang)
