"""What the columns of an authority table mean, by their headings: in any order, in English, Arabic, Russian, Kazakh.

``docs/how-to/authority-list.md`` lists them for archivists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.languages.base import words
from extractors.languages.fold import fold
from extractors.readers.registry_ids import SCHEMES

Means = Literal[
    "id", "kind", "name", "other", "birth", "death", "dates", "description", "registry", "same", "latitude",
    "longitude", "language",
]  # fmt: skip

_HEADINGS: dict[Means, str] = {
    "id": "id;identifier;local id;person id;entity id;authority id;key;code;descriptionidentifier;идентификатор;код;"
    "معرف;المعرف;رمز;الرمز;сәйкестендіргіш;коды",
    "kind": "kind;type;entity type;typeofentity;class;тип;вид;نوع;النوع;түрі",
    "name": "name;label;preferred name;preferred;heading;preflabel;pref label;authorizedformofname;full name;имя;"
    "название;наименование;фио;الاسم;اسم;аты;атауы;аты жөні",
    "other": "other names;other name;alternative names;alternative name;alt names;alt name;aliases;alias;variants;"
    "also known as;altlabel;alt label;names;parallelformsofname;otherformsofname;другие имена;варианты имени;"
    "другие названия;أسماء أخرى;أسماء اخرى;басқа атаулары;басқа аттары",
    "birth": "birth;born;birth year;birth date;date of birth;year of birth;рождение;дата рождения;год рождения;"
    "الميلاد;تاريخ الميلاد;سنة الميلاد;المولد;туған жылы;туған күні",
    "death": "death;died;death year;death date;date of death;year of death;смерть;дата смерти;год смерти;الوفاة;"
    "تاريخ الوفاة;سنة الوفاة;қайтыс болған жылы;қайтыс болған күні",
    "dates": "dates;life dates;existence;dates of existence;datesofexistence;годы жизни;даты;годы существования;"
    "التواريخ;سنوات الحياة;өмір сүрген жылдары;жылдары",
    "description": "description;remarks;note;notes;biography;history;role;position;occupation;functions;описание;"
    "примечание;должность;биография;الوصف;وصف;ملاحظات;المنصب;سيرة;сипаттамасы;сипаттама;ескерту;лауазымы;өмірбаяны",
    "same": "sameas;same as;uri;iri;external id;external ids;identifiers;exactmatch;exact match;authorities",
    "latitude": "latitude;lat;широта;خط العرض;ендік;ендігі",
    "longitude": "longitude;lon;lng;long;долгота;خط الطول;бойлық;бойлығы",
    "language": "language;lang;culture;язык;اللغة;тіл;тілі",
}
_LANGUAGES = {
    "english": "en", "arabic": "ar", "russian": "ru", "kazakh": "kk", "английский": "en", "арабский": "ar",
    "русский": "ru", "казахский": "kk", "рус": "ru", "каз": "kk", "англ": "en", "араб": "ar", "الانجليزيه": "en",
    "العربيه": "ar", "الروسيه": "ru", "الكازاخيه": "kk", "ағылшынша": "en", "арабша": "ar", "орысша": "ru",
    "қазақша": "kk",
}  # fmt: skip
_CODES = frozenset(words("en ar ru kk fr de es it tr fa ota ur uz ky tt zh la und"))
_SCRIPTS = {"arab": "Arab", "cyrl": "Cyrl", "latn": "Latn"}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means. lang: BCP 47 tag of its cells, where the heading tells; scheme: of a registry."""

    means: Means
    lang: str | None = None
    scheme: str = ""


def column(heading: str) -> Column | None:
    """``name_ar`` -> the name in Arabic, ``VIAF ID`` -> an id of VIAF; None for a heading that says neither."""
    told = fold(heading.replace("_", " ")).split()
    if not told or len(told) > 6:
        return None
    found = _known().get(" ".join(told))
    scheme = next((word for word in told if word in SCHEMES), "")
    if found is None and scheme and set(told) <= {scheme, "id", "ids", "uri", "iri", "url", "number"}:
        return Column("registry", scheme=SCHEMES[scheme])
    if found is not None:
        return Column(found)
    rest, lang = _language(told)
    found = _known().get(" ".join(rest)) if lang else None
    return Column(found, lang) if found in ("name", "other", "description") else None


@cache
def _known() -> dict[str, Means]:
    return {fold(name): means for means, names in _HEADINGS.items() for name in names.split(";")}


def _language(told: list[str]) -> tuple[list[str], str | None]:
    """The words without those that name a language at the end or the start, and its tag."""
    script = _SCRIPTS.get(told[-1])
    body = told[:-1] if script else told
    for at in (-1, 0):
        code = _LANGUAGES.get(body[at], body[at] if body[at] in _CODES else None) if len(body) > 1 else None
        if code:
            rest = body[:-1] if at else body[1:]
            return [word for word in rest if word != "in"], f"{code}-{script}" if script else code
    return told, None
