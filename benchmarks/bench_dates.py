"""How well dates are read: exact, wrong and abstained, on the development list, our own tables, and dates in TEI.

    python benchmarks/bench_dates.py [SHARED]

TEI: the text of each ``<date>`` of the Arabic journals against its ``@when`` or ``@when-custom``, whose calendar the
mark-up names; a year of the Hijra is right where it is the same Hijri year, as the mark-up holds no Gregorian one.
A day of the Hijra, which is approximate here, is right where it is the marked day. Each is read twice: by itself, and
in its place in the article ("in place"), where what stands about it and the article's other dates count as well.
"copied" are those that a program marked with the bare number as a Gregorian year, calendar unsaid: nobody looked at
them, and most ("سنة ٢٧٠") are years of the Hijra. They are counted apart; "wrong" there means "other than the number".
"Near" is another answer of which some day is a marked day: "463 AH (1070)" is marked as the one and read as the other.
"Open" counts what is not read for sure, but whose marked value is among the alternatives.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from edtf import parse_edtf

from extractors.dates import context_of, find, parse, understand
from extractors.dates.alternatives import explain
from extractors.dates.calendars import Calendar, Moment
from extractors.dates.edtf import bounds, written
from extractors.dates.relative import relative
from extractors.document import DateExpression, Document
from extractors.readers.tei import TeiReader
from extractors.source import Source

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "tests" / "unit" / "dates" / "expressions"
LISTS = ROOT / "tests" / "data"
_DATE = re.compile(r"<date\b([^>]*[^/>])>(.*?)</date>", re.DOTALL)
_CALENDARS: dict[str, Calendar] = {"islamic": "hijri", "ottomanfiscal": "rumi", "julian": "julian"}

Case = tuple[str, str, str | None, str | None]
"""Language, expression, EDTF, and what is read, where that is not ``parse``'s answer."""


def development(shared: Path) -> Iterator[Case]:
    """The development list."""
    for line in (shared / "dates" / "dates_dev.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        yield record["lang"], record["expression"], record["edtf"], _read(record["lang"], record["expression"])


def table() -> Iterator[Case]:
    """Our own table; None for what is no date or may mean several."""
    for path in sorted(TABLES.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            expressed, edtf = line.rsplit(" = ", 1)
            yield path.stem, expressed, None if edtf == "null" else edtf, _read(path.stem, expressed)


def unseen(told: bool) -> Iterator[Case]:
    """The lists that were answered before they were read. told: those that count from the date of a document."""
    for path in sorted(LISTS.glob("dates_*.jsonl")):
        lang = path.stem.removeprefix("dates_")
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            expressed, document = record["expression"], record.get("document")
            if (document is not None) == told:
                yield lang, expressed, record["edtf"], _read(lang, expressed, document)


def _read(lang: str, expressed: str, document: str | None = None) -> str | None:
    date = parse(expressed, lang)
    if date is None and document:
        date = relative(expressed, parse(document, "en"), lang)
    return date.edtf if date else None


def marked_up(shared: Path, copied: bool, in_place: bool) -> Iterator[Case]:
    """Dates in the Arabic journals with a value that the mark-up gives."""
    for path in sorted((shared / "corpus" / "openarabicpe_tei_ar").rglob("*.xml")):
        cases = list(_cases(path.read_text("utf-8"), copied))
        places = _places(path) if in_place and cases else {}
        for expressed, edtf in cases:
            read = places.get(expressed) if in_place else parse(expressed, "ar")
            yield "ar", expressed, edtf, read.edtf if read else None


def _cases(text: str, copied: bool) -> Iterator[tuple[str, str | None]]:
    for attributes, content in _DATE.findall(text):
        values = dict(re.findall(r'([\w:-]+)="([^"]*)"', attributes))
        value = values.get("when") or values.get("when-custom")
        if not value or values.get("xml:lang") != "ar":
            continue
        unsaid = values.get("type") == "auto-markup" and not values.get("calendar") and value.isdigit()
        if unsaid == copied:
            named = "gregorian" if "when" in values else values.get("datingMethod", "").split("_")[-1]
            yield " ".join(re.sub(r"<[^>]*>", "", content).split()), _edtf(value, named)


def _places(path: Path) -> dict[str, DateExpression | None]:
    """What each marked expression of an article means where it stands."""
    answers: dict[str, DateExpression | None] = {}
    for document in TeiReader().read(Source(path.name, "qna", path.read_bytes())):
        found = tuple(find(document.text, "ar"))
        context = context_of(Document("x", "x", "", document.text), document.text, found, "ar")
        for date in document.dates:
            if date.start is not None and date.end is not None:
                answers[" ".join(date.expressed.split())] = understand(
                    document.text, date.start, date.end, "ar", context
                )
    return answers


def _edtf(value: str, named: str) -> str | None:
    if named == "gregorian":
        return value
    year, month, day, *_ = [*map(int, value.split("-")), 0, 0]
    size = "day" if day else "month" if month else "year"
    return written(Moment(_CALENDARS.get(named, "gregorian"), year, month, day, size))


def main() -> None:
    """Print a table, then every wrong answer and what was not read."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    lists = {
        "development": list(development(shared)),
        "table": list(table()),
        "unseen": list(unseen(told=False)),
        "unseen relative": list(unseen(told=True)),
        "TEI": list(marked_up(shared, copied=False, in_place=False)),
        "TEI in place": list(marked_up(shared, copied=False, in_place=True)),
        "TEI copied": list(marked_up(shared, copied=True, in_place=False)),
        "TEI copied in place": list(marked_up(shared, copied=True, in_place=True)),
    }
    remarks: list[str] = []
    print(f"{'list':20} {'lang':4} {'cases':>5} {'exact':>5} {'near':>5} {'wrong':>5} {'none':>5} {'open':>5}")
    for name, cases in lists.items():
        for lang in sorted({case[0] for case in cases}):
            counted = _count(name, [case for case in cases if case[0] == lang], remarks)
            numbers = " ".join(f"{counted[key]:5}" for key in ("exact", "near", "wrong", "none", "open"))
            print(f"{name:20} {lang:4} {counted.total():5} {numbers}")
    print(*remarks, sep="\n")


def _count(name: str, cases: list[Case], remarks: list[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for lang, expressed, edtf, answer in cases:
        among = edtf in [alternative.edtf for alternative in explain(expressed, lang)[1]]
        same = answer == edtf or (name.startswith("TEI") and (answer or "").rstrip("~") == edtf)
        near = name.startswith("TEI") and _meet(answer, edtf)
        kind = "exact" if same else "near" if near else "wrong" if answer else "open" if among else "none"
        counted[kind] += 1
        if answer:
            parse_edtf(answer)
        if kind != "exact":
            remarks.append(f"{kind:5} {name} {lang}: {expressed} is {edtf}, read as {answer}")
    return counted


def _meet(one: str | None, other: str | None) -> bool:
    first, last = bounds(one)
    low, high = bounds(other)
    return bool(first and last and low and high and first <= high and low <= last)


if __name__ == "__main__":
    main()
