"""JSON-LD 1.1 in the terms of our published context: short names, one object a resource, the same bytes each time.

A document carries the definitions that it uses, so that nothing has to be fetched to read it, and names the published
context that they are taken from (``jsonldContext``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import IO

import pyoxigraph as ox

from kg.store.base import Reader
from ontology.context import REFERENCE, context_iri, definitions
from ontology.namespaces import NAMESPACES

_XSD, _TYPE = NAMESPACES["xsd"], NAMESPACES["rdf"] + "type"
_SCHEME = re.compile(r"([A-Za-z][\w.+-]*):(?!//)")
_LOCAL = re.compile(r"[A-Za-z_][\w.-]*")
AT_ONCE = 20_000
"""Lines of a graph that are parsed at once."""

Json = str | list[object] | dict[str, object]


@dataclass(frozen=True)
class Names:
    """A context the other way round. terms: IRI -> (term, what its values are coerced to); spaces: IRI -> prefix."""

    defined: Mapping[str, object]
    terms: Mapping[str, tuple[str, str]]
    spaces: Mapping[str, str]


@lru_cache(maxsize=8)
def names(vocabulary: str) -> Names:
    """Those of the current context for a vocabulary."""
    defined = definitions(vocabulary) | {REFERENCE: context_iri(vocabulary)}
    spaces = {str(value): key for key, value in defined.items() if str(value).endswith(("#", "/"))}

    def full(short: str) -> str:
        prefix, _, local = short.partition(":")
        return f"{defined[prefix]}{local}" if prefix in defined else short

    terms = {}
    for key, value in defined.items():
        told = value if isinstance(value, dict) else {"@id": value}
        iri = str(told["@id"]) if "@id" in told else ""
        if iri and key not in spaces.values() and key not in ("@version", REFERENCE):
            coerced = str(told.get("@type", ""))
            terms[full(iri)] = (key, coerced if coerced == "@id" else full(coerced))
    return Names(defined, terms, spaces)


@dataclass
class Compactor:
    """Makes objects of quads, and keeps which definitions they need."""

    names: Names
    used: set[str] = field(default_factory=set)

    def node(self, subject: str, quads: Iterable[ox.Quad]) -> dict[str, object]:
        """The object of one subject. quads: all of it in one graph."""
        types: list[str] = []
        said: dict[str, list[Json]] = {}
        own = sorted(quads, key=str)
        odd = self._clashing([subject, *(part for quad in own for part in _keys(quad))])
        for quad in own:
            if quad.predicate.value == _TYPE and isinstance(quad.object, ox.NamedNode):
                types.append(self._short(quad.object.value, odd)[0])
                continue
            key, coerced = self._short(quad.predicate.value, odd)
            said.setdefault(key, []).append(self._value(quad.object, coerced, odd))
        made: dict[str, object] = {"@context": dict.fromkeys(sorted(odd))} if odd else {}
        made["@id"] = subject
        if types:
            made["@type"] = types[0] if len(types) == 1 else types
        return made | {key: values[0] if len(values) == 1 else values for key, values in sorted(said.items())}

    def definitions(self) -> dict[str, object]:
        """The part of the context that was used, and what it leads back to."""
        needed = set(self.used)
        for key in self.used:
            told = self.names.defined[key]
            for value in told.values() if isinstance(told, dict) else [told]:
                needed.add(str(value).partition(":")[0])
        keys = ("@version", REFERENCE, *sorted(needed))
        return {key: self.names.defined[key] for key in dict.fromkeys(keys) if key in self.names.defined}

    def reference(self, iri: str) -> dict[str, object]:
        """``{"@id": …}``, with a context of its own for an IRI that would be read as one of our prefixed names."""
        odd = self._clashing([iri])
        return {"@context": dict.fromkeys(odd), "@id": iri} if odd else {"@id": iri}

    def _clashing(self, iris: Iterable[str]) -> frozenset[str]:
        """Names of the context that are an IRI's scheme at once: within the object they mean nothing."""
        found = (_SCHEME.match(iri) for iri in iris)
        return frozenset(match[1] for match in found if match and match[1] in self.names.defined)

    def _short(self, iri: str, odd: frozenset[str]) -> tuple[str, str]:
        """The term, else the prefixed name, else the IRI; and what its values are coerced to."""
        if found := self.names.terms.get(iri):
            self.used.add(found[0])
            return found
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self.names.spaces.get(iri[:cut])
        if prefix and prefix not in odd and _LOCAL.fullmatch(iri, cut):
            self.used.add(prefix)
            return f"{prefix}:{iri[cut:]}", ""
        return iri, ""

    def _value(self, term: object, coerced: str, odd: frozenset[str]) -> Json:
        if isinstance(term, ox.NamedNode):
            made = self.reference(term.value)
            return term.value if coerced == "@id" and len(made) == 1 else made
        if isinstance(term, ox.BlankNode):
            return f"_:{term.value}" if coerced == "@id" else {"@id": f"_:{term.value}"}
        if not isinstance(term, ox.Literal):
            raise ValueError("JSON-LD has no way to write a triple term.")
        if term.language:
            return {"@language": term.language, "@value": term.value}
        type_ = term.datatype.value
        if type_ == f"{_XSD}string":
            return {"@value": term.value} if coerced else term.value
        return term.value if type_ == coerced else {"@type": self._short(type_, odd)[0], "@value": term.value}


def _keys(quad: ox.Quad) -> Iterator[str]:
    """IRIs of a quad that are written as keys or types."""
    yield quad.predicate.value
    if isinstance(quad.object, ox.Literal):
        yield quad.object.datatype.value
    elif quad.predicate.value == _TYPE and isinstance(quad.object, ox.NamedNode):
        yield quad.object.value


def nodes(quads: Iterable[ox.Quad], compactor: Compactor) -> Iterator[dict[str, object]]:
    """Objects of the quads of one graph, which stand sorted by subject."""
    for subject, own in groupby(quads, key=lambda quad: str(quad.subject)):
        yield compactor.node(subject[1:-1] if subject.startswith("<") else subject, own)


def to_jsonld(quads: Iterable[ox.Quad], vocabulary: str) -> bytes:
    """A whole document, with the definitions that it uses. Equal quads count once."""
    compactor = Compactor(names(vocabulary))
    made: list[object] = []
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad.subject)))
    for graph, own in groupby(ordered, key=lambda quad: quad.graph_name):
        inside = list(nodes(own, compactor))
        if isinstance(graph, ox.DefaultGraph):
            made += inside
        else:
            made.append(compactor.reference(graph.value) | {"@graph": inside})
    body = {"@context": compactor.definitions(), "@graph": made}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def write_jsonld(target: IO[bytes], store: Reader, vocabulary: str) -> None:
    """All graphs of a store, a few lines in memory at a time; the context is whole."""
    compactor = Compactor(names(vocabulary))

    def dumped(value: object) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    target.write(b'{"@context":' + dumped(compactor.names.defined) + b',"@graph":[\n')
    for number, graph in enumerate(sorted(store.graph_names())):
        head = dumped(compactor.reference(graph))[:-1]
        target.write((b",\n" if number else b"") + head + b',"@graph":[\n')
        for at, node in enumerate(nodes(_quads(store.graph_lines(graph)), compactor)):
            target.write((b",\n" if at else b"") + dumped(node))
        target.write(b"]}")
    target.write(b"]}\n")


def _quads(lines: list[str]) -> Iterator[ox.Quad]:
    for start in range(0, len(lines), AT_ONCE):
        yield from ox.parse("".join(lines[start : start + AT_ONCE]), ox.RdfFormat.N_QUADS)
