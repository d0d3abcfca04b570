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
    heavy_busy_s: Annotated[float, "The same while others wait for a place."] = 0.05
    queue_wait_s: Annotated[float, "Longest wait for a worker, in seconds; then 503."] = 5.0
    queue: Annotated[int, "Queries that may wait for a worker; the next gets 503 at once."] = 128
    workers: Annotated[int, "Long queries that run at the same time."] = 2
    short_each: Annotated[int, "Short queries that run at the same time, for each worker."] = 3
    query_memory_mib: Annotated[int, "Memory that one query may take, in MiB, beside the edition."] = 1536
    max_rows: Annotated[int, "Most rows or triples in one answer; the rest is cut off, and said so."] = 100_000
    max_bytes: Annotated[int, "Most bytes in one answer."] = 64 << 20
    max_query_chars: Annotated[int, "Longest query, in characters."] = 100_000
    max_nesting: Annotated[int, "Deepest nesting of brackets in a query."] = 100
    max_operators: Annotated[int, "Most operators and group keywords in a query."] = 500
    max_patterns: Annotated[int, "Most triple patterns in a query: planning takes the cube of their number."] = 128
    client_seconds: Annotated[float, "Processing time that one client has in a minute, in seconds; then 429."] = 60.0
    client_errors: Annotated[float, "Failing requests that one client has in a minute; then 429."] = 30.0
    client_burst: Annotated[float, "Minutes' worth of both that a client may use at once after a quiet time."] = 2.0
    trusted_proxies: Annotated[tuple[str, ...], "Addresses whose X-Forwarded-For is believed."] = ()
    unmetered_clients: Annotated[tuple[str, ...], "Addresses of clients that have no budget."] = ()
    edition_in_memory: Annotated[str, "Whether queries read a copy in memory: auto, always or never."] = "auto"
    answer_cache_mib: Annotated[int, "Memory for answers that were given before, in MiB; 0 keeps none."] = 64
    max_body_bytes: Annotated[int, "Largest request body, in bytes; then 413."] = 1 << 20
    write_timeout_s: Annotated[float, "Wall clock of one write, in seconds; then its process is killed."] = 30.0
    max_write_bytes: Annotated[int, "Largest body of a write, in bytes; then 413."] = 32 << 20
    max_own_triples: Annotated[int, "Most statements that the own graphs may hold."] = 1_000_000
    max_url_bytes: Annotated[int, "Longest URL, in bytes; then 414."] = 64 << 10
    request_timeout_s: Annotated[float, "A request must have arrived within this time, in seconds; then 408."] = 30.0

    @property
    def short_places(self) -> int:
        """Short queries that run at the same time: the processor is shared among them, and none waits for another."""
        return self.workers * self.short_each

    @classmethod
    def from_settings(cls, settings: Settings) -> Limits:
        """The limits of a workspace's settings; those it does not know keep their defaults."""
        known = {each.name for each in fields(cls)} & set(type(settings).model_fields)
        return cls(**{name: getattr(settings, name) for name in sorted(known)})
