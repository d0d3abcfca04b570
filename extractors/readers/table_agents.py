"""Whether a name in a column of persons and bodies alike is a person's or a body's."""

from __future__ import annotations

import re

from extractors.document import Label
from extractors.languages.base import words
from extractors.languages.fold import fold

_STEMS = (
    "министерств", "управлени", "комитет", "комисси", "отдел", "посольств", "консульств", "канцеляри", "институт",
    "академи", "департамент", "секретариат", "обком", "крайком", "райком", "правительств", "президиум", "аппарат",
    "агентств", "служб", "общество", "университет", "редакци", "министрли", "министрлі", "басқарма", "елшілі", "бөлім",
    "мұрағат", "үкімет", "әкімді", "партия", "комитеті",
)  # fmt: skip
"""How bodies begin in Russian and Kazakh, which decline, folded."""
_WORDS = frozenset(
    fold(word).removeprefix("ال")
    for word in words(
        "совет бюро трест завод союз компания банк архив фонд палата суд цк мид вкп кпсс кеңес кеңесі банкі "
        "ministry department committee commission office council embassy consulate government agency company bank "
        "university bureau society institute secretariat board division court residency legation corporation union "
        "وزارة ديوان شركة سفارة قنصلية مجلس هيئة جامعة بنك مكتب إدارة مؤسسة لجنة حكومة جمعية أمانة معهد محكمة "
        "دار مقيمية وكالة منظمة اتحاد"
    )
)
_INITIALS = re.compile(r"(?:^|[\s,])[^\W\d_]\.")
_INVERTED = re.compile(r"[^\W\d_][\w'’ʻʼ-]+,\s[^\W\d_]")
_ARABIC_NAME = re.compile(r"(?:^|\s)(?:بن|ابن|آل|بنت|الشيخ|السيد|أبو|الأمير|الدكتور|السلطان)(?:\s|$)")
GUESSED = 0.9
"""Confidence of a label that only the words tell."""


def agent_label(name: str) -> Label:
    """ORG where a word of bodies begins a word of the name; else PERSON for initials, an inverted name, a chain of
    Arabic ancestors, or two to four words that all begin with a capital; else ORG.

    >>> agent_label("Министерство иностранных дел КазССР"), agent_label("Кунаев Д. А."), agent_label("Smith, John")
    ('ORG', 'PERSON', 'PERSON')
    """
    folded = [word.removeprefix("ال") for word in fold(name).split()]
    if any(word in _WORDS or word.startswith(_STEMS) for word in folded):
        return "ORG"
    if _INITIALS.search(name) or _INVERTED.match(name) or _ARABIC_NAME.search(name):
        return "PERSON"
    parts = name.split()
    capitals = all(part[0].isupper() and not part.isupper() for part in parts)
    return "PERSON" if 2 <= len(parts) <= 4 and capitals and not any(map(str.isdigit, name)) else "ORG"
