"""Seeded character errors as scanning makes them, on marked texts: the marks move with their letters.

Not the noise of training (``extractors.training.noise``): other seeds, confusions chosen by shape for each script
rather than by language, more letters broken in two or run together, strange letters, words joined and split. So a
score under noise does not merely show that the training noise was learnt.
"""

from __future__ import annotations

import random
from hashlib import sha256

from extractors.evaluation.counts import Span

SEED = 20_1343
BANDS = (0.0, 0.02, 0.05, 0.10)
"""Share of the characters that are spoilt; words are joined and split within it."""

_SHAPES = {
    "a": "o s", "b": "h 6", "c": "e o", "d": "cl ol", "e": "c o", "f": "t ſ", "g": "q 9", "h": "li b", "i": "l j í",
    "j": "i ;", "k": "lc x", "l": "i 1 t", "m": "rn nn", "n": "ri u", "o": "c 0", "p": "n y", "q": "g", "r": "v t",
    "s": "8 a", "t": "l r", "u": "ii n", "v": "y r", "w": "vv iv", "x": "z", "y": "v", "z": "2 s",
    "A": "4 R", "B": "8 R", "C": "G (", "D": "O I)", "E": "F B", "F": "P E", "G": "C 6", "H": "II N", "I": "l 1",
    "J": "I", "K": "R X", "L": "I. E", "M": "N IVI", "N": "H M", "O": "0 Q", "P": "F", "Q": "O", "R": "K B", "S": "8 $",
    "T": "I f", "U": "II V", "V": "Y", "W": "VV", "X": "K", "Y": "V", "Z": "2",
    "а": "о я", "б": "6 о", "в": "з п", "г": "т r", "д": "л п", "е": "с о", "ж": "х", "з": "э в", "и": "п ii",
    "й": "и", "к": "н х", "л": "д п", "м": "ни", "н": "к п", "о": "с 0", "п": "л и", "р": "о п", "с": "е о", "т": "г ш",
    "у": "v ч", "ф": "Ф р", "х": "к", "ц": "и п", "ч": "у", "ш": "т и", "щ": "ш", "ъ": "ь", "ы": "ьг и", "ь": "ы г",
    "э": "з", "ю": "го", "я": "а", "ә": "а э", "ғ": "г т", "қ": "к н", "ң": "н п", "ө": "о е", "ұ": "у ү", "ү": "у",
    "һ": "н", "і": "l !", "ѣ": "Ъ ъ", "А": "Л", "Б": "Ь В", "В": "Б Н", "Г": "Т", "Д": "Л", "Е": "Б", "З": "3 Э",
    "И": "Н П", "К": "Н", "Л": "Д", "М": "Н", "Н": "И П", "О": "0 С", "П": "Н", "Р": "Г", "С": "О", "Т": "Г", "У": "V",
    "Қ": "К", "Ғ": "Г", "Ә": "А", "Ө": "О", "Ү": "У", "Ұ": "У", "І": "1",
    "ا": "ل أ", "أ": "ا", "إ": "ا", "آ": "ا", "ب": "ن پ", "ت": "ث ن", "ث": "ت", "ج": "ح خ", "ح": "ج", "خ": "ج ح",
    "د": "ر ذ", "ذ": "د", "ر": "ز و", "ز": "ر", "س": "ش نت", "ش": "س", "ص": "ض", "ض": "ص", "ط": "ظ", "ظ": "ط",
    "ع": "غ م", "غ": "ع", "ف": "ق غ", "ق": "ف", "ك": "ل گ", "ل": "ا", "م": "ه ع", "ن": "ت ب", "ه": "ة م", "ة": "ه",
    "و": "ر", "ي": "ى ب", "ى": "ي", "ئ": "ي", "ؤ": "و", "0": "o 8", "1": "l 7", "2": "Z 7", "3": "8 5", "4": "A 9",
    "5": "S 6", "6": "5 b", "7": "1 ?", "8": "3 B", "9": "g 0", "٠": ".", "١": "ا", "٢": "٣", "٣": "٢", "٤": "٥",
    "٥": "٠", "٦": "٩", "٧": "٢", "٨": "٧", "٩": "٦", ".": ", ·", ",": ". ;", "-": "~ .",
}  # fmt: skip
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
)
_SCRIPT = {letter: alphabet for alphabet in _ALPHABETS for letter in alphabet + alphabet.upper()}


def spoilt(text: str, entities: tuple[Span, ...], rate: float) -> tuple[str, tuple[Span, ...]]:
    """The text with that share of its characters spoilt, and its mentions where their letters now stand.

    The same text and rate give the same errors, whatever else is spoilt. No mention is lost: a letter of each stays.
    """
    seed = int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big") + SEED
    rng = random.Random(seed + round(rate * 1000))  # noqa: S311 - a reproducible imitation, no secret
    kept = {start for start, _, _ in entities}
    parts: list[str] = []
    starts, ends, size = [], [], 0
    for at, letter in enumerate(text):
        part, added = _spoil(letter, rng) if rng.random() < rate else (letter, "")
        if at in kept and not part:
            part = letter
        parts.append(part + added)
        starts.append(size)
        ends.append(size + len(part))
        size += len(part) + len(added)
    done = "".join(parts)
    return done, tuple(_trimmed(done, starts[start], ends[end - 1], label) for start, end, label in entities)


def _spoil(letter: str, rng: random.Random) -> tuple[str, str]:
    """What the letter becomes, and what comes to stand behind it: dirt that belongs to no word, or a space."""
    if letter == "\n":
        return letter, ""
    choice = rng.random()
    if letter.isspace():
        return "" if choice < 0.3 else letter, ""
    if choice < 0.6 and letter in _SHAPES:
        return rng.choice(_SHAPES[letter].split()), ""
    if choice < 0.75 and letter in _SCRIPT:
        strange = rng.choice(_SCRIPT[letter])
        return strange.upper() if letter.isupper() else strange, ""
    if choice < 0.87:
        return "", ""
    return letter, " " if choice < 0.92 and letter.isalpha() else rng.choice("'.,·|~-")


def _trimmed(text: str, start: int, end: int, label: str) -> Span:
    """Without dirt or space at the end, where the last letters are lost."""
    return start, start + len(text[start:end].rstrip()), label
