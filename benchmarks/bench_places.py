"""How well place names are linked: right, wrong and not found, at the first answer.

    python benchmarks/bench_places.py [SHARED] [--out FILE] [--wrong]

geonames: names of GeoNames places of the Gulf, Central Asia and their neighbours, by script; those that several places
of the list bear are right with either. Without and with the country told.
mentions: distinct Arabic place names in journals of 1906-17 that their editors linked to GeoNames (OpenArabicPE).
historic: the names that ``tests/unit/gazetteer/historic_names.tsv`` lists.

"Near" is another record of the same place: a point within 25 km of the marked one. It counts as found, not as right.
A list whose files are absent is left out. --wrong lists what was answered wrongly.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, radians
from pathlib import Path

from lxml import etree

from extractors.languages.fold import fold
from kg.resolve.places import rank, setting_of

ROOT = Path(__file__).parents[1]
NEAR_KM = 25.0
_TEI = "{http://www.tei-c.org/ns/1.0}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Case:
    """A name, its language, the identifiers that are right, where they lie, and the country where it is told."""

    name: str
    lang: str | None
    right: frozenset[str]
    points: tuple[Point, ...]
    country: str | None = None


def geonames(shared: Path, script: str, told: bool) -> Iterator[Case]:
    """Names in one script; a name of several places once for each country that it is told with."""
    lang = {"arabic_script": "ar", "cyrillic": "ru", "latin": "en"}[script]
    bearers: dict[tuple[str, str | None], list[tuple[str, Point]]] = defaultdict(list)
    written: dict[tuple[str, str | None], str] = {}
    for line in (shared / "names" / "places_geonames_dev.jsonl").read_text("utf-8").splitlines():
        place = json.loads(line)
        for name in place[script]:
            key = (fold(name), place["country"] if told else None)
            written.setdefault(key, name)
            bearers[key].append((str(place["geonameid"]), (place["lat"], place["lon"])))
    for key, found in bearers.items():
        yield Case(written[key], lang, frozenset(i for i, _ in found), tuple(p for _, p in found), key[1])


def mentions(shared: Path) -> Iterator[Case]:
    """Distinct names of the journals, with the point that the editors' gazetteer gives."""
    folder = shared / "corpus" / "openarabicpe_tei_ar"
    points: dict[str, Point] = {}
    for place in etree.parse(folder / "authority" / "gazetteer_OpenArabicPE.TEIP5.xml").iter(f"{_TEI}place"):
        for geo in place.iter(f"{_TEI}geo"):
            lat, lon = map(float, (geo.text or "").split(","))
            points |= {str(one.text): (lat, lon) for one in place.iter(f"{_TEI}idno") if one.get("type") == "geon"}
    forms: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.glob("*/*.xml")):
        for one in etree.parse(path).iter(f"{_TEI}placeName") if path.parent.name != "authority" else ():
            linked = re.search(r"geon:(\d+)", one.get("ref", ""))
            name = " ".join("".join(one.itertext()).split())
            if linked and one.get(_LANG, "ar") == "ar" and re.search("[\u0621-\u064a]", name):
                forms[name].add(linked[1])
    for name, right in sorted(forms.items()):
        yield Case(name, "ar", frozenset(right), tuple(points[i] for i in sorted(right) if i in points))


def historic() -> Iterator[Case]:
    """Our list of names of other times."""
    table = ROOT / "tests" / "unit" / "gazetteer" / "historic_names.tsv"
    for line in table.read_text("utf-8").splitlines():
        name, lang, place = line.split("\t")
        yield Case(name, lang, frozenset((place,)), ())


def count(cases: list[Case], wrong: list[str]) -> dict[str, int]:
    """How many were right, near, wrong, and not found."""
    counts = dict.fromkeys(("cases", "right", "near", "wrong", "none"), 0)
    for case in cases:
        best = next(iter(rank(case.name, case.lang, setting_of(case.name, "", case.country, case.lang))), None)
        counts["cases"] += 1
        if best is None:
            counts["none"] += 1
        elif best.record.id.partition(":")[2] in case.right:
            counts["right"] += 1
        elif any(_near((best.record.latitude, best.record.longitude), point) for point in case.points):
            counts["near"] += 1
        else:
            counts["wrong"] += 1
            wrong.append(f"{case.name}\t{case.country or ''}\t{sorted(case.right)}\t{best.record.id} {best.name}")
    return counts


def _near(one: tuple[float | None, float | None], other: Point) -> bool:
    if one[0] is None or one[1] is None:
        return False
    return 111.2 * hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians(other[0]))) < NEAR_KM


def main() -> None:
    """Print a table; write it as JSON where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    lists = {"historic": list(historic())}
    if (asked.shared / "names" / "places_geonames_dev.jsonl").exists():
        for script in ("arabic_script", "cyrillic", "latin"):
            lists[f"geonames {script}"] = list(geonames(asked.shared, script, told=False))
            lists[f"geonames {script}, country told"] = list(geonames(asked.shared, script, told=True))
    if (asked.shared / "corpus" / "openarabicpe_tei_ar").exists():
        lists["mentions 1906-17"] = list(mentions(asked.shared))
    rows: list[dict[str, object]] = []
    wrong: list[str] = []
    for name, cases in lists.items():
        wrong.append(f"-- {name}")
        counts = count(cases, wrong)
        print(f"{name:40}", *(f"{key} {value:6}" for key, value in counts.items()))
        rows.append({"measure": name, "value": round(counts["right"] / len(cases), 3), "unit": "share right", **counts})
    if asked.wrong:
        print(*wrong, sep="\n")
    if asked.out:
        report = {"benchmark": "Places", "rows": rows}
        asked.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
