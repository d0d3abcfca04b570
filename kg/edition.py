"""An edition: an immutable published snapshot. Reading only; ``kg.publish`` makes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractors.errors import RunAborted

FORMAT = 2
"""Of an edition. 2: the store's default graph holds what all named graphs hold, once."""
SEARCH_FORMAT = 4
"""Of its search index. 2: texts and descriptions too, words in other spellings and scripts, points. 3: facets.

4: numbers that an index that follows a change has too.
"""
DOSSIER_FORMAT = 2
"""Of its dossiers of entities. 2: numbered by hashes, so that they can follow a change."""
MANIFEST = "edition.json"
SEAL = "sha256"
"""Key of the manifest for its own seal."""
STORE = "store"
SEARCH = "search.sqlite"
PATHS = "paths.sqlite"
DOSSIERS = "dossiers.sqlite"
STATISTICS = "stats.json"
COUNTS = "description.json"
DUMPS = "dumps"


@dataclass(frozen=True)
class Edition:
    """``editions/N``: store, search index, statistics, and the manifest that vouches for them."""

    path: Path
    manifest: dict[str, Any]

    @classmethod
    def open(cls, path: Path) -> Edition:
        """Read the manifest; RunAborted where it is missing or broken."""
        try:
            manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise RunAborted(
                "EDITION002",
                "This edition has no readable manifest.",
                where=str(path / MANIFEST),
                advice="Run `sunqar publish --rollback N` with an earlier edition, then `sunqar verify`.",
            ) from error
        return cls(path, manifest)

    def check_format(self) -> None:
        """RunAborted EDITION004 where this software cannot serve it: an earlier or a later one published it."""
        self.refuse_later()
        if self.manifest["format"] != FORMAT:
            raise RunAborted(
                "EDITION004",
                f"Edition {self.number} has format {self.manifest['format']}; this software serves format {FORMAT}.",
                where=str(self.path),
                advice="Run `sunqar upgrade` once: it makes an edition of the new format of what is there.",
            )

    def refuse_later(self) -> None:
        """RunAborted EDITION004 where a later version published it, so that this one can neither read nor follow it."""
        later = [name for name, (found, known) in self.formats.items() if found > known]
        if later:
            found, known = self.formats[later[0]]
            raise RunAborted(
                "EDITION004",
                f"A later version of sunqar published edition {self.number}: its {later[0]} has format {found}, "
                f"this version knows {known}.",
                where=str(self.path),
                advice="Install that version or a later one; or `sunqar restore` a backup of before into a new folder.",
            )

    @property
    def formats(self) -> dict[str, tuple[int, int]]:
        """Of each part that has one: the format it has here, 0 for none, and the one that this software makes."""
        held = self.manifest
        return {
            "store": (int(held["format"]), FORMAT),
            "search index": (int(held.get("search") or 0), SEARCH_FORMAT),
            "table of entities": (int(held.get("dossiers") or 0), DOSSIER_FORMAT),
        }

    @property
    def is_of_today(self) -> bool:
        """Whether this software would publish the same again in the same formats."""
        return all(found == known for found, known in self.formats.values())

    @property
    def number(self) -> int:
        """Counts up from 1 within a workspace."""
        return int(self.manifest["number"])

    @property
    def hash(self) -> str:
        """Sha256 over the graphs' IRIs and hashes: equal graphs, equal hash, whenever it was built."""
        return str(self.manifest["hash"])

    @cached_property
    def counts(self) -> dict[str, Any]:
        """What describes it: classes, properties, sources, links. Empty for an edition made before there was that."""
        path = self.path / COUNTS
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return loaded

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """IRIs of what was taken out for good: they answer 410 and nothing else is said of them."""
        return frozenset(self.manifest.get("withdrawn", ()))

    @property
    def base(self) -> str:
        """Base IRI that this edition was built with."""
        return str(self.manifest["base"])

    @property
    def vocabulary(self) -> str:
        """Namespace of our own terms in this edition."""
        return str(self.manifest["vocabulary"])

    @property
    def store_path(self) -> Path:
        """Folder of the read-only store."""
        return self.path / STORE

    @property
    def search_path(self) -> Path:
        """The search index."""
        return self.path / SEARCH

    @property
    def paths_path(self) -> Path:
        """The table of statements between things, for paths."""
        return self.path / PATHS

    @property
    def dossiers_path(self) -> Path:
        """What its sources say of each entity, for the pages."""
        return self.path / DOSSIERS

    @cached_property
    def stats(self) -> dict[str, Any]:
        """Counts for the home page, by kind, archive, language, year."""
        loaded: dict[str, Any] = json.loads((self.path / STATISTICS).read_text(encoding="utf-8"))
        return loaded


def seal(manifest: dict[str, Any]) -> str:
    """Sha256 of a manifest without its seal, as JSON with sorted keys: what finds a change of any other entry."""
    rest = {key: value for key, value in manifest.items() if key != SEAL}
    return sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
