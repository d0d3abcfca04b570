"""What the command line prints: results on stdout, progress and messages on stderr."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extractors.errors import CodedError
from kg.ingest import Progress


def say(message: str) -> None:
    """A message for a person."""
    print(message, file=sys.stderr)


def result(value: Any, lines: list[str], *, as_json: bool) -> None:
    """The command's result: one JSON object, or lines for a person."""
    if as_json:
        print(json.dumps(value, ensure_ascii=False, default=plain, sort_keys=True))
    else:
        print("\n".join(lines))


def plain(value: Any) -> Any:
    """Dataclasses, errors and paths as JSON can hold them."""
    if isinstance(value, CodedError):
        return value.as_dict()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    return str(value)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on stderr where that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda finished, total, name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("reading", total=None, name="")

        def advance(finished: int, total: int, name: str) -> None:
            bar.update(task, completed=finished, total=total, name=name.rsplit("/", 1)[-1])

        yield advance
