"""Package for a repository and citations as formats of ``sunqar export``."""

from __future__ import annotations

from pathlib import Path

from kg.edition import Edition
from kg.publication.citing import cite
from kg.publication.crate import write_crate


class CrateExporter:
    """RO-Crate 1.1, zipped."""

    folder = False

    def __call__(self, edition: Edition, output: Path) -> None:
        """Write the zip."""
        write_crate(edition, output)


class _Citation:
    """A citation of the edition in one style."""

    folder = False
    style = ""

    def __call__(self, edition: Edition, output: Path) -> None:
        """Write the text."""
        output.write_text(cite(edition, self.style), encoding="utf-8", newline="")


class BibtexExporter(_Citation):
    """BibTeX."""

    style = "bibtex"


class RisExporter(_Citation):
    """RIS, for reference managers."""

    style = "ris"


class CslExporter(_Citation):
    """CSL-JSON."""

    style = "csl"


class CffExporter(_Citation):
    """Citation File Format."""

    style = "cff"
