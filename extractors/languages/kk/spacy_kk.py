"""Kazakh for spaCy, which has none: ``spacy.blank("kk")`` works once Sunqar is installed (entry point).

Laid out as a language folder of spaCy: stop words, tokenizer exceptions, punctuation, lexical attributes, examples.
"""

from __future__ import annotations

from spacy.language import BaseDefaults, Language

from extractors.languages.kk.lex_attrs import LEX_ATTRS
from extractors.languages.kk.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from extractors.languages.kk.stop_words import STOP_WORDS
from extractors.languages.kk.tokenizer_exceptions import TOKENIZER_EXCEPTIONS


class KazakhDefaults(BaseDefaults):
    """Tables that spaCy builds the tokenizer and the vocabulary from."""

    tokenizer_exceptions = TOKENIZER_EXCEPTIONS
    prefixes = TOKENIZER_PREFIXES
    suffixes = TOKENIZER_SUFFIXES
    infixes = TOKENIZER_INFIXES
    lex_attr_getters = LEX_ATTRS
    stop_words = set(STOP_WORDS)  # noqa: RUF012 - spaCy declares it so


class Kazakh(Language):  # type: ignore[no-untyped-call]
    """The Kazakh language class."""

    lang = "kk"
    Defaults = KazakhDefaults


__all__ = ["Kazakh"]
