"""The halves of the sets under ``../shared/names/match``: one to fit the weights of names with, one to report on."""

from __future__ import annotations

import json
from hashlib import md5
from pathlib import Path
from typing import Any

from kg.resolve.training.pools import Pool

_TIMES = {"viaf_ar": 3}
"""How often each question of a set counts: catalogue headings of persons of the past are few, and what it is for."""


def for_fitting(question: str) -> bool:
    """Whether a question is in the half that weights are fitted to, by its id; the other half is reported on."""
    return md5(question.encode(), usedforsecurity=False).digest()[0] < 128


def kept_for_fitting(folder: Path, lang: str) -> list[Pool]:
    """The first halves of the sets of a language as pools; none where the folder ``match`` is absent."""
    found = []
    for path in sorted((folder / "match").glob(f"*_{lang}.queries.jsonl")):
        name = path.name.split(".")[0]
        candidates = _lines(path.with_name(f"{name}.candidates.jsonl"))
        number = {record["id"]: at for at, record in enumerate(candidates)}
        asked = [
            (record["name"], record["lang"], record["kind"], number[record["gold"]])
            for record in _lines(path)
            if for_fitting(record["id"])
        ]
        found.append(Pool(tuple(record["name"] for record in candidates), tuple(asked * _TIMES.get(name, 1))))
    return found


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
