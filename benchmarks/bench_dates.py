"""How well dates are read: exact, wrong and abstained, on the development list, our own table, and dates in TEI.

    python benchmarks/bench_dates.py [SHARED]

TEI: the text of each ``<date>`` of the Arabic journals against its ``@when`` or ``@when-custom``, whose calendar the
mark-up names; a year of the Hijra is right where it is the same Hijri year, as the mark-up holds no Gregorian one.
A day of the Hijra, which is approximate here, is right where it is the marked day.
"Open" counts what is not read for sure, but whose marked value is among the alternatives.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from extractors.dates import parse
from extractors.dates.alternatives import explain
from extractors.dates.calendars import Calendar, Moment
from extractors.dates.edtf import written

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "tests" / "unit" / "dates" / "expressions"
_DATE = re.compile(r"<date\b([^>]*[^/>])>(.*?)</date>", re.DOTALL)
_CALENDARS: dict[str, Calendar] = {"islamic": "hijri", "ottomanfiscal": "rumi", "julian": "julian"}

Case = tuple[str, str, str | None]


def development(shared: Path) -> Iterator[Case]:
    """The development list: language, expression, EDTF."""
    for line in (shared / "dates" / "dates_dev.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        yield record["lang"], record["expression"], record["edtf"]


def table() -> Iterator[Case]:
    """Our own table; None for what is no date or may mean several."""
    for path in sorted(TABLES.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            expressed, edtf = line.rsplit(" = ", 1)
            yield path.stem, expressed, None if edtf == "null" else edtf


def marked_up(shared: Path) -> Iterator[Case]:
    """Dates in the Arabic journals with a value that the mark-up gives."""
    for path in sorted((shared / "corpus" / "openarabicpe_tei_ar").rglob("*.xml")):
        for attributes, content in _DATE.findall(path.read_text("utf-8")):
            values = dict(re.findall(r'([\w:-]+)="([^"]*)"', attributes))
            value = values.get("when") or values.get("when-custom")
            if value and values.get("xml:lang") == "ar":
                named = "gregorian" if "when" in values else values.get("datingMethod", "").split("_")[-1]
                yield "ar", " ".join(re.sub(r"<[^>]*>", "", content).split()), _edtf(value, named)


def _edtf(value: str, named: str) -> str | None:
    if named == "gregorian":
        return value
    year, month, day, *_ = [*map(int, value.split("-")), 0, 0]
    size = "day" if day else "month" if month else "year"
    return written(Moment(_CALENDARS.get(named, "gregorian"), year, month, day, size))


def main() -> None:
    """Print a table, then every wrong answer and what was not read."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    lists = {"development": list(development(shared)), "table": list(table()), "TEI": list(marked_up(shared))}
    remarks: list[str] = []
    print(f"{'list':12} {'lang':4} {'cases':>5} {'exact':>5} {'wrong':>5} {'none':>5} {'open':>5}")
    for name, cases in lists.items():
        for lang in sorted({case[0] for case in cases}):
            counted = _count(name, [case for case in cases if case[0] == lang], remarks)
            numbers = " ".join(f"{counted[key]:5}" for key in ("exact", "wrong", "none", "open"))
            print(f"{name:12} {lang:4} {counted.total():5} {numbers}")
    print(*remarks, sep="\n")


def _count(name: str, cases: list[Case], remarks: list[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for lang, expressed, edtf in cases:
        date = parse(expressed, lang)
        answer = date.edtf if date else None
        among = edtf in [alternative.edtf for alternative in explain(expressed, lang)[1]]
        same = answer == edtf or (name == "TEI" and (answer or "").rstrip("~") == edtf)
        kind = "exact" if same else "wrong" if answer else "open" if among else "none"
        counted[kind] += 1
        if kind != "exact":
            remarks.append(f"{kind:5} {name} {lang}: {expressed} is {edtf}, read as {answer}")
    return counted


if __name__ == "__main__":
    main()
