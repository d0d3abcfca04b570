"""Which files a command means, and which archive holds each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import UsageError
from kg.settings import SourceRule
from kg.workspace import Workspace

_SHEETS = frozenset((".xlsx", ".xlsb", ".xls", ".ods"))
"""Spreadsheets: as an authority list, they are read as one."""


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    """A file to be ingested. named: the caller named it, rather than a folder around it."""

    path: Path
    archive: str
    format: str | None
    named: bool


def find_inputs(
    workspace: Workspace, paths: Sequence[Path], archive: str | None, format_: str | None
) -> list[InputFile]:
    """Files under paths, or, without paths, under the rules of ``sunqar.toml``; sorted, each once. With its authority
    lists in both cases: an unchanged one costs nothing.

    The archive is the flag's, else that of the longest rule that covers the file, else the default archive.
    UsageError for a path that does not exist.
    """
    rules = [(_absolute(workspace, rule), rule) for rule in workspace.settings.sources]
    lists = _authority_lists(workspace)
    if not paths:
        if not rules and not lists:
            raise UsageError(
                "INPUT001",
                "There is nothing to ingest: no path was given and sunqar.toml has no [[sources]].",
                where=str(workspace.path),
                advice="Name files or folders: `sunqar ingest SCANS --archive CODE`.",
            )
        found = {file.path: file for folder, rule in rules for file in _ruled(folder, rule)}
        return sorted((found | lists).values())
    found = dict(lists)
    for path in paths:
        if not path.exists():
            raise UsageError("INPUT002", "There is no such file or folder.", where=str(path))
        for file in walk(path):
            rule = _rule_for(file, rules)
            code = archive or (rule.archive if rule else workspace.settings.default_archive)
            found[file] = InputFile(
                file, code, format_ or (rule.format if rule else None), file == path.absolute()
            )
    return sorted(found.values())


def _authority_lists(workspace: Workspace) -> dict[Path, InputFile]:
    """The lists that the settings name. UsageError INPUT004 for one that is not there."""
    found: dict[Path, InputFile] = {}
    for rule in workspace.settings.authority:
        path = (workspace.path / rule.path).resolve()
        if not path.exists():
            raise UsageError(
                "INPUT004", "An authority list of [[authority]] does not exist.", where=str(path),
                advice="Correct its path in sunqar.toml, or take it out.",
            )  # fmt: skip
        for file in walk(path):
            sheet = file.suffix.lower() in _SHEETS and rule.format is None
            found[file] = InputFile(file, rule.archive, "authority-table" if sheet else rule.format, file == path)
    return found


def archive_of(workspace: Workspace, path: Path) -> str:
    """Code of the archive that a file belongs to by the rules of ``sunqar.toml``, else the default archive."""
    rule = _rule_for(path, [(_absolute(workspace, rule), rule) for rule in workspace.settings.sources])
    return rule.archive if rule else workspace.settings.default_archive


def ruled_finding_aids(workspace: Workspace) -> list[InputFile]:
    """The finding aids that the rules name. UsageError INPUT003 for one that is not there."""
    found = []
    for rule in workspace.settings.sources:
        if rule.finding_aid:
            path = (workspace.path / rule.finding_aid).resolve()
            if not path.is_file():
                raise UsageError(
                    "INPUT003", "A finding aid of [[sources]] does not exist.", where=str(path),
                    advice="Correct its path in sunqar.toml, or take it out.",
                )  # fmt: skip
            found.append(InputFile(path, rule.archive, None, True))
    return found


def _absolute(workspace: Workspace, rule: SourceRule) -> Path:
    return (workspace.path / rule.path).resolve()


def _ruled(folder: Path, rule: SourceRule) -> Iterator[InputFile]:
    if not folder.exists():
        raise UsageError(
            "INPUT003",
            "A folder of [[sources]] does not exist.",
            where=str(folder),
            advice="Correct its path in sunqar.toml, or take it out.",
        )
    if folder.is_file():
        yield InputFile(folder, rule.archive, rule.format, True)
        return
    for path in walk(folder):
        inside = path.relative_to(folder)
        if any(_matches(inside, pattern) for pattern in rule.include) and not any(
            _matches(inside, pattern) for pattern in rule.exclude
        ):
            yield InputFile(path, rule.archive, rule.format, False)


def _matches(path: Path, pattern: str) -> bool:
    """Glob from the folder; a leading ``**/`` matches no folder as well."""
    return path.match(pattern) or (pattern.startswith("**/") and path.match(pattern[3:]))


def walk(path: Path) -> Iterator[Path]:
    """Files at or under path, sorted; hidden ones are left out, links are not followed out of a folder."""
    if path.is_file():
        yield path.absolute()
        return
    for entry in sorted(path.absolute().iterdir()):
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        yield from walk(entry)


def _rule_for(file: Path, rules: Sequence[tuple[Path, SourceRule]]) -> SourceRule | None:
    covering = [(len(folder.parts), rule) for folder, rule in rules if file.resolve().is_relative_to(folder)]
    return max(covering, key=lambda pair: pair[0])[1] if covering else None
