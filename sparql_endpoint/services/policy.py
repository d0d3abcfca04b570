"""What this server's SERVICE may do: endpoints that are listed, limits, how many requests at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from extractors.errors import UsageError
from sparql_endpoint.services.addresses import Allowed
from sparql_endpoint.services.errors import ServiceError
from sparql_endpoint.services.remote import RemoteLimits

if TYPE_CHECKING:
    from kg.settings import Settings

_AT_ONCE = 8


@dataclass(frozen=True)
class Policy:
    """base: of the workspace's IRIs, under which our own services stand; block: rows of VALUES in one request."""

    base: str = ""
    allowed: Allowed = field(default_factory=Allowed)
    limits: RemoteLimits = field(default_factory=RemoteLimits)
    block: int = 200
    places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_AT_ONCE))

    @classmethod
    def from_settings(cls, settings: Settings) -> Policy:
        """Of a workspace. UsageError for an entry of the list that is neither an address nor a network."""
        limits = RemoteLimits(settings.service_timeout_s, settings.service_max_rows, settings.service_max_bytes)
        try:
            allowed = Allowed.of(settings.service_allow)
        except ValueError as error:
            raise UsageError(
                "SERVICE010",
                f"SERVICE cannot be allowed for what is no address: {error}.",
                advice="Give http(s)://host/… or a network such as 10.0.0.0/8.",
            ) from error
        return cls(settings.base_iri, allowed, limits)

    @property
    def local(self) -> str:
        """What the IRIs of our own services begin with."""
        return f"{self.base}/service/"

    @property
    def federates(self) -> bool:
        """Whether any other endpoint may be asked."""
        return bool(self.allowed.prefixes)

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place among the requests that run. ServiceError where none becomes free in time."""
        if not self.places.acquire(timeout=self.limits.seconds):
            raise ServiceError("SERVICE009", "Too many queries wait for other endpoints.", advice="Come back later.")
        try:
            yield
        finally:
            self.places.release()
