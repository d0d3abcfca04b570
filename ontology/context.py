"""The JSON-LD contexts that we publish, a file a version; none is ever changed. Made by ``ontology.build_context``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ontology.files import HERE, text

FOLDER = "contexts"
CURRENT = "1"
"""Version that we write."""
REFERENCE = "jsonldContext"
"""Term under which a document names the published context that its definitions are taken from."""

Definitions = Mapping[str, object]
"""Term or prefix to its definition."""


def versions() -> tuple[str, ...]:
    """All that were published, in order."""
    return tuple(sorted((path.stem for path in (HERE / FOLDER).glob("*.json")), key=int))


def context_iri(vocabulary: str, version: str = CURRENT) -> str:
    """Address of a context: beside the vocabulary, ``{base}/def/context/1.jsonld``."""
    return f"{vocabulary.rstrip('#/')}/context/{version}.jsonld"


def document(vocabulary: str, base: str, version: str = CURRENT) -> bytes:
    """The context as it is served, for a workspace's own namespaces. FileNotFoundError for no such version."""
    return text(f"{FOLDER}/{version}.json", vocabulary=vocabulary, base=base).encode()


def definitions(vocabulary: str, version: str = CURRENT) -> dict[str, object]:
    """What it defines."""
    found: dict[str, object] = json.loads(document(vocabulary, "", version))["@context"]
    return found
