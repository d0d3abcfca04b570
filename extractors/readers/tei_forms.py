"""Documentary form from a heading or a mark-up type: ``Telegram From the Embassy…`` is a telegram."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"^\[?(?:No\. )?\d+[a-z]?\]?\.?\s+")
_WORDS = (
    ("memorandum of conversation", "memorandum-of-conversation"),
    ("memorandum of a conversation", "memorandum-of-conversation"),
    ("memorandum of telephone conversation", "memorandum-of-conversation"),
    ("editorial note", "editorial-note"),
    ("memorandum", "memorandum"),
    ("telegram", "telegram"),
    ("airgram", "airgram"),
    ("letter", "letter"),
    ("despatch", "letter"),
    ("note from", "letter"),
    ("minutes", "minutes"),
    ("notes of", "minutes"),
    ("report", "report"),
    ("estimate", "report"),
    ("message", "message"),
    ("paper", "paper"),
    ("policy statement", "paper"),
    ("address", "speech"),
    ("remarks", "speech"),
    ("speech", "speech"),
    ("treaty", "treaty"),
    ("agreement", "agreement"),
    ("protocol", "protocol"), ("decree", "decree"), ("joint statement", "joint-statement"),
    ("communique", "communique"), ("communiqué", "communique"),
    ("article", "article"),
    ("письмо", "letter"), ("телеграмма", "telegram"), ("отчет", "report"), ("протокол", "protocol"),
    ("указ", "decree"), ("жарлық", "decree"), ("مرسوم", "decree"), ("договор", "treaty"),
    ("соглашение", "agreement"), ("хат", "letter"), ("жеделхат", "telegram"), ("келісім", "agreement"),
    ("رسالة", "letter"), ("برقية", "telegram"), ("اتفاقية", "agreement"), ("معاهدة", "treaty"),
    ("محضر", "minutes"), ("تقرير", "report"),
)  # fmt: skip
_TYPES = frozenset(form for _, form in _WORDS)


def form_of(title: str, *types: str | None) -> str | None:
    """Key of the documentary form scheme: from the mark-up's types where one is such a key, else from the
    word of the title that comes first; None where nothing tells."""
    for told in types:
        key = (told or "").lower().replace(" ", "-").replace("_", "-")
        if key in _TYPES:
            return key
    folded = _NUMBER.sub("", title).lower()
    found = [(match.start(), -len(word), form) for word, form in _WORDS if (match := _whole(word).search(folded))]
    return min(found)[2] if found else None


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)")
