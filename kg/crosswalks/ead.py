"""Finding aids out of an edition: EAD 2002 and EAD3, one file for each top unit, names with their authorities.

What the edition adds to the archive's own description is marked: a name that a machine found carries the rules
``sunqar``, one that an archivist wrote carries none; each name leads to our entity and, where it is known, to VIAF,
Wikidata or GeoNames.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from kg.crosswalks.ead_details import Details
from kg.crosswalks.ead_words import (
    EAD3,
    EAD2002,
    LANGUAGES,
    LEVELS,
    NAME_ELEMENTS,
    ORIGINATIONS,
    PREFERENCE,
    Dialect,
)
from kg.crosswalks.units import Index, Unit, children, roots, units
from kg.crosswalks.xml_writer import XmlWriter
from kg.edition import Edition
from kg.iri import Iris
from kg.store.base import Reader
from kg.store.oxigraph import OxigraphStore
from ontology.terms import DCTERMS, RDFS, RICO

_UNSAFE = re.compile(r"[^\w.-]+")


class EadExporter:
    """EAD 2002: a folder with a file for each top unit, in a folder for each holder."""

    folder = True
    dialect = EAD2002

    def __call__(self, edition: Edition, output: Path) -> None:
        """Write every finding aid."""
        store = OxigraphStore(edition.store_path, read_only=True)
        writer = _Finding(store, Iris(edition.base, edition.vocabulary), self.dialect, edition)
        taken: set[Path] = set()
        for root, holder, number in roots(store):
            path = output / _file_name(holder or "archive") / f"{_file_name(number)}.xml"
            if path in taken:
                path = path.with_name(f"{path.stem}-{root.rsplit('/', 1)[-1]}.xml")
            taken.add(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            writer.write(root, path)


class Ead3Exporter(EadExporter):
    """The same in EAD3."""

    dialect = EAD3


class _Finding:
    def __init__(self, store: Reader, iris: Iris, dialect: Dialect, edition: Edition) -> None:
        self._store, self._iris, self._dialect, self._edition = store, iris, dialect, edition
        self._terms = (iris.own("mentions"), iris.own("memberOf"), iris.own("externalId"))

    def write(self, root: str, path: Path) -> None:
        with path.open("wb") as handle:
            self._out = XmlWriter(handle)
            self._details = Details(self._out, self._iris, self._dialect)
            (top,) = self._units([root])
            with self._out.element("ead", xmlns=self._dialect.namespace):
                self._header(top)
                with self._out.element("archdesc", **self._level(top)):
                    self._describe(top)
                    below = children(self._store, root)
                    if below:
                        with self._out.element("dsc"):
                            self._components(below)
            self._out.end()

    def _units(self, iris: Iterable[str]) -> Iterable[Unit]:
        return units(self._store, iris, *self._terms)

    def _components(self, iris: list[str]) -> None:
        for unit in self._units(iris):
            with self._out.element("c", **self._level(unit)):
                self._describe(unit)
                self._components(children(self._store, unit.iri))

    def _header(self, top: Unit) -> None:
        title, number = top.first(RICO.title), top.first(RICO.identifier)
        tool = f"Sunqar, edition {self._edition.number} ({self._edition.hash[:12]})"
        if self._dialect is EAD3:
            with self._out.element("control"):
                self._out.leaf("recordid", number, instanceurl=top.iri)
                with self._out.element("filedesc"), self._out.element("titlestmt"):
                    self._out.leaf("titleproper", title)
                self._out.leaf("maintenancestatus", value="derived")
                with self._out.element("maintenanceagency"):
                    self._out.leaf("agencyname", self._holder(top))
                with self._out.element("maintenancehistory"), self._out.element("maintenanceevent"):
                    self._out.leaf("eventtype", value="derived")
                    self._out.leaf("eventdatetime", str(self._edition.manifest["created"]))
                    self._out.leaf("agenttype", value="machine")
                    self._out.leaf("agent", tool)
            return
        with self._out.element("eadheader"):
            self._out.leaf("eadid", number, url=top.iri)
            with self._out.element("filedesc"), self._out.element("titlestmt"):
                self._out.leaf("titleproper", title)
            with self._out.element("profiledesc"):
                self._out.leaf("creation", tool)

    def _holder(self, unit: Unit) -> str:
        holder = next(iter(self._archives(unit)), "")
        rows = self._store.select(f"SELECT ?l {{ <{holder}> <{RDFS.label}> ?l }}") if holder else iter(())
        return min((row["l"] for row in rows), default="")

    def _level(self, unit: Unit) -> dict[str, str]:
        level = unit.first(RICO.hasRecordSetType).rpartition("level-")[2] or "item"
        named = {"level": level} if level in LEVELS else {"level": "otherlevel", "otherlevel": level}
        return named | {"id": "u" + unit.iri.rsplit("/", 1)[-1]}

    def _describe(self, unit: Unit) -> None:
        out = self._out
        with out.element("did"):
            number = unit.first(RICO.identifier)
            others = [value for value in unit.said.get(DCTERMS.identifier, ()) if not value.startswith("dao:")]
            for value in dict.fromkeys(others or [number]):
                out.leaf("unitid", value, **self._details.number_type(unit, value))
            for title in unit.said.get(RICO.title, ()):
                out.leaf("unittitle", title)
            for date in unit.dates:
                normal = date.edtf if re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", date.edtf) else ""
                words = date.expressed or date.edtf
                kind = {"unitdatetype" if self._dialect is EAD3 else "type": date.kind}
                normal = normal or _bounds(date.earliest, date.latest)
                out.leaf("unitdate", words, normal=normal, **(kind if date.kind in ("inclusive", "bulk") else {}))
            self._repository(unit)
            for extent in () if unit.said.get(RICO.hasExtent) else unit.said.get(RICO.recordResourceExtent, ()):
                self._physical(extent)
            self._details.physical(unit)
            languages = {
                value.rpartition("lang-")[2]
                for key in (RICO.hasOrHadLanguage, RICO.hasOrHadSomeMembersWithLanguage)
                for value in unit.said.get(key, ())
            }
            if languages:
                with out.element("langmaterial"):
                    for language in sorted(languages):
                        out.leaf("language", langcode=LANGUAGES.get(language, language))
            origins = [each for each in unit.index if each.role in ORIGINATIONS and each.kind in ("PERSON", "ORG")]
            for each in origins:
                with out.element("origination"):
                    self._name(each)
            self._details.digital(unit, unit.said.get(RDFS.seeAlso, ()))
        self._details.notes(unit)
        others_named = _unrepeated(each for each in unit.index if each not in origins and each.role != "holder")
        if others_named or self._details.has_terms(unit):
            with out.element("controlaccess"):
                for each in others_named:
                    self._name(each)
                self._details.terms(unit)

    def _repository(self, unit: Unit) -> None:
        """Who holds it, at the top: in the finding aid's own words where it has any, else as the archive is called."""
        if unit.said.get(RICO.isDirectlyIncludedIn):
            return
        told = [each.name for each in unit.index if each.role == "holder" and each.local in self._worded(unit)]
        for name in dict.fromkeys(told) or [self._holder(unit)]:
            with self._out.element("repository"):
                if self._dialect.part:
                    with self._out.element("corpname"):
                        self._out.leaf("part", name)
                else:
                    self._out.leaf("corpname", name)

    def _worded(self, unit: Unit) -> frozenset[str]:
        """Holders that are local entities: named in the description itself."""
        return frozenset(unit.said.get(RICO.hasOrHadHolder, ())) - frozenset(self._archives(unit))

    def _archives(self, unit: Unit) -> list[str]:
        start = self._iris.archive("")
        return [holder for holder in unit.said.get(RICO.hasOrHadHolder, ()) if holder.startswith(start)]

    def _physical(self, extent: str) -> None:
        if self._dialect is EAD3:
            self._out.leaf("physdesc", extent)
            return
        with self._out.element("physdesc"):
            self._out.leaf("extent", extent)

    def _name(self, index: Index) -> None:
        element = NAME_ELEMENTS[index.kind]
        source, _, number = _authority(index, self._iris).partition(":")
        if source == "sunqar":
            number = index.entity
        attributes = {"source": source, self._dialect.identifier: number, self._dialect.role: index.role}
        attributes["rules"] = "sunqar" if index.role == "mention" else ""
        if self._dialect.part:
            with self._out.element(element, **attributes):
                self._out.leaf("part", index.name)
        else:
            self._out.leaf(element, index.name, **attributes)


def _authority(index: Index, iris: Iris) -> str:
    for scheme in PREFERENCE:
        for identifier in index.identifiers:
            if identifier.startswith(f"{scheme}:"):
                return identifier
    return "sunqar:" if index.entity else ""


def _unrepeated(found: Iterable[Index]) -> list[Index]:
    """One for each entity and role; a mention of somebody who is indexed otherwise says nothing more."""
    kept: dict[tuple[str, str], Index] = {}
    indexed = set()
    for each in sorted(found, key=lambda each: each.role == "mention"):
        key = each.entity or each.local
        if each.role == "mention" and key in indexed:
            continue
        indexed.add(key)
        kept.setdefault((key, each.role), each)
    return list(kept.values())


def _bounds(earliest: str, latest: str) -> str:
    return "" if not earliest or not latest else earliest if earliest == latest else f"{earliest}/{latest}"


def _file_name(text: str) -> str:
    return _UNSAFE.sub("_", text)[:100] or "_"
