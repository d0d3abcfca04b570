"""Groups of persons who share a surname and an initial, from the persons lists of edited volumes.

python -m kg.resolve.training.namesakes ../shared tests/data/namesakes.jsonl

Each line is one thing to be linked: what one volume says of one person. The last of a person's lines has the given name
cut to its initial, as letters have it. ``person`` is the truth.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.languages.fold import fold

_ROWS = 4
_PERSONS = 4
_LONGEST = 160
_VOLUME = re.compile(r"frus(\d{4})(?:-(\d{2}))?")
_RANK = re.compile(r"^(?:(?:Sir|Lord|Lady|Dr|Father|Senator|Major|Colonel|Captain|General|Admiral|Lt|Lieutenant)\.? )+")

Row = dict[str, Any]


def main(shared: Path, target: Path) -> None:
    """Write the lines."""
    lines = [json.dumps(line, ensure_ascii=False) for line in groups(shared)]
    target.write_text("\n".join(lines) + "\n", "utf-8")


def groups(shared: Path) -> Iterator[Row]:
    """All lines, group by group."""
    lives = {row["person_id"]: row for row in _rows(shared / "gold" / "people_authority.jsonl")}
    named: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(shared / "gold" / "persons_lists_dev.jsonl"):
        surname, comma, given = row["name"].partition(",")
        given = _RANK.sub("", given.strip())
        if row["person_id"] and comma and given and _VOLUME.match(row["volume"]):
            named[f"{fold(surname)} {fold(given)[:1]}"][row["person_id"]].append(row | {"given": given})
    for group, persons in sorted(named.items()):
        told = {person: rows for person, rows in persons.items() if any(len(row["description"]) > 10 for row in rows)}
        if len(told) > 1 and any(len(rows) > 1 for rows in told.values()):
            for person in sorted(told)[:_PERSONS]:
                yield from _of_person(group, person, told[person], lives.get(person, {}))


def _of_person(group: str, person: str, rows: list[Row], life: Row) -> Iterator[Row]:
    rows = sorted(rows, key=lambda row: row["volume"])
    step = max(1, len(rows) // _ROWS)
    chosen = rows[::step][:_ROWS]
    for number, row in enumerate(chosen):
        first, last = _years(row["volume"])
        cut = number == len(chosen) - 1 > 0
        surname = row["name"].partition(",")[0]
        yield {
            "group": group,
            "person": person,
            "name": f"{row['given'][0]}. {surname}" if cut else row["name"],
            "lang": "en",
            "role": row["description"][:_LONGEST],
            "active": [first, last],
            "born": int(life["birth_year"]) if number == 0 and life.get("birth_year", "").isdigit() else None,
            "died": int(life["death_year"]) if number == 0 and life.get("death_year", "").isdigit() else None,
            "source": row["volume"],
        }


def _years(volume: str) -> tuple[int, int]:
    """ "frus1955-57v03" is 1955 to 1957."""
    found = _VOLUME.match(volume)
    if found is None:
        raise ValueError(volume)
    first = int(found[1])
    return first, first // 100 * 100 + int(found[2]) if found[2] else first


def _rows(path: Path) -> Iterator[Row]:
    return map(json.loads, path.read_text("utf-8").splitlines())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
