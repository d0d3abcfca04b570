"""Other people's recognisers, where they are installed (``pip install sunqar[peers]``); never needed to run Sunqar."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from extractors.document import Label
from extractors.evaluation.finders import Find, Finder
from extractors.ner import Found

SPACY_MODEL = "en_core_web_sm"
_NATASHA: dict[str, Label] = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
_SPACY: dict[str, Label] = {
    "PERSON": "PERSON", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "ORG": "ORG", "DATE": "DATE", "EVENT": "EVENT",
}  # fmt: skip
HOW = {
    "natasha": "natasha is not installed: pip install 'sunqar[peers]'",
    SPACY_MODEL: f"{SPACY_MODEL} is not installed: python -m spacy download {SPACY_MODEL}",
}


def peers() -> Iterator[Finder]:
    """Those that can be imported. Their confidences are 1: neither gives any."""
    if find_spec("natasha") and find_spec("slovnet"):
        yield Finder("natasha", _natasha(), ("ru",), ("PERSON", "PLACE", "ORG"))
    if find_spec(SPACY_MODEL):
        yield Finder(SPACY_MODEL, _spacy(), ("en",))


def missing() -> list[str]:
    """One line for each that is not there: how to get it."""
    return [how for module, how in HOW.items() if not find_spec(module)]


def _natasha() -> Find:
    natasha: Any = import_module("natasha")
    segmenter, reader = natasha.Segmenter(), natasha.NewsNERTagger(natasha.NewsEmbedding())

    def find(text: str, lang: str) -> list[Found]:
        doc = natasha.Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(reader)
        return [Found(span.start, span.stop, _NATASHA[span.type], 1.0) for span in doc.spans]

    return find


def _spacy() -> Find:
    nlp = import_module(SPACY_MODEL).load(disable=["parser", "tagger", "attribute_ruler", "lemmatizer"])

    def find(text: str, lang: str) -> list[Found]:
        ents = [ent for ent in nlp(text).ents if ent.label_ in _SPACY]
        return [Found(ent.start_char, ent.end_char, _SPACY[ent.label_], 1.0) for ent in ents]

    return find
