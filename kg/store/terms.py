"""Terms as the engine sees them, for those who build queries out of values from elsewhere."""

from __future__ import annotations

import pyoxigraph as ox


def is_iri(text: str) -> bool:
    """Whether the engine takes the text for an absolute IRI."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
