"""What scanning does to letters: a light, seeded imitation for training."""

from __future__ import annotations

import random

_PAIRS = {
    "en": "rn:m m:rn l:1 e:c h:b I:l s:f S:5 O:0 u:n n:u t:f",
    "ru": "н:и и:н п:н е:о ш:щ ь:ъ й:и З:3 О:0 т:г л:п",
    "kk": "қ:к ғ:г ң:н ө:о ұ:у ү:у ә:э һ:h і:i н:и е:с",
    "ar": "ت:ب ب:ت ن:ث ة:ه ى:ي أ:ا إ:ا ف:ق ح:ج خ:ح ش:س",
}
CONFUSED = {lang: dict(pair.split(":") for pair in pairs.split()) for lang, pairs in _PAIRS.items()}
"""Letters and what a scan makes of them."""


def spoilt(word: str, lang: str, rng: random.Random) -> str:
    """The word with one letter confused, lost, doubled, or its case changed; never empty."""
    table = CONFUSED[lang]
    places = [at for at in range(len(word)) if word[at] in table]
    choice = rng.random()
    at = rng.randrange(len(word))
    if choice < 0.5 and places:
        at = rng.choice(places)
        return word[:at] + table[word[at]] + word[at + 1 :]
    if choice < 0.7 and len(word) > 2:
        return word[:at] + word[at + 1 :]
    if choice < 0.85:
        return word[:at] + word[at] + word[at:]
    return word.upper() if choice < 0.93 else word.lower()
