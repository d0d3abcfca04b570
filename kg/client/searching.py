"""Search results as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.client.errors import BadRequest
from kg.client.frames import table
from kg.client.source import Source

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("person", "body", "place", "event", "term", "record")
_MOST = 5000
_COLUMNS = (
    "kind", "name", "lang", "iri", "score", "matched", "field", "snippet", "archives", "records", "from_year",
    "to_year", "confidence",
)  # fmt: skip


def search_frame(source: Source, words: str, lang: str | None, kind: str | None, limit: int) -> pd.DataFrame:
    """The hits. BadRequest for no words, a kind that there is not, or a limit outside of 1 to 5000."""
    if not words.strip():
        raise BadRequest("CLIENT004", "There are no words to search for.", advice="Give at least one word.")
    if kind is not None and kind not in KINDS:
        raise BadRequest("CLIENT004", f"There is no kind {kind!r}.", advice=f"Kinds: {', '.join(KINDS)}.")
    if not 1 <= limit <= _MOST:
        advice = f"Give a number from 1 to {_MOST}."
        raise BadRequest("CLIENT004", f"A limit of {limit} is out of range.", advice=advice)
    rows = [
        (
            hit["kind"], hit["label"], hit["lang"] or None, hit["iri"], hit["score"], hit["matched"] or None,
            hit["field"] or None, "".join(text for text, _ in hit["snippet"]) or None, " ".join(hit["archives"]),
            hit["weight"], hit["since"], hit["until"], hit["confidence"],
        )
        for hit in source.search(words, lang or "", kind or "", limit)
    ]  # fmt: skip
    return table(
        _COLUMNS, rows, score="Float64", records="Int64", from_year="Int64", to_year="Int64", confidence="Float64"
    )
