"""What every part of the mapper needs: the graph being built, the mint, and the makers of shared nodes."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.document import DateExpression, Document, Mention, Name
from extractors.languages.fold import fold
from kg.iri import Iris
from kg.rdf import nt
from kg.rdf.graph import GraphBuilder
from ontology.terms import EDTF, OWN_TERMS, PROV, RDFS, RICO

_QUALIFIERS = (("~", "circa"), ("?", "uncertain"), ("%", "uncertain and circa"))


@dataclass(frozen=True)
class Mapping:
    """One source being mapped: its graph, its archive, the reader and the media type of the file behind it."""

    graph: GraphBuilder
    iris: Iris
    archive: str
    reader: str
    media_type: str = "application/octet-stream"
    activities: dict[tuple[str, str], str] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def own(self, name: str) -> str:
        """A term of our own vocabulary."""
        return self.iris.own(name)

    def local(self, key: str) -> str:
        """The local entity with that key in this archive."""
        return self.iris.local(self.archive, key)

    def record(self, document_id: str) -> str:
        """The record with that call number in this archive."""
        return self.iris.record(self.archive, document_id)

    def add_activity(self, method: str, model: str, file: str) -> str:
        """The extraction activity over this source by that method and model."""
        key = (method, model or self.reader)
        if key not in self.activities:
            self.activities[key] = self.iris.activity(self.graph.name, *key)
        self.used.add((self.activities[key], file))
        return self.activities[key]

    def describe_activities(self) -> None:
        """Say of the source's graph which activities it comes from, and of each whose it is."""
        graph = self.graph
        for (_, model), activity in self.activities.items():
            agent = self.iris.agent(model)
            graph.link(graph.name, PROV.wasGeneratedBy, activity)
            graph.types(activity, PROV.Activity)
            graph.link(activity, PROV.wasAssociatedWith, agent)
            graph.types(agent, PROV.SoftwareAgent)
            graph.add(agent, RDFS.label, nt.literal(model))
        for activity, file in self.used:
            graph.link(activity, PROV.used, file)

    def add_date(self, date: DateExpression, lang: str | None) -> str:
        """The node of a date: as written, as EDTF, and as the two days that bound it."""
        node = self.iris.date(date.expressed, date.edtf, "|".join((date.calendar, *date.qualifiers)))
        graph = self.graph
        graph.types(node, RICO.Date)
        graph.add(node, RICO.expressedDate, nt.literal(date.expressed, lang))
        graph.add(node, RDFS.label, nt.literal(date.expressed, lang))
        graph.link(node, self.own("calendar"), self.own(f"calendar-{date.calendar}"))
        if date.edtf:
            graph.add(node, RICO.normalizedDateValue, nt.typed(date.edtf, EDTF.EDTF))
            for mark, word in _QUALIFIERS:
                if mark in date.edtf:
                    graph.add(node, RICO.dateQualifier, nt.literal(word, "en"))
        for told in date.qualifiers:
            if f"date-type-{told}" in OWN_TERMS:
                graph.link(node, RICO.hasDateType, self.own(f"date-type-{told}"))
            else:
                graph.add(node, RICO.dateQualifier, nt.literal(told))
        if date.earliest:
            graph.add(node, RICO.beginningDate, nt.date(date.earliest))
        if date.latest:
            graph.add(node, RICO.endDate, nt.date(date.latest))
        return node

    def add_name(self, owner: str, name: Name, link: str, kind: str) -> str:
        """A name as a node of its own, with its language and the years it was used."""
        node = self.iris.name(owner, name.value, name.lang)
        graph = self.graph
        graph.types(node, kind)
        graph.link(owner, link, node)
        graph.add(node, RICO.textualValue, nt.literal(name.value, name.lang))
        graph.add(node, RDFS.label, nt.literal(name.value, name.lang))
        if name.used_from:
            graph.add(node, RICO.usedFromDate, nt.literal(name.used_from))
        if name.used_to:
            graph.add(node, RICO.usedToDate, nt.literal(name.used_to))
        if name.kind:
            graph.add(node, self.own("nameType"), nt.literal(name.kind))
        if name.scheme:
            graph.add(node, self.own("transliterationScheme"), nt.literal(name.scheme))
        return node


def local_key(document: Document, label: str, folded_name: str) -> str:
    """Key of the chain of all mentions in one document that have no reference but the same folded name."""
    return f"{document.id}|{label}|{folded_name}"


def words_of(document: Document, mention: Mention) -> str:
    """The words of a mention on one line, as read."""
    return mention.normal or " ".join(document.text[mention.start : mention.end].split())


def mention_key(document: Document, mention: Mention) -> str:
    """Key of the local entity that a mention names: as the editor refers to it, else by its words."""
    return mention.reference or local_key(document, mention.label, fold(words_of(document, mention)))
