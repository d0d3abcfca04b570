"""Named-entity recognition: what a tagger finds, and which taggers there are.

A tier is a way to tag: ``accurate`` (an encoder for all languages) or ``fast`` (a small tagger for each). A newcomer
adds a file and one line of pyproject.toml: the entry point names a function from a language's code to its Tagger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from extractors import registry
from extractors.document import Label

GROUP = "sunqar.tiers"
ACCURATE, FAST = "accurate", "fast"
DEFAULT = ACCURATE


@dataclass(frozen=True, slots=True)
class Found:
    """A mention in code points of the text, with the probability that span and label are right."""

    start: int
    end: int
    label: Label
    confidence: float


class Tagger(Protocol):
    """Finds the names of a text. What it answers depends on the text alone.

    name          and version, as mentions carry it
    knows_places  whether the gazetteer, asked after it, would spoil more than it adds
    """

    name: str
    knows_places: bool

    def __call__(self, text: str, tokens: list[tuple[int, int]] | None = None) -> Iterator[Found]:
        """Mentions in order, never overlapping, none across the end of a paragraph, in linear time.

        tokens  the text's tokens (``extractors.languages.tokens.spans``), where the caller has them already
        """


class _Tier(Protocol):
    def __call__(self, lang: str) -> Tagger | None: ...


def tagger(lang: str, tier: str = DEFAULT) -> Tagger | None:
    """The tier's tagger of a language, made once; None where the tier has none for it.

    Raises UsageError REGISTRY001 for an unknown tier, RunAborted NER002 where its model is not installed.
    """
    return cast(_Tier, registry.load(GROUP, tier))(lang)
