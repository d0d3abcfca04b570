"""ISO 639-2 codes of EAD and EAC files as BCP 47 language tags."""

from __future__ import annotations

_TWO_LETTERS = {
    "eng": "en", "ara": "ar", "rus": "ru", "kaz": "kk", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de",
    "tur": "tr", "per": "fa", "fas": "fa", "uzb": "uz", "kir": "ky", "tgk": "tg", "tuk": "tk", "tat": "tt",
    "uig": "ug", "mon": "mn", "chi": "zh", "zho": "zh", "spa": "es", "ita": "it", "por": "pt", "dut": "nl",
    "nld": "nl", "lat": "la", "pol": "pl", "ukr": "uk", "aze": "az", "hin": "hi", "urd": "ur", "heb": "he",
    "jpn": "ja", "kor": "ko",
}  # fmt: skip


def language_tag(code: str | None) -> str | None:
    """``kaz`` -> ``kk``; a tag already in BCP 47, or a language with no two-letter code, stays; None for
    none."""
    folded = (code or "").strip()
    primary, dash, rest = folded.partition("-")
    return (_TWO_LETTERS.get(primary.lower(), primary.lower()) + dash + rest) or None
