"""Kazakh patterns that tell a name by the words around it."""

from __future__ import annotations

from extractors.languages.base import Rule, rule

_CAPITAL, _SMALL = "А-ЯЁӘҒҚҢӨҰҮҺІ", "а-яёәғқңөұүһі"
_PART = rf"[{_CAPITAL}][{_SMALL}]+(?:-[{_CAPITAL}][{_SMALL}]+)?(?![-\w])"
_NAME = rf"(?:[{_CAPITAL}]\.\s?){{0,2}}{_PART}(?:\s{_PART}){{0,2}}"

RULES: tuple[Rule, ...] = (
    rule(
        "PERSON",
        0.6,
        rf"\b(?:[Пп]резиденті?|[Мм]инистрі?|[Ее]лшісі?|[Гг]енерал|[Шш]ейх|[Әә]мірі?|[Аа]кадемик)\s(?P<name>{_NAME})",
    ),
    rule(
        "ORG",
        0.75,
        r"\b(?P<name>(?:Сыртқы\sістер|Ішкі\sістер|Қорғаныс|Әділет|Қаржы|Мәдениет(?:\sжәне\sспорт)?|Білім\sжәне\sғылым"
        rf"|Энергетика|Денсаулық\sсақтау|Ауыл\sшаруашылығы)\sминистрлігі[{_SMALL}]*)",
    ),
)
