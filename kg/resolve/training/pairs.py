"""Pairs of spellings of one word, from the parallel names under ``../shared/names``.

Single words: NETransliteration (COLING 2018; data from Wikidata, CC0). Whole names, word by word where both have as
many words: labels of Wikidata (CC0), GeoNames (CC BY 4.0), CLDR (Unicode licence).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.languages.script import script_of
from kg.resolve.names.parts import parse

_KAZAKH = frozenset("әғқңөұүһі")
_HOME = frozenset(("KZ", "KG", "RU", "UZ", "TM", "TJ", "MN", "AZ"))


@dataclass(frozen=True, slots=True)
class Pair:
    """One name in two scripts, as found.  lang  ar, ru or kk;  kind  word, person or place"""

    name: str
    latin: str
    lang: str
    kind: str


def words(folder: Path, lang: str) -> Iterator[Pair]:
    """Single words of persons' names, in the order of the file."""
    with (folder / f"persontokens_en_{lang}_dev.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Pair(row[lang], row["en"], lang, "word")


def persons(folder: Path, lang: str) -> Iterator[Pair]:
    """Whole names of persons."""
    for record in _lines(folder / "persons_wikidata_labels_dev.jsonl"):
        for name in record["names"].get(lang, ()):
            yield from (Pair(name, latin, lang, "person") for latin in record["names"].get("en", ())[:1])


def places(folder: Path, lang: str) -> Iterator[Pair]:
    """Names of places: every name in the script with the main Latin one; GeoNames does not tell the language."""
    for record in _lines(folder / "places_geonames_dev.jsonl"):
        for name in _of(record, lang):
            if script_of(record["name"]) == "Latn":
                yield Pair(name, record["name"], lang, "place")


def countries(folder: Path, lang: str) -> Iterator[Pair]:
    """Names of countries, many of them translated."""
    with (folder / "countries_iso3166_cldr.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[f"{lang}_cldr"] and row["en_cldr"]:
                yield Pair(row[f"{lang}_cldr"], row["en_cldr"], lang, "place")


def word_pairs(pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    """(word, Latin word), folded, of names with as many words on both sides; in a heading the family comes last."""
    for pair in pairs:
        left, right = parse(pair.name, pair.lang).parts, parse(pair.latin).parts
        if "," in pair.name and len(left) > 1:
            left = (*(p for p in left if not p.head), *(p for p in left if p.head))
        if len(left) == len(right):
            for one, other in zip(left, right, strict=True):
                if len(one.text) > 1 and len(other.text) > 1 and "?" not in other.text and other.text.isascii():
                    yield one.text, other.text


def _of(record: dict[str, Any], lang: str) -> list[str]:
    if lang == "ar":
        return list(record["arabic_script"]) if record["country"] not in ("CN", "IR", "AF", "RU") else []
    cyrillic = record["cyrillic"] if lang == "ru" else record["cyrillic_kazakh_letters"]
    if lang == "kk" and record["country"] not in _HOME:
        return []
    return [name for name in cyrillic if script_of(name) == "Cyrl" and (lang == "ru" or _KAZAKH & set(name.lower()))]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)
