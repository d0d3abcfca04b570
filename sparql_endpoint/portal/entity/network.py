"""The nearest around an entity: who and what most records name with it. A list; a drawing is made of the same data."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kg.dossier.read import Dossiers
from sparql_endpoint.portal.entity.shown import Named, named

MOST_NODES = 50
"""With the entity in the middle; more is a hairball."""
_MOST_EDGES = 150


@dataclass(frozen=True, slots=True)
class Network:
    """near: neighbour and number of records that name both; edges: (place in near, place in near, records)."""

    near: tuple[tuple[Named, int], ...]
    edges: tuple[tuple[int, int, int], ...]

    @property
    def edges_json(self) -> str:
        """For the script that draws it."""
        return json.dumps(self.edges, separators=(",", ":"))


def network(table: Dossiers, number: int, subject: Named, wanted: tuple[str, ...]) -> Network:
    """At most 50 nodes, the subject among them, and the strongest ties between the others."""
    near = table.neighbours(number, MOST_NODES - 1)
    place = {there: at for at, (there, _) in enumerate(near)}
    ties = table.between(place)[:_MOST_EDGES] if place else ()
    return Network(
        tuple((named(neighbour.thing, wanted), neighbour.records) for _, neighbour in near),
        tuple((place[one], place[other], records) for one, other, records in ties),
    )
