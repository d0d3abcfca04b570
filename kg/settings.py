"""Every setting, its default, its help, and where its value came from.

Order: command-line flag, ``SUNQAR_*`` variable, ``sunqar.toml`` of the workspace, default.
"""

from __future__ import annotations

from datetime import date
from os import environ
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from extractors.errors import UsageError
from kg.access.rules import AccessRule
from kg.resolve.rules import AuthorityRule, ReconciliationRule

FILE_NAME = "sunqar.toml"
DEFAULT_BASE = "http://127.0.0.1:8010"
CODE_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$"


class SourceRule(BaseModel):
    """Which archive the files under a folder belong to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str = Field(description="Folder or file, relative to sunqar.toml or absolute.")
    archive: str = Field(pattern=CODE_PATTERN, description="Code of the holding archive.")
    format: str | None = Field(None, description="Reader to use; found by content where absent.")
    include: tuple[str, ...] = Field(
        ("**/*",), description="Glob patterns of files to read, from the folder."
    )
    exclude: tuple[str, ...] = Field((), description="Glob patterns of files to leave out.")
    finding_aid: str | None = Field(None, description="Finding aid that its scans and texts are joined to.")


class Settings(BaseSettings):
    """All settings of a workspace."""

    model_config = SettingsConfigDict(
        env_prefix="SUNQAR_", frozen=True, extra="forbid", env_nested_delimiter="__"
    )
    toml_file: ClassVar[Path | None] = None

    base_iri: str = Field(
        DEFAULT_BASE, description="Base of every IRI minted here, without a trailing slash."
    )
    vocabulary_iri: str = Field("", description="Namespace of our own terms; empty: {base_iri}/def#.")
    archives: dict[str, dict[str, str]] = Field(
        {}, description="Holding archives: code to names by language."
    )
    sources: tuple[SourceRule, ...] = Field((), description="Which folders belong to which archive.")
    authority: tuple[AuthorityRule, ...] = Field((), description="Authority lists that every ingest reads.")
    reconciliation: tuple[ReconciliationRule, ...] = Field(
        (), description="Services that `sunqar link` asks for outside identifiers; none: no network is used."
    )
    default_archive: str = Field(
        "archive", pattern=CODE_PATTERN, description="Archive of files no rule names."
    )
    access: tuple[AccessRule, ...] = Field((), description="Rules of access: who may see which units.")
    access_table: str = Field(
        "", description="CSV table of such rules, relative to sunqar.toml: archive, unit, status, until, reason."
    )
    living_persons: Literal["protect", "publish"] = Field(
        "protect", description="Whether birth, family and residence of persons who may be alive are left out."
    )
    living_years: int = Field(
        110, ge=1, description="A person of whom no death is known may be alive so many years after the birth."
    )
    dumps: tuple[Literal["nq", "trig", "ttl", "jsonld"], ...] = Field(
        ("nq",), description="Formats of the dumps that each edition carries and /dataset serves."
    )
    scans: Literal["publish", "none"] = Field(
        "publish", description="Whether editions carry the images of the pages whose text they show; none: no image."
    )
    clock: date | None = Field(None, description="Day for which is published, as 2030-01-31; none: today.")
    licence: str = Field("", description="Licence IRI of descriptions whose source names none.")
    jobs: int = Field(0, ge=0, description="Worker processes for extraction; 0: one for each core.")
    executor: Literal["local", "dask"] = Field(
        "local", description="Where files are read: in processes of this machine, or on the workers of a Dask cluster."
    )
    scheduler: str = Field("", description="Address of the Dask scheduler, as tcp://10.0.0.5:8786 or tls://….")
    cluster_patience_s: float = Field(
        60.0, gt=0, description="A run ends when the cluster had no worker for so long, in seconds."
    )
    batch: int = Field(256, ge=1, description="Most files that are loaded in one step.")
    recognise: bool = Field(True, description="Find names and dates in texts, beside what editors marked.")
    tier: str = Field(
        "accurate", description="How names are found: accurate, or fast, at over ten times the speed, more mistakes."
    )
    min_confidence: float = Field(
        0.5, ge=0, le=1, description="A machine's mention enters the graph only when it is at least this likely right."
    )
    document_seconds: float = Field(
        600.0, gt=0, description="Longest time for reading one document, and for finding names in it, in seconds."
    )
    largest_cluster: int = Field(
        500, ge=2, description="Mentions and entries that machines may hold to be one person without a registry's id."
    )
    reviewer: str = Field("", description="Who decides in review where --by does not say; empty: $USER.")
    host: str = Field("127.0.0.1", description="Address that serve listens on.")
    port: int = Field(8010, ge=0, le=65535, description="Port that serve listens on.")
    workers: int = Field(2, ge=1, description="Long queries that run at the same time; three times as many short ones.")
    query_timeout_s: float = Field(10.0, gt=0, description="Wall clock limit of one query, in seconds.")
    query_memory_mib: int = Field(
        1536, ge=64, description="Memory that one query may take, in MiB, beside the edition."
    )
    edition_in_memory: Literal["auto", "always", "never"] = Field(
        "auto", description="Whether queries read a copy of the edition in memory; auto: where it fits easily."
    )
    answer_cache_mib: int = Field(
        64, ge=0, description="Memory for answers that were given before, in MiB; 0 keeps none."
    )
    max_rows: int = Field(100_000, ge=1, description="Most rows or triples in one answer.")
    max_bytes: int = Field(64 * 1024 * 1024, ge=1024, description="Most bytes in one answer.")
    max_query_chars: int = Field(100_000, ge=100, description="Longest query, in characters.")
    queue: int = Field(
        128, ge=0, description="Queries that may wait for a worker; more are told to come back."
    )
    request_timeout_s: float = Field(
        30.0, gt=0, description="Time within which a request must have arrived whole, in seconds; then 408."
    )
    client_seconds: float = Field(
        60.0, gt=0, description="Processing time that one client has in a minute, in seconds; then 429."
    )
    client_errors: float = Field(
        30.0, gt=0, description="Failing requests that one client has in a minute; then 429."
    )
    client_burst: float = Field(
        2.0, ge=0.1, description="Minutes' worth of both that a client may use at once after a quiet time."
    )
    unmetered_clients: tuple[str, ...] = Field(
        (), description="Addresses and networks of clients that have no such budget."
    )
    trusted_proxies: tuple[str, ...] = Field(
        (), description="Addresses and networks whose X-Forwarded-For tells the client."
    )
    stop_s: float = Field(
        20.0, ge=0, description="Longest time that a server which is asked to stop gives running queries, in seconds."
    )
    log_json: bool = Field(False, description="Whether serve writes its log as JSON, one object a line.")
    keep_editions: int = Field(
        0, ge=0, description="Editions that stay after publish, the current one among them; 0: all."
    )
    service_allow: tuple[str, ...] = Field(
        (), description="Endpoints that SERVICE may ask: beginnings of addresses, and networks such as 10.0.0.0/8."
    )
    service_timeout_s: float = Field(
        10.0, gt=0, description="Time that the SERVICE clauses of one query have together, in seconds."
    )
    service_max_rows: int = Field(10_000, ge=1, description="Most rows that one SERVICE clause may bring.")
    service_max_bytes: int = Field(16 << 20, ge=1024, description="Most bytes in one answer of another endpoint.")
    store: str = Field(
        "", description="Address of a SPARQL 1.1 store: push fills it, serve answers from it; empty: none."
    )
    store_layout: str = Field(
        "oxigraph", description="Kind of that store: oxigraph, fuseki, rdf4j, virtuoso, or plain (one address for all)."
    )
    store_authorization_file: Path | None = Field(
        None, description="File that holds the value of the Authorization header for that store."
    )

    write_timeout_s: float = Field(30.0, gt=0, description="Wall clock limit of one write, in seconds.")
    max_write_bytes: int = Field(32 * 1024 * 1024, ge=1024, description="Largest body of a write, in bytes.")
    max_own_triples: int = Field(1_000_000, ge=1, description="Most statements that the own graphs may hold.")
    publish_after_s: float = Field(
        30.0, ge=0, description="A writable server publishes when nothing was written for so long, in seconds."
    )

    @field_validator("base_iri")
    @classmethod
    def _base(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")) or any(mark in value for mark in ' "<>{}|\\^`#?'):
            raise ValueError("must be an http(s) IRI without query, fragment or forbidden characters")
        return value.rstrip("/")

    @property
    def vocabulary(self) -> str:
        """Namespace of our own terms."""
        return self.vocabulary_iri or f"{self.base_iri}/def#"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then variables, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, cls.toml_file)


def load_settings(folder: Path, **flags: Any) -> Settings:
    """Settings of the workspace in folder; flags that are None do not count. UsageError names a wrong value."""
    return read_settings_file(folder / FILE_NAME, **flags)


def read_settings_file(path: Path, **flags: Any) -> Settings:
    """The same, from a settings file of any name. UsageError where it cannot be read or is no TOML."""
    bound = _bound_to(path)
    try:
        return bound(**{name: value for name, value in flags.items() if value is not None})
    except (ValidationError, ValueError) as error:
        raise UsageError(
            "SETTINGS001",
            f"A setting has no valid value: {_first_problem(error)}.",
            where=str(path),
            advice="`sunqar config` lists every setting with its help.",
        ) from error


def origins(folder: Path, settings: Settings) -> dict[str, str]:
    """For each setting, where its value came from: a variable, the file, or the default."""
    bound = _bound_to(folder / FILE_NAME)
    file_values = TomlConfigSettingsSource(bound, bound.toml_file)()
    found = {}
    for name in type(settings).model_fields:
        variable = f"SUNQAR_{name.upper()}"
        if any(key.upper() == variable or key.upper().startswith(variable + "__") for key in environ):
            found[name] = variable
        else:
            found[name] = FILE_NAME if name in file_values else "default"
    return found


def _bound_to(path: Path) -> type[Settings]:
    """A Settings class that reads that file; a class of its own, so that no shared state changes."""
    return type(
        "Settings", (Settings,), {"toml_file": path, "__module__": __name__, "__doc__": Settings.__doc__}
    )


def _first_problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc'])) or 'setting'}: {first['msg']}"
    return str(error)
