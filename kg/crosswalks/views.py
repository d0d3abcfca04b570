"""An edition in the words of another vocabulary: a CONSTRUCT query, kept as data in ``views/``, run over its store."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from kg.edition import Edition
from kg.iri import Iris
from kg.store.convert import from_nquads
from kg.store.oxigraph import OxigraphStore
from ontology.files import fill

SCHEMA, LINKED_ART = "schema", "linked-art"


def view_query(name: str, iris: Iris) -> str:
    """The CONSTRUCT query of a view, in the namespaces of an edition."""
    text = files("kg.crosswalks").joinpath("views", f"{name}.rq").read_text("utf-8")
    return fill(text, vocabulary=iris.vocabulary, base=iris.base)


class ViewExporter:
    """A view as Turtle."""

    folder = False
    view = SCHEMA

    def __call__(self, edition: Edition, output: Path) -> None:
        """Write the view, its triples sorted."""
        store, iris = OxigraphStore(edition.store_path, read_only=True), Iris(edition.base, edition.vocabulary)
        lines = sorted({f"{line} .\n" for line in store.construct_lines(view_query(self.view, iris))})
        output.write_bytes(from_nquads("".join(lines).encode(), "turtle", edition.vocabulary))


class LinkedArtExporter(ViewExporter):
    """CIDOC-CRM in the profile of Linked Art."""

    view = LINKED_ART
