"""Which offices are those of a body's head: "Director, Office of Chinese Affairs", "глава посольства", "رئيس البعثة".

Only whole phrases count: a deputy, a chief of staff or an executive director leads nothing here.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.languages.fold import fold

_BEFORE = (
    *("president", "chairman", "chairwoman", "chairperson", "chair", "director", "director general"),
    *("managing director", "head", "chief", "administrator", "commander", "commander in chief", "rector"),
    *("глава", "руководитель", "директор", "генеральный директор", "председатель", "ректор", "начальник"),
    *("президент", "رئيس", "مدير", "مدير عام", "المدير العام"),
)
"""Offices of a head whose body follows."""
_BEHIND = ("төрағасы", "басшысы", "директоры", "бас директоры", "ректоры", "президенті", "жетекшісі", "бастығы")
"""Those whose body goes before."""
_PARTY = ("first secretary", "general secretary", "secretary general")
"""They lead a party or its committee; in a ministry or an embassy they do not."""
_BODIES = (
    *("", "of mission", "of the mission", "of the organisation", "of the organization", "of the institution"),
    *("of the body", "of post", "представительства", "миссии", "посольства", "организации", "учреждения"),
    *("ведомства", "архива", "البعثة", "السفارة", "المؤسسة", "الهيئة", "المنظمة", "الأرشيف"),
)
"""Words for a body that is named elsewhere."""
_BODIES_BEFORE = ("", "өкілдік", "елшілік", "миссия", "ұйым", "мекеме", "архив")
_FOR_NOW = re.compile(r"(?:acting|interim|исполняющий обязанности|и\. ?о\.) ")
_JOINT = re.compile(r"(?:,| of(?: the)?|)$")
_OWNED = re.compile(r"\b(?:bank|corporation|company|fund|board|party|exchange)\b", re.I)
"""Bodies of which a "director" is one of several."""
_MINISTRY = re.compile(r"\b(?:ministry|department|government)\b", re.I)
"""Bodies of which a "director general" is one of several."""
_POLITICAL = re.compile(r"\b(?:party|central committee|politburo)\b", re.I)


def leads(office: str, body: str) -> bool:
    """Whether who holds the office leads the body, whose words are part of the office's.

    >>> leads("Acting Director of the Bureau of Intelligence", "Bureau of Intelligence")
    True
    >>> leads("Deputy Director, Office of Chinese Affairs", "Office of Chinese Affairs")
    False
    """
    words, name = " ".join(office.split()), " ".join(body.split())
    at = words.rfind(name)
    if not name or at < 0:
        return False
    before, behind = words[:at].rstrip(), words[at + len(name) :].strip(" ,")
    if behind:
        return not before and fold(behind) in _folded(_BEHIND)
    head = fold(_FOR_NOW.sub("", _JOINT.sub("", before).casefold(), count=1).replace("-", " "))
    if head in _PARTY:
        return bool(_POLITICAL.search(name))
    several = _OWNED if head == "director" else _MINISTRY if head == "director general" else None
    return head in _folded(_BEFORE) and not (several and several.search(name))


def heads(role: str) -> bool:
    """Whether a role in a body that is named elsewhere is that of its head.

    >>> heads("глава представительства"), heads("сотрудник посольства")
    (True, False)
    """
    return fold(role) in _roles()


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))


@cache
def _roles() -> frozenset[str]:
    before = [fold(f"{head} {body}".strip()) for head in _BEFORE for body in _BODIES]
    return frozenset((*before, *(fold(f"{body} {head}".strip()) for head in _BEHIND for body in _BODIES_BEFORE)))
