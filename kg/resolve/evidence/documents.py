"""Where the two are met: in one document, in one archive."""

from __future__ import annotations

from kg.resolve.evidence.found import Found
from kg.resolve.profile import Profile

FEATURES = ("same_document", "same_archive")


def documents(left: Profile, right: Profile) -> list[Found]:
    """Documents and archives shared. Alone they say little: a document names many."""
    shared = sorted(set(left.documents) & set(right.documents))
    found = [Found("document", "same_document", 1.0, f"both in {shared[0]}")] if shared else []
    if left.archive and left.archive == right.archive:
        found.append(Found("document", "same_archive", 1.0, ""))
    return found
