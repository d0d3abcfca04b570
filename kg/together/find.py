"""The entities that are named most often together with one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from extractors.errors import RunAborted
from kg.tables import open_table
from kg.together.build import KINDS


def named_together(path: Path, entity: str, *, kind: str = "", limit: int = 20) -> list[tuple[str, int]]:
    """(IRI, number of records that name both), the most first, equal numbers by IRI; kind: one of KINDS' values.

    RunAborted for an edition that was made before there was the table.
    """
    if not path.is_file():
        raise RunAborted(
            "TOGETHER001",
            "This edition has no table of who is named together.",
            where=str(path),
            advice="Run `sunqar publish` once: it makes an edition that has it.",
        )
    kinds = [kind] if kind else sorted(KINDS.values())
    query = (
        "SELECT t.iri, b.records FROM thing h JOIN beside b ON b.here = h.id JOIN thing t ON t.id = b.there "
        "WHERE h.iri = ? AND b.kind = ? ORDER BY b.records DESC, t.iri LIMIT ?"
    )
    with closing(open_table(path)) as database:
        found = [row for each in kinds for row in database.execute(query, (entity, each, limit))]
    return sorted(((iri, records) for iri, records in found), key=lambda row: (-row[1], row[0]))[:limit]
