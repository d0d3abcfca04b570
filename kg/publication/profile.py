"""Our profile of RiC-O: which of its terms an edition uses, how often, and what we call them in four languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.publication.vocabulary import Texts
from kg.publication.writing import Description
from ontology import files
from ontology.facts import Term, relation_classes, terms
from ontology.namespaces import NAMESPACES

RICO = NAMESPACES["rico"]
VERSION = "https://www.ica.org/standards/RiC/ontology/1.1"
TITLES = {
    "en": "The terms of RiC-O that this graph uses",
    "ar": "مصطلحات RiC-O التي يستخدمها هذا الرسم المعرفي",
    "ru": "Термины RiC-O, которые использует этот граф",
    "kk": "Осы граф қолданатын RiC-O терминдері",
}


@dataclass(frozen=True, slots=True)
class Used:
    """One term of RiC-O. uses: instances of a class, statements with a property, those inferred among them."""

    iri: str
    name: str
    uses: int
    labels: Texts
    definitions: Texts
    facts: Term


@dataclass(frozen=True, slots=True)
class Profile:
    """The used terms by kind, each sorted by name. unused: terms of RiC-O 1.1 that the edition does not use."""

    classes: tuple[Used, ...]
    relations: tuple[Used, ...]
    properties: tuple[Used, ...]
    unused: int


def profile(counts: Mapping[str, Any]) -> Profile:
    """From the counts of an edition (``description.json``). Deprecated or unknown terms never are in an edition."""
    uses = {**counts.get("classes", {}), **counts.get("properties", {})}
    known = terms()
    found = [
        Used(iri, name, int(number), *_words().get(name, ({}, {})), known[name])
        for iri, number in sorted(uses.items())
        if iri.startswith(RICO) and (name := iri.removeprefix(RICO)) in known
    ]
    related = relation_classes().keys()
    return Profile(
        tuple(one for one in found if one.facts.kind == "class" and one.name not in related),
        tuple(one for one in found if one.name in related),
        tuple(one for one in found if one.facts.kind != "class"),
        len(known) - len(found),
    )


def describe_profile(found: Profile, base: str, version: int) -> str:
    """N-Triples: ``{base}/def/profile`` as a profile (W3C PROF) of RiC-O 1.1, its terms with our labels and counts."""
    out = Description()
    node = f"{base}/def/profile"
    out.types(node, "prof:Profile")
    out.link(node, "prof:isProfileOf", VERSION)
    out.text(node, "owl:versionInfo", str(version))
    for lang, title in TITLES.items():
        out.text(node, "dcterms:title", title, lang)
    resource = f"{node}#vocabulary"
    out.link(node, "prof:hasResource", resource)
    out.types(resource, "prof:ResourceDescriptor")
    out.link(resource, "prof:hasArtifact", f"{base}/def")
    out.link(resource, "prof:hasRole", "http://www.w3.org/ns/dx/prof/role/vocabulary")
    for number, one in enumerate((*found.classes, *found.relations, *found.properties)):
        part = f"{node}#use-{number}"
        out.link(node, "dcterms:references", one.iri)
        for lang, label in sorted(one.labels.items()):
            out.text(one.iri, "rdfs:label", label, lang)
        if one.facts.kind == "class":
            out.link(f"{base}/dataset", "void:classPartition", part)
            out.link(part, "void:class", one.iri)
            out.number(part, "void:entities", one.uses)
        else:
            out.link(f"{base}/dataset", "void:propertyPartition", part)
            out.link(part, "void:property", one.iri)
            out.number(part, "void:triples", one.uses)
    return str(out)


@lru_cache(1)
def _words() -> dict[str, tuple[Texts, Texts]]:
    """Our labels and definitions of RiC-O's terms by local name."""
    from rdflib import Graph, Literal, URIRef

    names = [name for name in files.graph_files() if name.startswith("labels/")]
    written = "\n".join(files.text(name, vocabulary="urn:x#", base="urn:x") for name in names)
    graph = Graph().parse(data=written, format="turtle")
    found: dict[str, tuple[Texts, Texts]] = {}
    for place, property_ in enumerate(("rdfs:label", "skos:definition")):
        prefix, _, name = property_.partition(":")
        for subject, words in graph.subject_objects(URIRef(NAMESPACES[prefix] + name)):
            if isinstance(words, Literal) and words.language:
                texts = found.setdefault(str(subject).removeprefix(RICO), ({}, {}))
                texts[place][words.language] = str(words)
    return found
