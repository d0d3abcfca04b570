"""How archives say who may see a unit, in English, French, Russian, Kazakh and Arabic. ``docs/reference/access.md``.

Patterns are matched in text that was folded: small letters, ё as е, Arabic without vowel signs and with plain alef,
all digits European. Open phrases are looked for first and taken out, so that "unrestricted" is not "restricted".
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


CODES = {
    "open": "open", "public": "open", "unrestricted": "open", "none": "open", "free": "open",
    "reading-room": "reading-room", "readingroom": "reading-room", "onsite": "reading-room",
    "on-site": "reading-room", "by-appointment": "reading-room",
    "embargoed": "embargoed", "embargo": "embargoed",
    "closed": "closed", "restricted": "closed", "internal": "closed", "confidential": "closed", "withheld": "closed",
    "открыт": "open", "открыто": "open", "закрыт": "closed", "закрыто": "closed",
    "ашық": "open", "жабық": "closed", "مفتوح": "open", "متاح": "open", "مغلق": "closed",
}  # fmt: skip
"""A whole statement or a code attribute -> status."""

NOTHING = frozenset(
    {
        "none", "no", "none known", "not applicable", "нет", "не имеется", "отсутствуют", "жоқ",
        "لا يوجد", "لا توجد", "لا شيء", "aucune", "aucun", "neant", "sans objet",
    }
)  # fmt: skip
"""Whole statements that no restriction is known."""

OPEN = _any(
    r"\bno (?:known )?(?:access )?restrictions?\b", r"\bunrestricted\b", r"\bnot restricted\b",
    r"\bwithout (?:any )?restrictions?\b", r"\bare no restrictions?\b", r"(?<!not )(?<!not yet )\bopen(?:ed)?\b",
    r"\bfreely (?:available|accessible)\b", r"(?<!not )\bavailable (?:to|for) (?:the )?(?:public|all|use)\b",
    r"(?<!not )\bavailable (?:to|for) research\w*", r"\bdeclassified\b", r"\bpublicly accessible\b",
    r"\blibrement (?:communicables?|accessibles?|consultables?)\b", r"\bacces libre\b", r"\blibre acces\b",
    r"\bcommunicables? sans\b", r"\baucune restriction\b", r"\bsans restrictions?\b",
    r"\bсвободн\w* доступ\w*", r"\bдоступ\w* (?:свободн|открыт|не огранич)\w*", r"\bбез ограничен\w*",
    r"\bограничени\w* (?:доступа )?(?:нет|не имеется|отсутству\w*)", r"\bнет ограничен\w*", r"\bрассекречен\w*",
    r"\bобщедоступ\w*", r"(?<!не )\bоткрыт\w*",
    r"\bеркін\b", r"\bашық\b", r"\bшектеусіз\b", r"\bшектеу(?:лер)?(?:і)? жоқ\b", r"\bқұпиясыздандырыл\w*",
    r"(?<!غير )(?<!\w)(?:ال)?متاح[هة]?(?!\w)", r"(?<!غير )(?<!\w)(?:ال)?مفتوح[هة]?(?!\w)",
    r"(?:بدون|بلا|دون|من دون) (?:اي )?قيود", r"لا (?:توجد|يوجد) (?:اي )?قيود", r"غير مقيد[هة]?",
    r"رفعت (?:عنه|عنها )?السري[هة]",
)  # fmt: skip

CLOSED = _any(
    r"\bclosed?\b", r"\brestrict\w*", r"\bconfidential\b", r"\bclassified\b", r"\bsecret\b", r"\bsealed\b",
    r"\bnot (?:yet )?(?:open|available|accessible|public)\w*", r"\bno (?:public )?access\b", r"\bwithheld\b",
    r"\bembargo\w*", r"\binternal use\b", r"\bpermission\b", r"\bconsent\b", r"\bapproval\b", r"\binaccessible\b",
    r"\bnon communicables?\b", r"\bincommunicables?\b", r"\bfermee?s?\b", r"\breservee?s?\b", r"\brestreinte?s?\b",
    r"\bconfidentiel\w*", r"\bderogation\b", r"\bautorisation\b", r"\bsous reserve\b", r"\bcommunicables?\b",
    r"\bзакрыт\w*", r"\bограничен\w*", r"\bсекретн\w*", r"\bне (?:выда|открыт|доступ|подлеж)\w*", r"\bнедоступ\w*",
    r"\bслужебн\w*", r"\bдсп\b", r"\bразрешени\w*",
    r"\bжабық\b", r"\bшекте[ул]\w*", r"\bқұпия\w*", r"\bқолжетімсіз\b", r"\bберілмейді\b", r"\bрұқсат\w*",
    r"مغلق[هة]?", r"مقيد[هة]?", r"محظور[هة]?", r"(?<!\w)(?:ال)?سري[هة]?(?!\w)", r"غير (?:متاح|مفتوح)[هة]?", r"يمنع",
    r"باذن", r"موافق[هة]",
)  # fmt: skip

READING_ROOM = _any(
    r"\breading[- ]rooms?\b", r"\bon[- ]?site\b", r"\bappointment\b", r"\bin person\b", r"\bon the premises\b",
    r"\badvance notice\b", r"\b(?:up)?on request\b", r"\bby request\b",
    r"\bsalle de lecture\b", r"\bsur place\b", r"\bsur demande\b", r"\brendez-vous\b",
    r"\bчитальн\w*", r"\bпредварительн\w*", r"\bпо (?:запросу|заявк\w*|требованию)\b", r"\bна месте\b",
    r"\bоқу зал\w*", r"\bсұраныс бойынша\b", r"\bалдын ала\b",
    r"قاع[هة] (?:القراء[هة]|الاطلاع|المطالع[هة])", r"غرف[هة] (?:القراء[هة]|الاطلاع|المطالع[هة])",
    r"بموعد", r"عند الطلب",
)  # fmt: skip

YEARS = re.compile(
    r"(?<!\d)(\d{1,3})[- ](?:years?\b|ans\b|лет\b|года?\b|жыл\w*|سن[هة](?!\w)|سنوات|عاما?(?!\w)|اعوام)"
)
"""A period, in years."""

FROM = _any(
    r"\b(?:open(?:s|ed)?|available|accessible) (?:on|in|from|as of|after)\b", r"\bfrom\b", r"\ba partir d", r"\bdes l",
    r"\bс \d", r"\bначиная с\b", r"\bпосле\b", r"\bбастап\b", r"ابتداء من", r"اعتبارا من",
)  # fmt: skip
"""The day that is named is the first open one."""

UNTIL = _any(
    r"\buntil\b", r"\btill\b", r"\bthrough\b", r"\bembargo\w*", r"\bbefore\b", r"\bjusqu['’ ]", r"\bдо \d", r"\bпо \d",
    r"\bдейін\b", r"حتي", r"حتى", r"لغاي[هة]", r"الي \d", r"إلى", r"قبل",
)  # fmt: skip
"""The period that is named is still closed; a single day is the first open one."""

INCLUSIVE = _any(r"\bthrough\b", r"\binclusive\b", r"\bвключительно\b", r"\bпо \d", r"لغاي[هة]")
"""A single day that is named is closed as well."""

FRENCH_MONTHS = {
    "janvier": "january", "fevrier": "february", "mars": "march", "avril": "april", "mai": "may", "juin": "june",
    "juillet": "july", "aout": "august", "septembre": "september", "octobre": "october", "novembre": "november",
    "decembre": "december",
}  # fmt: skip
