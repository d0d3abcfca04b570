"""Kazakh for spaCy, which has none: ``spacy.blank("kk")`` works once Sunqar is installed (entry point)."""

from __future__ import annotations

from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.language import BaseDefaults, Language
from spacy.util import update_exc

from extractors.languages.kk.lex_attrs import lex_attrs
from extractors.languages.kk.stop_words import STOP_WORDS
from extractors.languages.kk.tokenizer_exceptions import exceptions, suffixes


class KazakhDefaults(BaseDefaults):
    """Tables that spaCy builds the tokenizer and the vocabulary from."""

    tokenizer_exceptions = update_exc(BASE_EXCEPTIONS, exceptions())
    suffixes = suffixes()
    lex_attr_getters = lex_attrs()
    stop_words = set(STOP_WORDS)  # noqa: RUF012 - spaCy declares it so


class Kazakh(Language):  # type: ignore[no-untyped-call]
    """The Kazakh language class."""

    lang = "kk"
    Defaults = KazakhDefaults


__all__ = ["Kazakh"]
