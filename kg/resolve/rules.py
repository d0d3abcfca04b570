"""Settings of identity: authority lists that a workspace knows, and services that are asked who is meant."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from extractors.document import Label

CODE_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$"


class AuthorityRule(BaseModel):
    """An authority list that every ingest reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str = Field(description="File or folder, relative to sunqar.toml or absolute.")
    archive: str = Field("authority", pattern=CODE_PATTERN, description="Code of who keeps the list.")
    format: str | None = Field(None, description="Reader to use; found by content where absent.")


class ReconciliationRule(BaseModel):
    """A service of the Reconciliation Service API 0.2 that is asked for outside identifiers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(description="Address of the service's manifest.")
    types: dict[Label, str] = Field(
        {"PERSON": "", "ORG": "", "PLACE": ""},
        description="Labels that are asked about, each with the service's id of that type; empty: any type.",
    )
    min_score: float = Field(70.0, ge=0, description="Least score of an answer that is suggested.")
    limit: int = Field(3, ge=1, le=20, description="Answers to a name, at most.")
    batch: int = Field(20, ge=1, le=100, description="Names in one request.")
    timeout_s: float = Field(20.0, gt=0, le=300, description="Longest time of one request, in seconds.")
    most: int = Field(2000, ge=1, description="Names that one run asks about, at most; later runs ask about the rest.")
    allow_private: bool = Field(False, description="Whether the service may lie in a private network.")

    @field_validator("url")
    @classmethod
    def _url(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
            raise ValueError("must be an http(s) address without user and password")
        return value
