"""Arabic patterns that tell a name by the words around it: a title with a chain of ancestors, a body with its field."""

from __future__ import annotations

from extractors.languages.base import Rule, rule

_WORD = r"[ء-ي\u064b-\u0652]+"
_LINK = r"(?:بن|ابن|آل|عبد|أبو|أبي|بنت)"

RULES: tuple[Rule, ...] = (
    rule(
        "PERSON",
        0.7,
        r"\b(?:الشيخ|الأمير|الامير|السلطان|الملك|الرئيس|الوزير|السفير|الدكتور|الأستاذ|السيد|الإمام)\s"
        rf"(?P<name>{_WORD}(?:\s{_LINK}\s{_WORD}(?:\s{_LINK}\s{_WORD}){{0,3}}))",
    ),
    rule("ORG", 0.6, r"\b[وفبل]?(?P<name>(?:وزارة|سفارة|قنصلية|جامعة)\sال[ء-ي]+(?:\sال[ء-ي]+)?)"),
)
