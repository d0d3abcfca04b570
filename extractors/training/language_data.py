"""Blocks of text with their class, for training the language classifier, and blocks held out from other sources."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from extractors.training.language_others import OTHERS, REPEATED, sentences
from extractors.training.language_scripts import LOST, LOST_OTHERWISE, SCRIPTS, before_1918, written

Block = tuple[str, str]
"""Text and class."""

ENCODINGS = ("utf-8", "cp1251", "kz1048", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic", "cp1256", "iso8859-6",
             "cp1252", "ptcp154", "latin-1")  # fmt: skip
_SHORTEST, _LONGEST = 20, 260
_VOWEL_MARKS = "\u064e\u064f\u0650\u0652\u0651"


def texts(folder: Path, lang: str) -> list[str]:
    """All training texts of a language under ``ner/<lang>``, one string a set."""
    found = []
    for path in sorted((folder / lang).glob("*/train.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found.append(" ".join(json.loads(line)["text"] for line in lines))
    return found


def french(corpus: Path, odd: bool) -> str:
    """Words of the French pages of the corpus: every other file, for training or held out."""
    paths = sorted(corpus.glob("alto_xml_fr_images/*/*.xml"))
    parts = []
    for path in paths[odd::2]:
        parts += re.findall(r'CONTENT="([^"]*)"', path.read_text("utf-8"))
    return " ".join(parts).replace("&apos;", "'").replace("&amp;", "&")


def blocks(folder: Path, seed: int, size: int) -> Iterator[Block]:
    """About ``size`` blocks of each language, made from the training sets, in a random order that the seed decides."""
    rng = random.Random(seed)  # noqa: S311 - seeded sampling, nothing secret
    pools = {lang: texts(folder, lang) for lang in ("en", "ar", "ru", "kk")}
    pools["fr"] = [french(folder.parent / "corpus", False)]
    for lang, pool in pools.items():
        pools[lang] = [*pool * max(1, 8 // len(pool)), sentences(lang, rng, 20_000)]
    for _ in range(size):
        for lang in ("en", "ar", "ru", "kk"):
            yield _varied(_cut(rng.choice(pools[lang]), rng), lang, rng), lang
        if rng.random() < 0.7:
            yield _noisy(_cut(rng.choice(pools["fr"]), rng), rng), "fr"
        yield _noisy(written(_cut(rng.choice(pools["kk"]), rng), rng.choice(SCRIPTS)), rng), "kk"
        for lang in (rng.choice(("ar", "ru", "kk", "fr")), rng.choice(("ru", "kk"))):
            if wrong := garbled(_cut(rng.choice(pools[lang]), rng), rng):
                yield wrong, "bad"
    codes = [code for code in OTHERS for _ in range(REPEATED.get(code, 1))]
    for code in codes:
        text = sentences(code, rng, 6000)
        for _ in range(size // 60 if text else 0):
            yield _noisy(_cut(text, rng), rng), "und"


def garbled(text: str, rng: random.Random) -> str:
    """A text written in one encoding and read in another; empty where that does no harm."""
    wrote, read = rng.choice(ENCODINGS), rng.choice(ENCODINGS)
    if rng.random() < 0.4:
        wrote, read = "utf-8", rng.choice(("cp1251", "cp1252", "latin-1", "mac-cyrillic", "cp866", "cp1256"))
    wrong = text.encode(wrote, "ignore").decode(read, "replace")
    other = abs(len(text) - len(wrong)) + sum(a != b for a, b in zip(text, wrong, strict=False))
    return wrong if other > 0.025 * len(wrong) else ""


def _cut(text: str, rng: random.Random) -> str:
    """A stretch of words; short ones are as frequent as long ones."""
    length = int(_SHORTEST * (_LONGEST / _SHORTEST) ** rng.random())
    start = rng.randrange(max(1, len(text) - length))
    start = text.find(" ", start) + 1
    end = text.rfind(" ", start, start + length)
    return text[start : end if end > start else start + length]


def _varied(text: str, lang: str, rng: random.Random) -> str:
    chance = rng.random()
    if lang == "kk" and chance < 0.35:
        text = text.translate(rng.choice((LOST, LOST_OTHERWISE)))
    elif lang == "ru" and chance < 0.2:
        text = before_1918(text, rng)
    elif lang == "ar" and chance < 0.15:
        text = "".join(x + rng.choice(_VOWEL_MARKS) if x.isalpha() and rng.random() < 0.6 else x for x in text)
    return _noisy(text, rng)


def _noisy(text: str, rng: random.Random) -> str:
    """Sometimes in capitals, or with letters lost, doubled and swapped as scanning does."""
    chance = rng.random()
    if chance < 0.05:
        return text.upper()
    if chance > 0.25 or len(text) < 5:
        return text
    letters = list(text)
    for _ in range(len(letters) // 25 + 1):
        at = rng.randrange(len(letters))
        letters[at] = rng.choice(("", letters[at] * 2, rng.choice(text), rng.choice(".,-| ")))
    return "".join(letters)
