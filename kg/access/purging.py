"""Earlier editions: with what is closed by now they are not served again; with what was withdrawn they are deleted."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from extractors.errors import UsageError
from kg.access.withheld import Withheld
from kg.edition import Edition
from kg.settings import Settings
from kg.store.oxigraph import OxigraphStore
from kg.workspace import Workspace

_AT_ONCE = 500


def holds(edition: Edition, iris: Iterable[str]) -> bool:
    """Whether the edition says anything of one of the things."""
    store = OxigraphStore(edition.store_path, read_only=True)
    ordered = sorted(iris)
    for start in range(0, len(ordered), _AT_ONCE):
        values = " ".join(f"<{iri}>" for iri in ordered[start : start + _AT_ONCE])
        # In the named graphs too: editions of the first format have nothing in the default graph.
        said = "{ ?i ?p ?o } UNION { GRAPH ?g { ?i ?p ?o } }"
        if next(store.select(f"SELECT ?i WHERE {{ VALUES ?i {{ {values} }} {said} }} LIMIT 1"), None):
            return True
    return False


def purge(workspace: Workspace, withdrawn: Iterable[str]) -> tuple[int, ...]:
    """Delete every edition but the current one that holds something withdrawn; their numbers."""
    gone = frozenset(withdrawn)
    current = workspace.current_edition().number if gone else 0
    deleted = []
    for number in workspace.editions() if gone else ():
        edition = Edition.open(workspace.editions_path / str(number))
        if number != current and holds(edition, gone):
            shutil.rmtree(edition.path)
            deleted.append(number)
    return tuple(deleted)


def check_may_serve(edition: Edition, kept_back: Withheld, settings: Settings) -> None:
    """UsageError EDITION005 for an earlier edition with something in it that is closed or withdrawn by now."""
    hidden = kept_back.records | kept_back.texts | kept_back.entities | kept_back.tombstones
    loose = settings.living_persons == "protect" and edition.manifest.get("living_persons") != "protect"
    if loose or (hidden and holds(edition, hidden)):
        raise UsageError(
            "EDITION005",
            f"Edition {edition.number} holds what may no longer be shown"
            + (" of living persons." if loose else ": closed or withdrawn material."),
            where=str(edition.path),
            advice="Publish anew; where the rules of access are wrong, mend those first.",
        )
