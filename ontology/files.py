"""The data files of this package, with the workspace's own namespace put in.

They are written with ``https://sunqar.invalid/def#`` (own terms) and ``https://sunqar.invalid`` (base), so that the
files are valid Turtle by themselves and no workspace's address is fixed in them.
"""

from __future__ import annotations

import re
from pathlib import Path

from ontology.namespaces import PLACEHOLDER, PLACEHOLDER_BASE

HERE = Path(__file__).parent


def _names(folder: str) -> tuple[str, ...]:
    return tuple(f"{folder}/{path.name}" for path in sorted((HERE / folder).glob("*.ttl")))


def graph_files() -> tuple[str, ...]:
    """Turtle files that make up the graph ``{base}/graph/ontology``: own terms, SKOS schemes, labels."""
    return ("sunqar.ttl", *_names("vocabularies"), *_names("labels"))


def shape_files() -> tuple[str, ...]:
    """SHACL files, in a fixed order."""
    return _names("shapes")


def example_files() -> tuple[str, ...]:
    """Example queries, one a file."""
    return _names("examples")


def fill(text: str, *, vocabulary: str, base: str) -> str:
    """The text with placeholders replaced; vocabulary ends in '#' or '/', base has no slash at its end.

    The ontology itself is named by the vocabulary's namespace without that last sign.
    """
    ontology = re.compile(re.escape(PLACEHOLDER.rstrip("#")) + r"(?=[/>])")
    named = ontology.sub(vocabulary.rstrip("#/"), text.replace(PLACEHOLDER, vocabulary))
    return named.replace(PLACEHOLDER_BASE, base)


def text(name: str, *, vocabulary: str, base: str) -> str:
    """Content of one data file, by its path inside this package (``shapes/records.ttl``), ready to load.

    Raises FileNotFoundError for a name that is not there.
    """
    return fill((HERE / name).read_text(encoding="utf-8"), vocabulary=vocabulary, base=base)
