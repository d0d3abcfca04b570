"""Words that look like a place's name and are none there.

قطر unvocalised is Qatar (qaṭar) or "country, region" (quṭr); journals of 1900 mostly mean the latter. The
article settles it (Qatar takes none), so do vowel signs; else the words about it, where they are given.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from extractors.gazetteer.forms import keys
from extractors.languages.base import words
from extractors.languages.fold import fold

_KINDS_ALONE = frozenset(
    fold(word)
    for word in words(
        "المدينة مدينة القرية قرية البلاد بلاد البلد بلد البلدة الجزيرة جزيرة الجزر الولاية ولاية القضاء اللواء السنجق "
        "الإمارة إمارة المملكة مملكة العاصمة الميناء النهر الجبل البحر الساحل "
        "city town village river island mountain coast district province "
        "город село деревня река остров гора область уезд волость станица аул "
        "қала ауыл өзен арал тау облыс уезд болыс ел"
    )
)
_PEOPLES = frozenset(fold(word) for word in words("الروم روم الإفرنج إفرنج"))
"""Byzantines and Franks: GeoNames has the first as a name of Rome."""
_NEAR = 120
"""Code points about a word in which another name of the Gulf makes it Qatar."""
_QATAR = fold("قطر")
_QUTR = re.compile("[\u0642]\u064f")
_BEFORE = frozenset(fold(word) for word in words("كل اي هذا ذلك ذاك سائر نصف طول بأي لكل وكل غير"))
_AFTER = frozenset(
    fold(word)
    for word in words(
        "من مصر الشام العراق اليمن الحجاز سورية سوريا تونس الجزائر المغرب الهند فارس واحد آخر اخر عظيم واسع كبير صغير "
        "الدائرة دائرة الندى مصري عربي شامي عراقي سوري هندي فارسي اسلامي شرقي غربي تونسي جزائري مغربي يمني حجازي "
        "افريقي عثماني اوربي اجنبي زراعي صناعي"
    )
)
_SIGNS = frozenset(
    fold(word)
    for word in words(
        "الدوحة البحرين الكويت الزبارة البدع ثاني الخليج الأحساء عمان الوكرة اللؤلؤ الغوص دولة امير أمير شيخ"
    )
)


_GULF = frozenset(("QA", "BH", "KW", "AE", "OM", "SA"))
_PRESS = frozenset(words("EG SY LB JO PS IL TR IQ YE SD LY TN DZ MA"))
_STATE = 1935
"""From about when on texts name Qatar as a state; before, قطر is far more often a region."""


def means_region(name: str, lang: str | None, countries: Collection[str], year: int | None) -> bool:
    """Whether قطر means "region" in a text of that year that names places of these countries (ISO codes).

    It does where it names places, none of them in the Gulf, and is older than the state; where its year is not known,
    where all the places lie in the countries of the Arabic press.
    """
    if not any(key == _QATAR for key, _ in keys(name, lang or "ar")) or len(fold(name).split()) != 1:
        return False
    known = {country for country in countries if country}
    if not known or _GULF & known:
        return False
    return year < _STATE if year is not None else known <= _PRESS


def region_there(text: str, start: int, end: int) -> bool:
    """Whether the word from start to end of an Arabic text is قطر in the sense of "region", by the words about it."""
    name = text[start:end]
    if _QATAR not in fold(name):
        return False
    about = f"{text[max(0, start - _NEAR) : start]} {name} {text[end : end + _NEAR]}"
    if any(word.removeprefix("و") in _SIGNS for word in fold(about).split()):
        return False
    before, after = text[max(0, start - _NEAR) : start].split()[-1:], text[end : end + _NEAR].split()[:1]
    return no_place(name, "ar", None, " ".join((*before, name, *after)))


def no_place(name: str, lang: str | None, country: str | None, context: str) -> bool:
    """Whether the name is a common word there: a word for a kind of place, a people, قطر in the sense of "region"."""
    folded = fold(name)
    if folded in _KINDS_ALONE or any(key in _PEOPLES for key, _ in keys(name, lang)):
        return True
    if not any(key == _QATAR for key, _ in keys(name, lang or "ar")) or len(folded.split()) > 1:
        return False
    if "القطر" in folded or "للقطر" in folded or _QUTR.search(name):
        return True
    return country != "QA" and bool(context) and _region(fold(context).split())


def _region(context: list[str]) -> bool:
    """Whether قطر is a region wherever it stands in the words of a context."""
    if any(word.removeprefix("و") in _SIGNS for word in context):
        return False
    places = [at for at, word in enumerate(context) if _QATAR in word]
    return bool(places) and all(_is_region(context, at) for at in places)


def _is_region(context: list[str], at: int) -> bool:
    before = context[at - 1] if at else ""
    after = context[at + 1] if at + 1 < len(context) else ""
    article = context[at] != _QATAR and context[at].lstrip("وفبك").startswith(("القطر", "لقطر"))
    return article or before in _BEFORE or after in _AFTER
