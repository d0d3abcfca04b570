"""What can be told of an entity when it is looked for, and what can be asked of it when it is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sparql_endpoint.portal.reconcile.named import KINDS

_AGENTS = ("person", "body")
REGISTRIES = ("wikidata", "viaf", "geonames", "isni", "gnd")
"""Registries that have a property of their own; ``identifier`` takes and gives the ids of all."""


@dataclass(frozen=True, slots=True)
class Property:
    """kinds: of which entities; narrows: it may be told in a query; gives: its values can be asked for."""

    id: str
    name: str
    description: str
    kinds: tuple[str, ...] = KINDS
    narrows: bool = False
    gives: bool = True


def properties(_: Callable[[str], str]) -> tuple[Property, ...]:
    """All of them; ``_`` gives the words of a language."""
    return (
        Property("birth", _("Date of birth"), _("Year or date of birth, in any calendar"), ("person",), narrows=True),
        Property("death", _("Date of death"), _("Year or date of death, in any calendar"), ("person",), narrows=True),
        Property("active", _("Year of activity"), _("Year in which a document names the person"), ("person",),
                 narrows=True, gives=False),
        Property("place", _("Place"), _("A place that it is tied to, by name or as an entity"),
                 (*_AGENTS, "event"), narrows=True),
        Property("coordinates", _("Coordinates"), _("Latitude, longitude in degrees; meant are places within 50 km"),
                 ("place",), narrows=True),
        Property("archive", _("Archive"), _("Code of an archive whose records name it"), narrows=True),
        Property("identifier", _("Identifier"), _("Identifier of an outside registry, or its address"), narrows=True),
        *(Property(name, _("Identifier in %(registry)s") % {"registry": name}, "", narrows=True)
          for name in REGISTRIES),
        Property("name_en", _("Name in English"), ""),
        Property("name_ar", _("Name in Arabic"), ""),
        Property("name_kk", _("Name in Kazakh"), ""),
        Property("name_ru", _("Name in Russian"), ""),
        Property("names", _("All names"), _("In every language and script")),
        Property("description", _("Description"), _("As the sources describe it")),
        Property("records", _("Records"), _("Number of records that name it")),
        Property("iri", _("IRI"), _("Address of the entity in linked data")),
    )  # fmt: skip


NARROWING = frozenset(each.id for each in properties(str) if each.narrows)
GIVING = frozenset(each.id for each in properties(str) if each.gives)
