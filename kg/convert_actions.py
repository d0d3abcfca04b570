"""What ``sunqar convert`` does, once its arguments are known."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from extractors.errors import CodedError, InputRejected, UsageError
from extractors.source import Source
from kg.console import result, say
from kg.conversion import chosen_reader, convert, loss_report
from kg.iri import Iris
from kg.loss import LossReport
from kg.settings import load_settings
from kg.static_graphs import archives_graph
from kg.store.convert import FORMATS, from_nquads

PARTLY_DONE = 4
SHOWN = 5


@dataclass(frozen=True, slots=True)
class ConvertRequest:
    """What to convert, as what, to where (None: stdout). report: say what is lost instead, or beside, where output."""

    files: tuple[Path, ...]
    output: Path | None
    format: str
    source_format: str | None
    archive: str
    base_iri: str | None
    report: bool


def convert_action(request: ConvertRequest, as_json: bool) -> None:
    """``sunqar convert``. A file that cannot be read is named and left out; exit code 4. UsageError for options."""
    if request.format not in FORMATS:
        raise UsageError(
            "CONVERT002", f"{request.format!r} is no output format.", advice=f"Use one of: {', '.join(FORMATS)}."
        )
    settings = load_settings(Path(), base_iri=request.base_iri)  # sunqar.toml of this folder, where there is one
    iris = Iris(settings.base_iri, settings.vocabulary)
    parts: list[bytes] = []
    reports: dict[str, LossReport] = {}
    errors: list[CodedError] = []
    for path in request.files:
        try:
            source = Source.from_path(path, request.archive)
            chosen = chosen_reader(source, request.source_format)
            mapped, warnings = convert(source, chosen, iris, settings.licence)
            for warning in warnings:
                say(f"warning: {path}: {warning}")
            if request.report:
                reports[str(path)] = loss_report(source, chosen, iris)
            parts.append(mapped.graph.nquads)
        except OSError as error:
            errors.append(InputRejected("READ002", f"The file cannot be read: {error.strerror}.", where=str(path)))
        except InputRejected as error:
            errors.append(error.at(str(path)))
    for fault in errors:
        say(f"failed: {fault.where}: {fault.message} [{fault.code}]" + (f" {fault.advice}" if fault.advice else ""))
    if parts and (request.output or not request.report):
        parts.append(archives_graph(settings, iris, {request.archive}).nquads)
        _write(from_nquads(b"".join(parts), request.format, iris.vocabulary), request.output)
    if reports:
        result(
            {path: report.paths for path, report in reports.items()},
            [line for path, report in reports.items() for line in report_lines(path, report)],
            as_json=as_json,
        )
    if errors:
        raise typer.Exit(PARTLY_DONE if parts else 1)


def _write(data: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UsageError(
            "CONVERT003", f"The output cannot be written: {error.strerror}.", where=str(output)
        ) from None


def report_lines(name: str, report: LossReport) -> Sequence[str]:
    """The report for a person: totals, then every path that loses something, with its first losses."""
    mapped, text, lost = report.total("mapped"), report.total("text"), report.total("lost")
    lines = [f"{name}: {mapped} statements are mapped, {text} are kept as text alone, {lost} are lost."]
    if appearance := report.total("appearance"):
        names = sorted({each.path.rpartition("/")[2] for each in report.paths if each.fate == "appearance"})
        lines.append(f"  {appearance} more are not kept: they say how words look or how the file is written.")
        lines.append(f"    {', '.join(names)}")
    if internal := report.total("internal"):
        lines.append(f"  {internal} more are left out: the archive marks them as internal.")
    if text:
        lines.append("  as text alone:")
        lines += [f"    {each.path} ({each.count - len(each.missing)})" for each in report.paths if each.fate == "text"]
    if lost:
        lines.append("  lost:")
    for each in report.paths:
        if each.fate not in ("appearance", "internal") and each.missing:
            lines.append(f"    {each.path} ({len(each.missing)} of {each.count})")
            lines += [f"      line {one.line}: {one.value[:100]}" for one in each.missing[:SHOWN]]
            if len(each.missing) > SHOWN:
                lines.append(f"      … and {len(each.missing) - SHOWN} more: --json lists all")
    return lines
