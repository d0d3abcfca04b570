"""What ``sunqar review reports`` and ``sunqar review answer`` do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.console import result
from kg.reports.book import FILE_NAME, ReportBook
from kg.reports.report import Report
from kg.review.actions import actor_of
from kg.review.lines import isolated
from kg.workspace import Workspace, open_workspace


def book_of(workspace: Workspace) -> ReportBook:
    """The book of reports of a workspace."""
    return ReportBook(workspace.path / FILE_NAME)


def reports_action(path: Path | None, every: bool, as_json: bool) -> None:
    """``sunqar review reports``."""
    found = book_of(open_workspace(path)).reports("" if every else "open")
    lines = [line for report in found for line in _lines(report)]
    result({"reports": found}, lines or ["No reports wait."], as_json=as_json)


def answer_action(path: Path | None, number: str, answer: str, by: str, reopen: bool, as_json: bool) -> None:
    """``sunqar review answer``."""
    workspace = open_workspace(path)
    book, actor = book_of(workspace), actor_of(workspace, by)
    report = book.reopen(number, by=actor) if reopen else book.close(number, by=actor, answer=answer)
    result(report, [f"{report.number} is {report.state}."], as_json=as_json)


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.number}  {report.made[:10]}  {report.state}  {report.reason}  edition {report.edition}"
    yield f"     about     {report.about}"
    if report.statement:
        yield f"     says      {_line(report.statement)}"
    yield f"     reader    {_line(report.words)}"
    if report.answer:
        yield f"     answer    {_line(report.answer)} ({isolated(report.by)})"


def _line(text: str) -> str:
    return isolated("".join(sign if sign.isprintable() else " " for sign in text))
