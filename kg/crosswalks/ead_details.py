"""What a finding aid says through nodes: typed numbers, extents, containers, digital objects, index terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.crosswalks.ead_words import EAD3, HEADED, NOTE_OF_PROPERTY, OWN_NOTE_ELEMENTS, Dialect
from kg.crosswalks.units import Statements, Unit
from kg.crosswalks.xml_writer import XmlWriter
from kg.iri import Iris
from ontology.terms import DCTERMS, RDF, RDFS, RICO, SKOS

_TOKEN = re.compile(r"\W+")
_XLINK = "http://www.w3.org/1999/xlink"
_TERMS = {RICO.OccupationType: "occupation", RICO.DocumentaryFormType: "genreform", RICO.Concept: "subject"}


class Details:
    """Writes the details of units in one dialect."""

    def __init__(self, out: XmlWriter, iris: Iris, dialect: Dialect) -> None:
        self._out, self._iris, self._dialect = out, iris, dialect

    def number_type(self, unit: Unit, value: str) -> dict[str, str]:
        """Attribute for the kind of an identifier; none where the source said none."""
        for node in unit.said.get(RICO.hasOrHadIdentifier, ()):
            told = unit.nodes[node]
            if _one(told, RICO.textualValue) == value:
                for kind in told.get(RICO.hasIdentifierType, ()):
                    words = _one(unit.nodes[kind], RDFS.label) or kind.rpartition("identifier-")[2]
                    return {"localtype" if self._dialect is EAD3 else "type": _TOKEN.sub("-", words).strip("-")}
        return {}

    def physical(self, unit: Unit) -> None:
        """Extents, containers, places of storage, and physical facets, inside the did."""
        for node in unit.said.get(RICO.hasExtent, ()):
            words = _one(unit.nodes[node], RICO.textualValue)
            if self._dialect is EAD3:
                self._out.leaf("physdesc", words)
            else:
                with self._out.element("physdesc"):
                    self._out.leaf("extent", words)
        for told in _originals(unit):
            for words in told.get(self._iris.own("container"), ()):
                self._out.leaf("container", words)
            for words in told.get(self._iris.own("storageLocation"), ()):
                self._out.leaf("physloc", words)
        for words in unit.said.get(DCTERMS.abstract, ()):
            self._out.leaf("abstract", words)
        for words in unit.said.get(self._iris.own("materialNote"), ()):
            self._out.leaf("materialspec", words)

    def digital(self, unit: Unit, addresses: tuple[str, ...]) -> None:
        """Digital objects with their titles; addresses: of others that the unit is to be seen at."""
        written = set()
        for node in unit.said.get(RICO.hasOrHadInstantiation, ()):
            told = unit.nodes[node]
            address = _one(told, RDFS.seeAlso) or _one(told, RICO.identifier)
            if address and not told.get(self._iris.own("sha256")):
                written.add(address)
                self._object(address, _one(told, RICO.title), _one(told, RICO.type))
        for address in addresses:
            if address not in written:
                self._object(address, "", "")

    def _object(self, address: str, title: str, role: str) -> None:
        if self._dialect is EAD3:
            self._out.leaf("dao", daotype="unknown", href=address, linktitle=title, linkrole=role)
        else:
            xlink = {"xlink:href": address, "xlink:title": title, "xlink:role": role}
            self._out.leaf("dao", **({"xmlns:xlink": _XLINK} | xlink))

    def notes(self, unit: Unit) -> None:
        """Every note under its element, with the heading that stood over the only one of its kind."""
        own = {self._iris.own(name): element for name, element in OWN_NOTE_ELEMENTS.items()}
        headings = dict(_headings(unit.said.get(self._iris.own("heading"), ())))
        for property_, element in (NOTE_OF_PROPERTY | own).items():
            told = unit.said.get(property_, ())
            for text in told:
                self._section(element, headings.get(element, "") if len(told) == 1 else "", text)
        for told_of in _originals(unit):
            for text in told_of.get(RICO.physicalCharacteristicsNote, ()):
                self._section("phystech", "", text)

    def _section(self, element: str, heading: str, text: str) -> None:
        with self._out.element(element):
            if heading:
                self._out.leaf("head", heading)
            for paragraph in filter(None, text.split("\n")):
                self._out.leaf("p", paragraph)

    def has_terms(self, unit: Unit) -> bool:
        """Whether the unit has index terms that name no person, body or place."""
        return any(True for _ in self._index(unit))

    def terms(self, unit: Unit) -> None:
        """Subjects, documentary forms, functions and occupations with their vocabularies."""
        for element, told in self._index(unit):
            words = _one(told, SKOS.prefLabel) or _one(told, RDFS.label)
            scheme, number = _one(told, DCTERMS.source), _one(told, DCTERMS.identifier)
            attributes = {"source": _TOKEN.sub("-", scheme).strip("-"), self._dialect.identifier: number}
            if self._dialect.part:
                with self._out.element(element, **attributes):
                    self._out.leaf("part", words)
            else:
                self._out.leaf(element, words, **attributes)

    def _index(self, unit: Unit) -> Iterator[tuple[str, Statements]]:
        ends = [
            end
            for key in (
                RICO.hasOrHadSubject, RICO.hasDocumentaryFormType, RICO.hasOrHadSomeMembersWithDocumentaryFormType
            )
            for end in unit.said.get(key, ())
        ]  # fmt: skip
        for end in ends:
            told = unit.nodes[end]
            types = told.get(RDF.type, ())
            element = next((element for class_, element in _TERMS.items() if class_ in types), "")
            if element and SKOS.Concept in types and not end.startswith(self._iris.vocabulary):
                yield element, told
        for activity in unit.said.get(RICO.documents, ()):
            for kind in unit.nodes[activity].get(RICO.hasActivityType, ()):
                yield "function", unit.nodes[kind]


def _originals(unit: Unit) -> list[Statements]:
    return [unit.nodes[node] for node in unit.said.get(RICO.hasOrHadAnalogueInstantiation, ())]


def _headings(told: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for heading in told:
        kind, _, words = heading.partition(": ")
        yield HEADED.get(kind, kind), words


def _one(told: Statements, predicate: str) -> str:
    return told.get(predicate, ("",))[0]
