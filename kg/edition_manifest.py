"""What vouches for an edition: its files, graphs, formats and origin, summed up."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.edition import DOSSIER_FORMAT, FORMAT, MANIFEST, SEARCH_FORMAT, STORE, Edition
from kg.edition_graphs import Graphs, total
from kg.page_images.index import IMAGES
from kg.store.base import Reader
from kg.store.oxigraph import OxigraphStore
from kg.workspace import Workspace
from ontology.terms import DCTERMS, PROV

NOT_CONTENT = ("LOCK", "LOG", MANIFEST)
"""Names of files of an edition that the engine writes on opening (``LOG.old.…`` too), or that hold the hashes."""
VERSIONED = ("sunqar", "pyoxigraph", "rdflib", "spacy", "lxml")


def manifest_of(
    workspace: Workspace, folder: Path, number: int, graphs: Graphs, before: Edition | None = None
) -> dict[str, Any]:
    """The manifest of the edition in a folder, but for what only publishing knows.

    before: an edition whose files may be part of this one by hard links; their sums are not made again
    """
    return {
        "format": FORMAT,
        "search": SEARCH_FORMAT,
        "dossiers": DOSSIER_FORMAT,
        "number": number,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "hash": total(graphs),
        "base": workspace.iris.base,
        "vocabulary": workspace.iris.vocabulary,
        "counts": {"graphs": len(graphs), "triples": sum(graph.triples for graph in graphs.values())},
        "archives": dict(sorted(workspace.settings.archives.items())),
        "licences": _licences(OxigraphStore(folder / STORE, read_only=True)),
        "versions": {name: version(name) for name in VERSIONED},
        "files": _files(folder, before),
        "graphs": {graph.name: {"sha256": graph.sha256, "triples": graph.triples} for graph in graphs.values()},
    }


def file_sha256(path: Path) -> str:
    """Of a file's bytes, read in pieces."""
    digest = sha256()
    with path.open("rb") as handle:
        while piece := handle.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _files(folder: Path, before: Edition | None) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith(NOT_CONTENT) and folder / IMAGES not in path.parents:
            name = str(path.relative_to(folder))
            known = before.manifest["files"].get(name) if before else None
            shared = known and before and (before.path / name).is_file() and path.samefile(before.path / name)
            found[name] = str(known) if shared else file_sha256(path)
    return found


def _licences(store: Reader) -> dict[str, int]:
    rows = store.select(
        f"SELECT ?l (COUNT(*) AS ?n) WHERE {{ ?g a <{PROV.Entity}> ; <{DCTERMS.license}>|<{DCTERMS.rights}> ?l }} "
        "GROUP BY ?l ORDER BY ?l"
    )
    return {row["l"]: int(row["n"]) for row in rows if "l" in row}
