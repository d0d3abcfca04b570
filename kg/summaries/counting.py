"""What the summaries are counted from, read from a store in the plainest form: columns of IRIs and values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from sys import intern

from kg.iri import Iris
from kg.rdf import nt
from kg.rdf.graph import TYPE
from kg.store.base import Reader
from ontology.terms import RDF, RICO, SCHEMA

ENTITIES = (RICO.Person, RICO.CorporateBody, RICO.Family, RICO.Place, RICO.Event, RICO.Concept)
"""Classes of shared entities; each entity is counted under the first of these that it has."""
Links = Mapping[str, tuple[str, ...]]
Entry = tuple[tuple[object, ...], Links, Mapping[str, int]]
"""One summary: what makes its IRI; links and numbers by the local names of our terms."""
RECORDS = (RICO.Record, RICO.RecordSet)


@dataclass(frozen=True)
class Edition:
    """A store as the summaries see it; what several of them need is read once."""

    store: Reader
    iris: Iris

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Class of every shared entity."""
        return self._classes(ENTITIES, f"; a <{self.iris.own('Entity')}>")

    @cached_property
    def records(self) -> dict[str, str]:
        """Class of every record and record set."""
        return self._classes(RECORDS, "")

    @cached_property
    def mentions(self) -> dict[str, list[str]]:
        """Shared entities that each single record mentions."""
        found: dict[str, list[str]] = {}
        for record, entity in self.of(self.iris.own("mentions")):
            if self.records.get(record) == RICO.Record and entity in self.kinds:
                found.setdefault(record, []).append(entity)
        return found

    @cached_property
    def holders(self) -> dict[str, list[str]]:
        """The archives that hold each record; a holder that is only named in a finding aid is none."""
        archive = f"?b a <{SCHEMA.ArchiveOrganization}> . "
        found: dict[str, list[str]] = {}
        for record, holder in self.rows(f"{archive}?a <{RICO.hasOrHadHolder}> ?b"):
            found.setdefault(record, []).append(holder)
        return found

    def of(self, property_: str) -> Iterator[tuple[str, str]]:
        """Subjects and objects of a property."""
        return self.rows(f"?a <{property_}> ?b")

    def rows(self, pattern: str) -> Iterator[tuple[str, str]]:
        """Values of ?a and ?b."""
        for row in self.store.select(f"SELECT ?a ?b {{ {pattern} }}"):
            yield intern(row["a"]), intern(row["b"])

    def _classes(self, classes: tuple[str, ...], more: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for kind in classes:
            for row in self.store.select(f"SELECT ?a {{ ?a <{RDF.type}> <{kind}> {more} }}"):
                found.setdefault(intern(row["a"]), kind)
        return found


def written(iris: Iris, entry: Entry) -> Iterator[str]:
    """The triples of one summary."""
    key, links, numbers = entry
    node = f"<{iris.summary(*key)}>"
    yield f"{node} <{TYPE}> <{iris.own('Summary')}>"
    for name, targets in links.items():
        for target in targets:
            yield f"{node} <{iris.own(name)}> <{target}>"
    for name, number in numbers.items():
        yield f"{node} <{iris.own(name)}> {nt.integer(number)}"
