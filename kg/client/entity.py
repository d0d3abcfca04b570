"""A person, body, place, event or term that archives share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.client import markup
from kg.client.errors import BadRequest, NotFound
from kg.client.evidence import EvidenceList, with_numbers
from kg.client.frames import table
from kg.client.mentions import of_entity
from kg.client.names import chain, labels, pick
from kg.client.record import records_frame
from kg.client.texts import term
from kg.client.things import rows

if TYPE_CHECKING:
    import pandas as pd

    from kg.client.graph import Graph
    from kg.client.timeline import Timeline

_NAMES = """SELECT DISTINCT ?name ?preferred {{
  {{ {iri} skos:prefLabel ?name BIND(true AS ?preferred) }}
  UNION {{ {iri} skos:altLabel ?name BIND(false AS ?preferred) }}
}} ORDER BY DESC(?preferred) LANG(?name) ?name"""
_KINDS = """SELECT DISTINCT ?class {{ {iri} a kg:Entity ; a ?class FILTER(?class IN (
  rico:Person, rico:CorporateBody, rico:Family, rico:Place, rico:Event, rico:Concept)) }} ORDER BY ?class"""
_RECORDS = """SELECT ?call_number ?title ?date ?archive ?record {{
  {{ SELECT DISTINCT ?record {{ ?record kg:mentions {iri} }} }} ?record rico:identifier ?call_number
  OPTIONAL {{ ?record rico:title ?title }} OPTIONAL {{ ?record rico:hasCreationDate/rico:beginningDate ?date }}
  OPTIONAL {{ ?record rico:hasOrHadHolder ?archive }} }} ORDER BY ?date ?call_number ?title ?archive ?record"""
_FACTS = """SELECT DISTINCT ?property ?forward ?value ?archive ?source {{
  ?local kg:memberOf {iri} .
  {{ GRAPH ?g {{ ?local ?property ?value }} BIND(true AS ?forward) }}
  UNION {{ GRAPH ?g {{ ?value ?property ?local }} BIND(false AS ?forward)
    FILTER(?property IN ({inverse})) }}
  FILTER(?property NOT IN (
    rdf:type, rdfs:label, kg:memberOf, rico:hasOrHadAgentName, rico:hasOrHadPlaceName, rico:hasOrHadName))
  ?g prov:wasAttributedTo ?archive OPTIONAL {{ ?g dcterms:identifier ?source }}
}} ORDER BY ?property DESC(?forward) ?value ?archive ?source"""
_INVERSE = (
    "rico:hasSender, rico:hasAddressee, rico:hasAuthor, rico:hasCreator, rico:hasOrHadSubject, "
    "rico:hasOrHadParticipant, rico:hasOrHadLocation"
)
_ENDS = "SELECT ?local ?entity {{ VALUES ?local {{ {values} }} ?local kg:memberOf ?entity }} ORDER BY ?local ?entity"
_KIND = {"CorporateBody": "body", "Concept": "term"}


class Entity:
    """A shared entity. What is read is read when it is asked for."""

    def __init__(self, graph: Graph, iri: str) -> None:
        """iri: of the entity. NotFound where the edition has none of it."""
        self.graph = graph
        self.iri = iri
        found = rows(graph.source, _KINDS.format(iri=term(iri)))
        if not found:
            raise NotFound(
                "CLIENT003", "The edition has no such entity.", where=iri, advice="A record is opened by .record(…)."
            )
        last = found[0]["class"]["value"].rsplit("#", 1)[-1]
        self.kind: str = _KIND.get(last, last.lower())
        """person, body, family, place, event or term."""

    @cached_property
    def names(self) -> pd.DataFrame:
        """All names: columns name, lang, preferred; preferred ones first, then by language and letters."""
        found = [
            (row["name"]["value"], row["name"].get("xml:lang"), row["preferred"]["value"] == "true")
            for row in rows(self.graph.source, _NAMES.format(iri=term(self.iri)))
        ]
        return table(("name", "lang", "preferred"), found, preferred="boolean")

    @cached_property
    def _label(self) -> tuple[str, str]:
        return labels(self.graph.source, [self.iri], chain(None))[self.iri]

    @property
    def label(self) -> str:
        """The preferred name in English, else in Russian, Kazakh, Arabic, else the first of any language."""
        return self._label[0]

    @property
    def label_lang(self) -> str:
        """Its language, BCP 47."""
        return self._label[1]

    def label_in(self, lang: str) -> str:
        """The preferred name in a language, else as ``label`` has it."""
        known = [(name, tag or "") for name, tag, preferred in self._names() if preferred]
        return pick(known, chain(lang))[0] if known else self.label

    def facts(self) -> pd.DataFrame:
        """What the sources say of it, each statement as its file makes it.

        Columns property, value (name, text or date), value_lang, thing (IRI of the value, where it is one; the shared
        entity, where it is known), forward (False: the entity is what the statement is about, as the sender of a
        record), archive, source (call number of the file).
        """
        found = rows(self.graph.source, _FACTS.format(iri=term(self.iri), inverse=_INVERSE))
        iris = {row["value"]["value"] for row in found if row["value"]["type"] == "uri"}
        shared = self._shared(iris)
        things = {shared.get(iri, iri) for iri in iris}
        named = labels(
            self.graph.source,
            things | {row[name]["value"] for row in found for name in ("property", "archive")}, chain(None),
        )  # fmt: skip
        made = []
        for row in found:
            value = row["value"]
            thing = shared.get(value["value"], value["value"]) if value["type"] == "uri" else None
            said, lang = named[thing] if thing else (value["value"], value.get("xml:lang", ""))
            source = row["source"]["value"] if "source" in row else None
            made.append(
                (
                    named[row["property"]["value"]][0], said, lang or None, thing,
                    row["forward"]["value"] == "true", named[row["archive"]["value"]][0], source,
                )
            )  # fmt: skip
        columns = ("property", "value", "value_lang", "thing", "forward", "archive", "source")
        return table(columns, list(dict.fromkeys(made)), forward="boolean")

    def records(self) -> pd.DataFrame:
        """The records that name it, by date: call_number, title, title_lang, date, archive (name), record (IRI)."""
        made = records_frame(self.graph, _RECORDS.format(iri=term(self.iri)))
        archives = [str(one) for one in made["archive"].dropna().unique()]
        named = labels(self.graph.source, archives, chain(None))
        made["archive"] = made["archive"].map(lambda iri: named[iri][0], na_action="ignore")
        return made

    def evidence(self, limit: int = 20) -> EvidenceList:
        """Its mentions with what stands around them and their scans, by call number. BadRequest for a limit below 1."""
        if limit < 1:
            raise BadRequest("CLIENT004", f"A limit of {limit} is none.", advice="Give a number from 1.")
        return with_numbers(self.graph.source, of_entity(self.graph.source, self.iri, limit))

    def timeline(self) -> Timeline:
        """The records that name it, by year and archive."""
        return self.graph.timeline(self)

    def cite(self, style: str = "text") -> str:
        """As ``Graph.cite``."""
        return self.graph.cite(self, style)

    def _names(self) -> list[tuple[str, str | None, bool]]:
        return [
            (str(row["name"]), row["lang"] if isinstance(row["lang"], str) else None, bool(row["preferred"]))
            for row in self.names.to_dict("records")
        ]

    def _shared(self, iris: set[str]) -> dict[str, str]:
        local = sorted(iri for iri in iris if "/id/local/" in iri)
        found: dict[str, str] = {}
        for start in range(0, len(local), 400):
            values = " ".join(term(iri) for iri in local[start : start + 400])
            for row in rows(self.graph.source, _ENDS.format(values=values)):
                found.setdefault(row["local"]["value"], row["entity"]["value"])
        return found

    def __repr__(self) -> str:
        return f"<Entity {self.kind} {self.label}: {self.iri}>"

    def _repr_html_(self) -> str:
        others = [
            markup.name(name, lang or "") for name, lang, preferred in self._names()
            if preferred and name != self.label
        ]  # fmt: skip
        return markup.pairs(
            [
                (markup.text(self.kind.capitalize()), markup.link(self.iri, markup.name(self.label, self.label_lang))),
                ("Other languages", " · ".join(others)),
            ]
        )
