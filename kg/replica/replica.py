"""One source graph of a dump: the lines as they are, what the ledger keeps of a source worked out anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from extractors.access import with_access
from extractors.errors import InputRejected
from extractors.registry import reader
from extractors.source import Source
from kg.access.pruning import triples
from kg.iri import Iris
from kg.rdf.graph import NamedGraph, graph_sha256
from kg.rdf.mapper import LocalEntity, map_source
from kg.rdf.units import Unit
from kg.replica.dumps import CONTEXT, canonical
from kg.replica.parts import units_of, value_of
from ontology.terms import RDF, RICO

LISTED = "/entities"
"""End of the id under which the reader of RDF lists the entities that no record describes."""


@dataclass(frozen=True, slots=True)
class Replica:
    """A source graph with what the ledger knows of one."""

    graph: NamedGraph
    entities: tuple[LocalEntity, ...]
    units: tuple[Unit, ...]
    documents: int
    mentions: int


class _Kept(Iris):
    """Mints what a dump's entities are called already."""

    def local(self, archive: str, key: str) -> str:
        """The IRI itself where it is one of this node's local entities."""
        return key if key.startswith(f"{self.base}/id/local/") else Iris.local(self, archive, key)


def replica(path: Path, archive: str, iris: Iris) -> Replica:
    """The graph in the file. InputRejected: REPLICA003 for more than one graph, or none of ours; else as the reader."""
    source = Source.from_path(path, archive)
    context: list[str] = []
    lines: list[str] = []
    for line in canonical(source.data, source.name):
        (context if line.endswith(f" <{CONTEXT}> .\n") else lines).append(line)
    names = {line[line.rindex(" <") + 2 : line.rindex("> .")] for line in lines}
    name = names.pop() if len(names) == 1 else ""
    if not name.startswith(iris.graph("source/")):
        raise InputRejected("REPLICA003", "It is not one source graph of this node.", where=source.name)
    elsewhere: dict[str, list[str]] = {}
    for one in triples(context):
        elsewhere.setdefault(one.subject, []).append(value_of(one))
    records = [line for line in context if line.startswith(f"<{iris.base}/id/record/")]
    typed = [line.partition("> ")[0] + f"> <{RDF.type}> <{RICO.Record}> <{CONTEXT}> .\n" for line in records]
    whole = replace(source, data="".join([*lines, *records, *typed]).encode())
    documents = [with_access(document) for document in reader("rdf").read(whole)]
    for document in documents:
        if problem := next(document.check(), None):
            raise InputRejected("READ007", f"{problem}.", where=document.id)
    kept = _Kept(iris.base, iris.vocabulary)
    mapped = map_source(documents, source, f"rdf-{version('sunqar')}", kept)
    access = {document.id: document.access for document in documents if document.access}
    return Replica(
        NamedGraph(name, tuple(lines), graph_sha256(lines)),
        _known(mapped.entities, lines, elsewhere, iris, archive),
        units_of(lines, name, archive, iris, access, elsewhere),
        len(documents),
        mapped.mentions,
    )


def _known(
    entities: Sequence[LocalEntity],
    lines: Sequence[str],
    elsewhere: Mapping[str, Sequence[str]],
    iris: Iris,
    archive: str,
) -> tuple[LocalEntity, ...]:
    """The local entities of the graph as the ledger had them: named by their records, by the keys of their source.

    elsewhere: keys by IRI that the graph itself does not tell
    """
    keys: dict[str, list[str]] = {iri: list(told) for iri, told in elsewhere.items()}
    there: set[str] = set()
    namers: dict[str, str] = {}
    for one in triples(lines):
        if one.predicate == RICO.identifier:
            keys.setdefault(one.subject, []).append(value_of(one))
        elif one.predicate == iris.own("mentions"):
            namers.setdefault(one.target, one.subject)
        elif one.predicate == RDF.type and one.target == iris.own("LocalEntity"):
            there.add(one.subject)
    of_records = {one.iri for one in entities if not one.document.endswith(LISTED)}

    def document_of(one: LocalEntity) -> str:
        told = keys.get(namers.get(one.iri, ""), ()) if one.document.endswith(LISTED) else ()
        return next((key for key in told if iris.record(archive, key) == namers[one.iri]), one.document)

    return tuple(
        replace(
            one,
            document=document_of(one),
            folded="" if one.label == "EVENT" and one.document.endswith(LISTED) else one.folded,
            lang=_cased(one.lang) if one.lang else one.lang,
            # Without the addresses that it has in this node, which the source did not tell.
            identifiers=tuple(each for each in one.identifiers if not each.startswith("iri:")),
            reference=next((key for key in keys.get(one.iri, ()) if iris.local(archive, key) == one.iri), None),
        )
        for one in entities
        if one.iri in there and (one.iri not in of_records or not one.document.endswith(LISTED))
    )


def _cased(tag: str) -> str:
    """A language tag as BCP 47 writes it, ``kk-Cyrl``: the store keeps small letters only."""
    first, *rest = tag.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part for part in rest)])
