"""Every limit of the endpoint, by name, with its help. None of them is hidden in code."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Limits:
    """Defaults; ``from_settings`` takes those that a workspace may set."""

    query_timeout_s: Annotated[float, "Wall clock of one query, in seconds; then its process is killed."] = 10.0
    heavy_after_s: Annotated[float, "A query that runs longer than this counts as heavy, in seconds."] = 0.5
    queue_wait_s: Annotated[float, "Longest wait for a worker, in seconds; then 503."] = 5.0
    queue: Annotated[int, "Queries that may wait for a worker; the next gets 503 at once."] = 32
    workers: Annotated[int, "Queries that run at the same time; heavy ones leave one of them free."] = 2
    query_memory_mib: Annotated[int, "Memory of one query process, in MiB."] = 1536
    max_rows: Annotated[int, "Most rows or triples in one answer; the rest is cut off, and said so."] = 100_000
    max_bytes: Annotated[int, "Most bytes in one answer."] = 64 << 20
    max_query_chars: Annotated[int, "Longest query, in characters."] = 100_000
    max_nesting: Annotated[int, "Deepest nesting of brackets in a query."] = 100
    max_operators: Annotated[int, "Most operators and group keywords in a query."] = 500
    max_body_bytes: Annotated[int, "Largest request body, in bytes; then 413."] = 1 << 20
    max_url_bytes: Annotated[int, "Longest URL, in bytes; then 414."] = 64 << 10

    @classmethod
    def from_settings(cls, settings: Settings) -> Limits:
        """The limits of a workspace's settings; those it does not know keep their defaults."""
        known = {each.name for each in fields(cls)} & set(type(settings).model_fields)
        return cls(**{name: getattr(settings, name) for name in sorted(known)})
