"""JSON Lines in, JSON Lines out, in the same order: how each stage is measured alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from extractors.errors import CodedError, InputRejected

Answer = Callable[[dict[str, Any]], dict[str, Any]]


def answers(lines: Iterable[bytes], answer: Answer, needs: str = "text", first: int = 1) -> Iterator[tuple[str, bool]]:
    """(line out, whether it went well) for each line in that is not blank.

    A line that cannot be used gives ``{"id": …, "error": {"code", "message", "where", "advice"}}`` in its place and
    the rest goes on.  needs: the key, beside ``id``, that must hold a string; first: number of the first line.
    """
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            continue
        record: dict[str, Any] = {}
        try:
            record = _object(line)
            _check(record, needs)
            out, good = {"id": record["id"], **answer(record)}, True
        except CodedError as error:
            out, good = {"id": record.get("id"), "error": error.at(f"line {number}").as_dict()}, False
        yield json.dumps(out, ensure_ascii=False), good


def _object(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise InputRejected("STREAM001", f"Not JSON in UTF-8: {error}.", advice="One JSON object a line.") from error
    if not isinstance(record, dict):
        raise InputRejected("STREAM001", "Not a JSON object.", advice="Give one JSON object a line.")
    return record


def _check(record: dict[str, Any], needs: str) -> None:
    if "id" not in record or not isinstance(record.get(needs), str):
        raise InputRejected("STREAM002", f'It needs "id" and a string "{needs}".', advice="Add what is missing.")
    lang = record.get("lang")
    if lang is not None and not isinstance(lang, str):
        raise InputRejected("STREAM003", '"lang" is not a string.', advice='Leave it out or give "en".')
    try:
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputRejected(
            "STREAM004", "It holds half of a surrogate pair.", advice="Send whole characters."
        ) from error
