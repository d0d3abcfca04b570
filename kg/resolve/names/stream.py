"""The stream ``sunqar match``: a file of candidates, a name a line, the likeliest candidates a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractors.errors import RunAborted
from extractors.streams import answers
from kg.resolve.names.index import NameIndex

MOST = 10


def run(candidates: Path, lang: str | None) -> bool:
    """Answer standard input on standard output; whether every line could be answered."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    good = True
    for line, answered in answers(sys.stdin.buffer, answerer(candidates, lang), needs="name"):
        print(line)
        good = good and answered
    return good


def answerer(candidates: Path, lang: str | None = None) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What answers a record with ``name`` and perhaps ``lang`` and ``kind``: ``{"matches": [{"id", "score"}]}``.

    lang        of records that name none
    candidates  JSON Lines with ``id``, ``name`` and perhaps ``lang``. A line that cannot be used stops the run, as
    every answer would lack that candidate: MATCH001 no such file, MATCH002 a bad line.
    """
    ids, names = _read(candidates)
    index = NameIndex(names)

    def answer(record: dict[str, Any]) -> dict[str, Any]:
        kind = record.get("kind")
        matches = index.match(
            record["name"], _lang(record.get("lang") or lang), kind if isinstance(kind, str) else None, MOST
        )
        return {"matches": [{"id": ids[match.number], "score": round(match.score, 6)} for match in matches]}

    return answer


def _read(path: Path) -> tuple[list[Any], list[tuple[str, str | None]]]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise RunAborted(
            "MATCH001", f"The candidates cannot be read: {error.strerror}.", where=str(path), advice="Check the path."
        ) from error
    ids, names = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8"))
            text, lang = record["name"], record.get("lang")
            ids.append(record["id"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise _bad(path, number) from error
        if not isinstance(text, str) or not (lang is None or isinstance(lang, str)):
            raise _bad(path, number)
        names.append((text, _lang(lang)))
    return ids, names


def _bad(path: Path, number: int) -> RunAborted:
    return RunAborted(
        "MATCH002",
        "No candidate: it needs to be a JSON object in UTF-8.",
        where=f"{path}:{number}",
        advice='Give {"id": …, "name": "…"} and perhaps "lang" on each line.',
    )


def _lang(lang: str | None) -> str | None:
    return lang.split("-")[0].lower() if lang else None
