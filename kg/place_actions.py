"""The stream ``sunqar places``: standard input to standard output."""

from __future__ import annotations

import sys

import typer

from extractors.streams import answers
from kg.resolve.place_answers import answer_of

PARTLY = 4


def places_action(lang: str | None) -> None:
    """Answer each line in its order; exit code 4 where some could not be used."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    failed = False
    for line, good in answers(sys.stdin.buffer, lambda record: answer_of(record, lang), needs="name"):
        print(line)
        failed = failed or not good
    if failed:
        raise typer.Exit(PARTLY)
