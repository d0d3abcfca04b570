"""The table of ``kg/resolve/authority/background``, made from the persons lists."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import Any

from kg.resolve.authority.background import TABLE, Background, Person
from kg.resolve.profile import Years

_SPAN = re.compile(r"frus(\d{4})(?:-(\d\d))?")
_LONGEST = 300


def background_of(gold: Path, without: Collection[str] = ()) -> Background:
    """The table from ``people_authority.jsonl`` and ``persons_lists_dev.jsonl``; without: volumes held out."""
    names = {line["person_id"]: (line["preferred"], *line["names"]) for line in _lines(gold / "people_authority.jsonl")}
    lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in _lines(gold / "persons_lists_dev.jsonl"):
        if line["person_id"] in names and line["volume"] not in without:
            lists[line["volume"]].append(line)
    volumes = sorted(lists)
    roles: dict[str, set[str]] = defaultdict(set)
    listed: dict[str, set[int]] = defaultdict(set)
    for number, volume in enumerate(volumes):
        for line in lists[volume]:
            roles[line["person_id"]].add(line["description"][:_LONGEST])
            listed[line["person_id"]].add(number)
    persons = tuple(
        Person(tuple(dict.fromkeys(names[key])), tuple(sorted(roles[key])), tuple(sorted(listed[key])))
        for key in sorted(listed)
    )
    return Background(persons, tuple(_span(volume) for volume in volumes))


def save_background(gold: Path) -> None:
    """Write the table beside the code that reads it; same lists, same bytes."""
    table = background_of(gold)
    stored = {
        "persons": [[person.names, person.roles, person.lists] for person in table.persons],
        "spans": [[span.earliest, span.latest] for span in table.spans],
    }
    text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    TABLE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _span(volume: str) -> Years:
    match = _SPAN.match(volume)
    if match is None:
        raise ValueError(f"no years in the name of the volume {volume}")
    first = int(match[1])
    return Years(first, first // 100 * 100 + int(match[2]) if match[2] else first)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
