"""Places that stand in a text under a well-known name: a fallback behind the tagger, made for precision.

Only countries, historic names, the archives' own towns and cities of a million are looked for; not words that are
also common words; not a capitalised word beside another one, which is likelier part of a longer name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from extractors.gazetteer.records import records
from extractors.languages import language
from extractors.languages.base import words
from extractors.languages.fold import fold

CONFIDENCE = 0.6
MILLION = 1_000_000
TOWN = 500

_COMMON = frozenset(
    words(
        "oral aral us the gutter zarya of gulf grane bida trade jersey guinea mali chad niger reading nice "
        "mobile talas ridder kent sur howar gorki gorky lenin warner america male union sebha sale most split "
        "man march may المدينه مدينه المغرب مغرب المركز الحدود дружбы дружба мали طراز دخان فارس العجم عجم "
        "الخليج خليج حوار العديد عديد البدع بدع ياسي الخور خور الريان ريان الحسا الحساء حسا امريكا الشمال "
        "شمال السد سد النجمه نجمه الهلال هلال المنصوره الغانم غانم مالي عمان تشاد بنين جورجيا اسلامبول теке "
        "верный верное ясы жайык жайық орал талас яик хаса ридер қазан шу арал "
        "абай abay шевченко shevchenko алтай altay аман дания өмірзақ шалқар панфилов panfilov софи "
        "сальвадор доминика милан сана джамбул zhambyl жамбыл каратон karaton кировский луговой lugovoy "
        "матай matay никольский saran саран шахан gulshat zhanibek жақсы жаксы аққу мирзоян mirzoyan "
        "конаев қонаев konaev konayev чкалов сатпаев сәтбаев satbayev курчатов kurchatov karasu кобе "
        "azret азрет"
    )
)


@cache
def _names(lang: str) -> frozenset[str]:
    """Folded names to look for in a language."""
    found: set[str] = set()
    for record in records():
        whole = (
            record.kind == "country"
            or record.population >= MILLION
            or (record.country in ("QA", "KZ") and record.population >= TOWN)
        )
        for spoken in ("kk", "ru") if lang == "kk" else (lang,):
            own = [name for name_lang, name, _ in record.names if name_lang == spoken]
            found.update(fold(name) for name in own[:1] if whole)
            found.update(fold(name) for name_lang, name, _ in record.spotted if name_lang == spoken)
    return frozenset(name for name in found if len(name) > 3 and name not in _COMMON and "(" not in name)


def spot(
    text: str, tokens: list[tuple[int, int]], covered: list[tuple[int, int]], lang: str
) -> Iterator[tuple[int, int]]:
    """(start, end) of places outside the covered ranges (sorted, no overlaps). Linear in the number of tokens."""
    names, cased = _names(lang), lang != "ar"
    ranges, at = iter([*covered, (len(text) + 1, len(text) + 1)]), 0
    taken = next(ranges)
    while at < len(tokens):
        start, end = tokens[at]
        while taken[1] <= start:
            taken = next(ranges)
        if taken[0] < end or not (text[start].isupper() if cased else end - start > 3):
            at += 1
            continue
        found = 0
        longest = _reach(text[start:end], lang)
        for last in range(min(at + longest, len(tokens)), at, -1):
            stop = tokens[last - 1][1]
            if stop <= taken[0] and text[stop - 1].isalpha() and _is_place(text[start:stop], names, lang):
                found = last
                break
        if found and not (cased and found - at == 1 and _beside_capital(text, tokens, at)):
            yield start, tokens[found - 1][1]
        at = max(found, at + 1)


@lru_cache(maxsize=50_000)
def _reach(word: str, lang: str) -> int:
    """How many tokens a name beginning with the word may have: 0 for most words, 1 where only an ending is possible."""
    folded = fold(word[:60])
    return _firsts(lang).get(folded) or int(_known(folded, _names(lang), lang))


@cache
def _firsts(lang: str) -> dict[str, int]:
    firsts: dict[str, int] = {}
    for name in sorted(_names(lang)):
        words = name.split()
        for first in {words[0], name.replace(" ", "")}:
            firsts[first] = max(firsts.get(first, 0), 2 * len(words) - 1)
    return firsts


def is_place(name: str, lang: str) -> bool:
    """Whether a name, with or without "the", is one of those that ``spot`` looks for."""
    return _is_place(name.removeprefix("the ").removeprefix("The "), _names(lang), lang)


def _is_place(name: str, names: frozenset[str], lang: str) -> bool:
    return len(name) < 60 and _known(fold(name), names, lang)


@cache
def _endings(lang: str) -> tuple[tuple[str, str], ...]:
    return language(lang).endings


def _known(folded: str, names: frozenset[str], lang: str) -> bool:
    if folded in names:
        return True
    return any(
        folded.endswith(ending) and folded[: len(folded) - len(ending)] + nominative in names
        for ending, nominative in _endings(lang)
    )


def _beside_capital(text: str, tokens: list[tuple[int, int]], at: int) -> bool:
    before = text[slice(*tokens[at - 1])] if at else ""
    after = text[slice(*tokens[at + 1])] if at + 1 < len(tokens) else ""
    gap = text[tokens[at][1] : tokens[at + 1][0]] if after else ""
    opened = at > 0 and text[tokens[at - 1][1] : tokens[at][0]] == " " and before[:1].isupper() and len(before) > 3
    return opened or (gap == " " and after[:1].isupper())
