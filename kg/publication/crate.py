"""An edition as an RO-Crate 1.1, zipped, for deposit in a repository. The same edition gives the same bytes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.edition import MANIFEST, STATISTICS, Edition
from kg.iri import Iris
from kg.publication.citing import cite, work_of
from kg.publication.description import describe
from kg.publication.dumps import MEDIA_TYPES, dumps_of, make_dump
from kg.publication.writing import SPACES
from kg.rdf import nt
from kg.store.convert import from_turtle
from kg.store.oxigraph import OxigraphStore

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_README = """{citation}
This is edition {number} of a Sunqar graph: archival descriptions and texts as linked data (RiC-O 1.1), every statement
with the words that carry it. `graph.nq.gz` holds all of it, one named graph for each source; `description.ttl` says
what is in it and under which licence; `edition.json` has the checksum of every graph.
"""


def write_crate(edition: Edition, output: Path) -> None:
    """Write the zip. A dump in N-Quads is made where the edition carries none."""
    texts = _texts(edition)
    dumps = {f"graph.{name}.gz": (path, MEDIA_TYPES[name]) for name, (path, _) in dumps_of(edition).items()}
    made = output.with_name(output.name + ".dump")
    try:
        if "graph.nq.gz" not in dumps:
            reader = OxigraphStore(edition.store_path, read_only=True)
            make_dump("nq", made, reader, Iris(edition.base, edition.vocabulary))
            dumps["graph.nq.gz"] = (made, MEDIA_TYPES["nq"])
        sums = {name: (_sum(path), path.stat().st_size) for name, (path, _) in dumps.items()}
        sums |= {name: (sha256(data).hexdigest(), len(data)) for name, (data, _) in texts.items()}
        kinds = {name: kind for name, (_, kind) in dumps.items()} | {name: kind for name, (_, kind) in texts.items()}
        with zipfile.ZipFile(output, "w") as crate:
            metadata = json.dumps(_metadata(edition, sums, kinds), ensure_ascii=False, indent=1) + "\n"
            _put(crate, "ro-crate-metadata.json", metadata.encode())
            for name, (data, _) in sorted(texts.items()):
                _put(crate, name, data)
            for name, (path, _) in sorted(dumps.items()):
                with path.open("rb") as source, crate.open(
                    _entry(name, zipfile.ZIP_STORED), "w", force_zip64=True
                ) as target:
                    while piece := source.read(1 << 20):
                        target.write(piece)
    finally:
        made.unlink(missing_ok=True)


def _texts(edition: Edition) -> dict[str, tuple[bytes, str]]:
    """Small files by name, with their media types."""
    return {
        "README.md": (
            _README.format(citation=cite(edition, "text"), number=edition.number).encode(), "text/markdown",
        ),
        "CITATION.cff": (cite(edition, "cff").encode(), "application/yaml"),
        "description.ttl": (from_turtle(describe(edition), "ttl", SPACES), "text/turtle"),
        "edition.json": ((edition.path / MANIFEST).read_bytes(), "application/json"),
        "statistics.json": ((edition.path / STATISTICS).read_bytes(), "application/json"),
    }  # fmt: skip


def _metadata(edition: Edition, sums: Mapping[str, tuple[str, int]], kinds: Mapping[str, str]) -> dict[str, Any]:
    work = work_of(edition)
    archives = [
        {"@id": f"{edition.base}/id/archive/{code}", "@type": "Organization", "name": names.get("en") or code}
        for code, names in sorted(edition.manifest["archives"].items())
    ]
    licences = sorted(iri[1:-1] for value in edition.manifest["licences"] if (iri := nt.web_address(value)))
    files: list[dict[str, Any]] = [
        {
            "@id": name,
            "@type": "File",
            "name": name,
            "encodingFormat": [kinds[name], "application/gzip"] if name.endswith(".gz") else kinds[name],
            "contentSize": str(size),
            "sha256": checksum,
        }
        for name, (checksum, size) in sorted(sums.items())
    ]
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{work.title}, edition {work.version}",
        "description": "Descriptions and texts of archives as linked data in Records in Contexts (RiC-O 1.1).",
        "datePublished": work.day.isoformat(),
        "version": work.version,
        "identifier": f"sha256:{work.checksum}",
        "url": work.address,
        "license": [{"@id": iri} for iri in licences] or "Not stated; see description.ttl",
        "publisher": [{"@id": archive["@id"]} for archive in archives],
        "hasPart": [{"@id": file["@id"]} for file in files],
        "conformsTo": {"@id": "https://www.ica.org/standards/RiC/ontology/1.1"},
    }
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    named = [{"@id": iri, "@type": "CreativeWork", "name": iri} for iri in licences]
    return {"@context": CONTEXT, "@graph": [descriptor, root, *files, *archives, *named]}


def _put(crate: zipfile.ZipFile, name: str, data: bytes) -> None:
    crate.writestr(_entry(name, zipfile.ZIP_DEFLATED), data)


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type, entry.external_attr = method, 0o644 << 16
    return entry


def _sum(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as handle:
        while piece := handle.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
