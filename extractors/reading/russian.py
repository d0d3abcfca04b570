"""Russian as spelt before 1918 to Russian of today, as far as letters and endings tell it without a dictionary.

After the decree of 10 October 1918: yat, i, fita and izhitsa replaced, the final hard sign left out, -аго and -яго,
-ыя and the plural -ія of adjectives, раз-, воз-, из-, без- before с, and the pronouns ея, онѣ, однѣ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.reading.reading import Edit

LEAST = 0.02
"""Share of words that must show a letter of the old spelling before anything is read in it."""

_WORD = re.compile(r"[А-Яа-яЁёІіЇїѢѣѲѳѴѵ]+")
_OLD = re.compile(r"[ѢѣѲѳѴѵ]|[БВГДЖЗКЛМНПРСТФХЦЧШЩбвгджзклмнпрстфхцчшщ]ъ(?![А-Яа-яЁёІіѢѣ])", re.IGNORECASE)
_LETTERS = str.maketrans("ѢѣІіЇїѲѳѴѵ", "ЕеИиИиФфИи")
_CHANGED = re.compile(r"[ѢѣІіЇїѲѳѴѵ]")
_WORDS = {"ея": "ее", "онѣ": "они", "однѣ": "одни", "однѣхъ": "одних", "однѣмъ": "одним", "самаго": "самого"}
_ENDINGS = (
    (re.compile(r"(?<=[жшщчц])аго\Z"), "его"),
    (re.compile(r"(?<=[а-я])аго\Z"), "ого"),
    (re.compile(r"(?<=[а-я])яго\Z"), "его"),
    (re.compile(r"(?<=[а-я])ыя\Z"), "ые"),
    (re.compile(r"(?<=[сц]к)ія\Z"), "ие"),
    (re.compile(r"(?<=[шщ])ія\Z"), "ие"),
)
_PREFIX = re.compile(r"(?:[Рр]аз|[Вв]оз|[Ии]з|[Бб]ез|[Нн]из)(?=с[а-яѣі])")


def is_old(text: str) -> bool:
    """Whether a Russian text is in the old spelling: it needs several witnesses, for one may be a quoted name."""
    found = sum(1 for _ in _OLD.finditer(text))
    return found > 1 and found >= LEAST * max(1, text.count(" "))


def edits(text: str) -> Iterator[Edit]:
    """Edits inside the words of an old text; the caller asks ``is_old`` first, for і is a letter of other languages."""
    for word in _WORD.finditer(text):
        yield from _word(word.group(), word.start())


def _word(word: str, start: int) -> Iterator[Edit]:
    small = word.lower()
    if small in _WORDS:
        today = _WORDS[small]
        yield Edit(start, start + len(word), today.upper() if word.isupper() and len(word) > 2 else _like(word, today))
        return
    end, tail = len(word), ""
    if small.endswith("ъ"):
        end -= 1
    else:
        for pattern, today in _ENDINGS:
            if match := pattern.search(small):
                end, tail = match.start(), today
                break
    prefix = _PREFIX.match(word, 0, end)
    if prefix:
        yield Edit(start + prefix.end() - 1, start + prefix.end(), "с")
    for letter in _CHANGED.finditer(word, prefix.end() if prefix else 0, end):
        yield Edit(start + letter.start(), start + letter.end(), letter.group().translate(_LETTERS))
    if end < len(word):
        yield Edit(start + end, start + len(word), tail.upper() if tail and word[end].isupper() else tail)


def _like(word: str, today: str) -> str:
    return today[0].upper() + today[1:] if word[0].isupper() else today
