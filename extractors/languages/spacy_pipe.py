"""The recogniser as a spaCy component, for notebooks and for other people's pipelines.

``spacy.blank("kk").add_pipe("sunqar_ner", config={"tier": "accurate"})`` sets ``doc.ents`` and, for each of them,
``ent._.confidence`` and ``ent._.method``. Builds of the graph call the same recogniser without spaCy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc, Span

from extractors.languages import language
from extractors.ner import DEFAULT
from extractors.recognise import Recogniser

NAME = "sunqar_ner"


@SpacyLanguage.factory(NAME, default_config={"tier": DEFAULT}, assigns=["doc.ents"])
def make(nlp: Any, name: str, tier: str) -> Callable[[Doc], Doc]:
    """The component for a pipeline: names and dates of its language become entities, cut at token boundaries.

    tier  of the taggers (``extractors.ner``)
    """
    recogniser = Recogniser(tier=tier)
    for attribute in ("confidence", "method"):
        if not Span.has_extension(attribute):
            Span.set_extension(attribute, default=None)

    def recognise(doc: Doc) -> Doc:
        spans: list[Span] = []
        for mention in recogniser.find(doc.text, nlp.lang).mentions:
            span = doc.char_span(mention.start, mention.end, label=mention.label, alignment_mode="expand")
            if span is None or (spans and span.start < spans[-1].end):
                continue
            span._.confidence, span._.method = mention.confidence, mention.method
            spans.append(span)
        doc.ents = spans
        return doc

    return recognise


def pipeline(lang: str, tier: str = DEFAULT) -> Any:
    """A spaCy pipeline of the language: its tokenizer and our recogniser."""
    nlp = spacy.blank(language(lang).spacy)
    nlp.add_pipe(NAME, config={"tier": tier})
    return nlp
