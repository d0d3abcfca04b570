"""Which language a text is in: by its script, then by a small classifier of letter runs among those of the script.

Answers en, ar, ru, kk, fr, or ``und`` where there is nothing to tell by or it is some other language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractors.languages import classifier
from extractors.languages.fold import fold

SAMPLE = 6000
"""Code points looked at: the beginning is enough, and a bound on time."""
SHORT = 12
"""Words; a shorter text of plain Latin letters is English, the archives' lingua franca, unless it clearly is not."""
DOUBT = 500
"""How far ``und`` must lead, in points of the classifier: a long text of another language does, a name does not."""

_LETTERS = {
    "Arab": "\u0620-\u064a\u0671-\u06d5\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Cyrl": "\u0400-\u052f",
    "Latn": "A-Za-z\u00c0-\u024f\u0259\u0275\u0299\ua790\ua791",
}
_PATTERNS = {name: re.compile(f"[{letters}]") for name, letters in _LETTERS.items()}
_RUNS = {
    name: re.compile(f"[{letters}][^{''.join(others for other, others in _LETTERS.items() if other != name)}]*")
    for name, letters in _LETTERS.items()
}
OF_SCRIPT: Mapping[str, tuple[str, ...]] = {
    "Arab": ("ar", "kk", "und"), "Cyrl": ("ru", "kk", "und"), "Latn": ("en", "fr", "kk", "und"),
}  # fmt: skip
"""Languages that are told apart in each script."""
_NOT_OURS = re.compile("[їєґўҳҷҗђћљњџЇЄҐЎҲҶҖЂЋЉЊЏ]")
_TURKIC, _KAZAKH = re.compile("[өүңӨҮҢ]"), re.compile("[қғіәұҚҒІӘҰ]")
_NEIGHBOURS = re.compile("[ېۈێڵڕھےٹڈںڑپچژگ]")
_KAZAKH_ARABIC = re.compile("[ۇۋەڭٴ]")
_ACCENTED = re.compile("[\u00aa-\u024f\u0259\u0275\u0299]")
_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """Code of the language that most of the text is in. Looks at a bounded sample; same text, same answer."""
    sample = text[:SAMPLE]
    counts = letters_by_script(sample)
    script = max(sorted(counts), key=lambda name: counts[name])
    if not counts[script]:
        return "und"
    if counts[script] < sum(counts.values()):  # what is quoted in other scripts has no say
        sample = "".join(_RUNS[script].findall(sample))
    return judge(sample, script, classifier.total(sample))


def letters_by_script(text: str) -> dict[str, int]:
    """How many letters of each script a text has."""
    return {name: len(pattern.findall(text)) for name, pattern in _PATTERNS.items()}


def scripts_in(text: str) -> list[str]:
    """The scripts of which a text has a letter, sorted."""
    return [name for name in sorted(_PATTERNS) if _PATTERNS[name].search(text)]


def judge(text: str, script: str, points: Mapping[str, int]) -> str:
    """The language of a text in that script, from the classifier's points for the whole of it."""
    if _is_foreign(text, script):
        return "und"
    ours = max(OF_SCRIPT[script][:-1], key=lambda code: points[code])
    doubt = DOUBT
    if script == "Latn" and len(_WORD.findall(text, 0, 400)) <= SHORT and not _ACCENTED.search(text):
        doubt = 2 * DOUBT
        ours = ours if points[ours] > points["en"] + DOUBT else "en"
    return "und" if points["und"] > points[ours] + doubt else ours


def lead(script: str, points: Mapping[str, int], code: str) -> int:
    """By how many points a language leads over the others of the script; less than 0 where it does not."""
    return points[code] - max(points[other] for other in OF_SCRIPT[script] if other != code)


def _is_foreign(text: str, script: str) -> bool:
    """Whether its letters show a neighbour: Ukrainian, Uzbek, Serbian; Kyrgyz; Persian, Urdu, Uyghur, Kurdish."""
    few = 0.005 * len(text)
    if script == "Cyrl":
        kyrgyz = len(_TURKIC.findall(text)) > 2 * few and not _KAZAKH.search(text)
        return len(_NOT_OURS.findall(text)) > few or (kyrgyz and len(text) > SHORT)
    if script != "Arab":
        return False
    return len(_NEIGHBOURS.findall(text)) > 3 * few and len(_KAZAKH_ARABIC.findall(text)) <= 3 * few


def segments(text: str, lang: str | None) -> Iterator[tuple[int, int, str]]:
    """(start, end, language) of the stretches of a text, block by block; see ``extractors.languages.blocks``.

    lang  the language of the whole, where known; it rules every block that does not clearly show another
    """
    from extractors.languages.blocks import detect_blocks

    start, current = 0, ""
    for first, _, code in detect_blocks(text, lang):
        if code != current and first > start:
            yield start, first, current
            start = first
        current = code
    if len(text) > start or not text:
        yield start, len(text), current or "und"


def normal_code(tag: str | None) -> str | None:
    """Two-letter primary language of a BCP 47 or ISO 639-2 tag; None for a transliteration or none at all.

    >>> normal_code("ara"), normal_code("ar-Latn-x-ijmes"), normal_code("kk-Cyrl"), normal_code(None)
    ('ar', None, 'kk', None)
    """
    if not tag:
        return None
    primary, _, rest = fold(tag).partition(" ")
    if "latn" in rest and primary in ("ar", "ara", "ru", "rus"):
        return None
    return {"eng": "en", "ara": "ar", "rus": "ru", "kaz": "kk", "fre": "fr", "fra": "fr"}.get(primary, primary)
