"""The files of an edition: what makes each of its store, and what makes it of the one before."""

from __future__ import annotations

from dataclasses import dataclass

from kg.connections.update import update_connections
from kg.connections.writing import FILE as CONNECTIONS
from kg.connections.writing import write_connections
from kg.dossier.build import build_dossiers
from kg.dossier.update import update_dossiers
from kg.edition import COUNTS, DOSSIERS, PATHS, SEARCH, STATISTICS
from kg.gate import Maker
from kg.literals.build import LITERALS, build_literals
from kg.literals.update import update_literals
from kg.paths.build import build_paths
from kg.paths.update import update_paths
from kg.publication.counts import write_counts
from kg.publication.counts_update import update_counts
from kg.search.build import build_index
from kg.search.update import update_index
from kg.statistics import write_statistics
from kg.statistics_update import update_statistics
from kg.together.build import TOGETHER, write_together
from kg.together.update import update_together
from kg.updates.delta import Updater


@dataclass(frozen=True, slots=True)
class Part:
    """A file. update: None where it is always made whole."""

    make: Maker
    update: Updater | None = None


PARTS: dict[str, Part] = {
    SEARCH: Part(build_index, update_index),
    PATHS: Part(build_paths, update_paths),
    DOSSIERS: Part(build_dossiers, update_dossiers),
    LITERALS: Part(build_literals, update_literals),
    TOGETHER: Part(write_together, update_together),
    STATISTICS: Part(write_statistics, update_statistics),
    COUNTS: Part(write_counts, update_counts),
    CONNECTIONS: Part(write_connections, update_connections),
}
"""By name in the folder of the edition."""
