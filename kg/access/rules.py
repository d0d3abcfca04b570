"""Curators' rules of access: from the settings, and from a table beside them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractors.document import AccessStatus
from extractors.errors import UsageError

COLUMNS = ("archive", "unit", "status", "until", "below", "reason")


class AccessRule(BaseModel):
    """Who may see a unit and all below it; without a unit, all of an archive.

    It goes before the source's word of the unit; below it the stricter of the two holds, unless ``below`` is set.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    archive: str = Field(min_length=1, description="Code of the archive.")
    unit: str = Field("", description="Call number; empty: all units of the archive.")
    status: AccessStatus = Field(description="open, reading-room, embargoed or closed.")
    until: date | None = Field(None, description="First day on which an embargoed unit is open; none: it stays closed.")
    below: bool = Field(False, description="Also over what sources say of units below; else the stricter holds.")
    reason: str = Field("", description="Why; for curators, never published.")

    @model_validator(mode="after")
    def _day_fits(self) -> AccessRule:
        if self.until is not None and self.status != "embargoed":
            raise ValueError("until goes with the status embargoed only")
        return self


def all_rules(settings_rules: tuple[AccessRule, ...], table: Path | None) -> tuple[AccessRule, ...]:
    """The rules of the settings, then those of the table. UsageError for a table that is not sound, or two for one."""
    rules = (*settings_rules, *(_read(table) if table else ()))
    seen: set[tuple[str, str]] = set()
    for rule in rules:
        if (rule.archive, rule.unit) in seen:
            raise UsageError(
                "ACCESS002",
                f"There are two rules of access for {rule.unit or 'all units'} of {rule.archive}.",
                where=str(table or "sunqar.toml"),
                advice="Keep one of them.",
            )
        seen.add((rule.archive, rule.unit))
    return rules


def _read(table: Path) -> list[AccessRule]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = f"The table of access rules cannot be read: {error}."
        raise UsageError("ACCESS003", message, where=str(table)) from error
    rules = []
    for number, row in enumerate(rows, 2):
        known = {key: (value or "").strip() for key, value in row.items() if key in COLUMNS}
        try:
            rules.append(AccessRule.model_validate({key: value for key, value in known.items() if value}))
        except ValidationError as error:
            first = error.errors()[0]
            raise UsageError(
                "ACCESS004",
                f"A rule of access is not sound: {'.'.join(map(str, first['loc'])) or 'row'}: {first['msg']}.",
                where=f"{table}:{number}",
                advice=f"Columns: {', '.join(COLUMNS)}; until as 2030-01-31.",
            ) from error
    return rules
