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


_SCRIPTS = {"ar": "Arab", "fa": "Arab", "ur": "Arab", "ru": "Cyrl", "uk": "Cyrl", "he": "Hebr", "zh": "Hani"}
_TELL_SCRIPT = frozenset(("kk", "uz", "ky", "tk", "tg", "az", "tt", "ug", "mn"))


def name_tag(code: str | None, script: str | None) -> str | None:
    """Tag of a name: with its script where the language has more than one in use, or this is not its usual one."""
    tag, script = language_tag(code), (script or "").strip().title()
    if tag is None or not script or "-" in tag:
        return tag
    usual = _SCRIPTS.get(tag, "Latn")
    return f"{tag}-{script}" if tag in _TELL_SCRIPT or script != usual else tag
