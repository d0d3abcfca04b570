"""What the tagger sees of one word: hashed letter patterns. A pure function of the word, so it is cached."""

from __future__ import annotations

import unicodedata
from zlib import crc32

from extractors.languages.fold import fold

BUCKETS = 1 << 15
LONGEST = 24


def shape(word: str) -> str:
    """Letter classes with runs shortened to two: ``Al`` -> Xx, ``USSR`` -> XX, ``1916`` -> dd, ``قطر`` -> oo."""
    out: list[str] = []
    for letter in word[:LONGEST]:
        category = unicodedata.category(letter)
        kind = {"Lu": "X", "Ll": "x", "Lt": "X", "Nd": "d"}.get(category) or ("o" if category[0] == "L" else letter)
        if len(out) < 2 or out[-1] != kind or out[-2] != kind:
            out.append(kind)
    return "".join(out)


def buckets(word: str, lexicon: dict[int, str]) -> list[int]:
    """Bucket numbers (0 .. BUCKETS-1) of the word's features, in a fixed order.

    lexicon  hash of a folded word -> the kinds of name it is part of, as the model was trained with
    """
    plain = (fold(word) or word)[:LONGEST].replace(" ", "")
    if plain.isdigit():
        plain = "0" * len(plain)
    edged = f"<{plain}>"
    names = [f"w{plain}", f"s{shape(word)}", f"i{word[0]}" if len(word) > 1 else "i", f"n{min(len(plain), 12)}"]
    names += [f"p{plain[:n]}" for n in (1, 2, 3, 4)]
    names += [f"e{plain[-n:]}" for n in (1, 2, 3, 4)]
    names += [f"g{edged[at : at + 3]}" for at in range(min(len(edged) - 2, 12))]
    names += [f"l{kind}" for kind in lexicon.get(crc32(plain.encode("utf-8", "surrogatepass")), "")]
    return [crc32(name.encode("utf-8", "surrogatepass")) % BUCKETS for name in names]
