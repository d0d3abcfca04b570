"""Which Kazakh words are numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.attrs import LIKE_NUM

from extractors.languages.base import words

CARDINALS = frozenset(
    words(
        "нөл ноль бір екі үш төрт бес алты жеті сегіз тоғыз он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан "
        "жүз мың миллион миллиард триллион жарты ширек"
    )
)
ORDINALS = frozenset(
    words(
        "нөлінші бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы оныншы жиырмасыншы "
        "отызыншы қырқыншы елуінші алпысыншы жетпісінші сексенінші тоқсаныншы жүзінші мыңыншы миллионыншы "
        "миллиардыншы триллионыншы"
    )
)
_ORDINAL = re.compile(r"[0-9]+-(?:шы|ші|ыншы|інші|ншы|нші|сыншы)")


def like_num(text: str) -> bool:
    """Whether a word is a number in digits or letters, plain or ordinal: 25, 3,5, 1/2, 5-ші, жиырма, бесінші."""
    plain = text.lower().lstrip("+-±~").replace(",", "").replace(".", "")
    if plain.isdigit() or plain in CARDINALS or plain in ORDINALS or _ORDINAL.fullmatch(plain):
        return True
    over, _, under = plain.partition("/")
    return over.isdigit() and under.isdigit()


LEX_ATTRS: dict[int, Callable[[str], Any]] = {LIKE_NUM: like_num}
