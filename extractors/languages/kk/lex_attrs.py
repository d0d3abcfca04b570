"""Which Kazakh words are numbers."""

from __future__ import annotations

from collections.abc import Callable

from extractors.languages.base import words

_CARDINALS = frozenset(
    words(
        "нөл бір екі үш төрт бес алты жеті сегіз тоғыз он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан "
        "жүз мың миллион миллиард триллион жарты ширек"
    )
)
_ORDINAL = ("ыншы", "інші", "ншы", "нші")


def like_num(text: str) -> bool:
    """Whether a word is a number in digits or letters, plain or ordinal: 25, 3,5, 1/2, жиырма, бесінші."""
    plain = text.lower().lstrip("+-±~").replace(",", "").replace(".", "")
    if plain.isdigit() or plain in _CARDINALS:
        return True
    over, _, under = plain.partition("/")
    if over.isdigit() and under.isdigit():
        return True
    return any(_stem(plain.removesuffix(ending)) in _CARDINALS for ending in _ORDINAL if plain.endswith(ending))


def _stem(word: str) -> str:
    return {"екі": "екі", "алт": "алты", "жет": "жеті", "жиырма": "жиырма", "қырқ": "қырық"}.get(word, word)


def lex_attrs() -> dict[int, Callable[[str], bool]]:
    """The lexical attributes that spaCy asks a language for."""
    from spacy.attrs import LIKE_NUM

    return {LIKE_NUM: like_num}
