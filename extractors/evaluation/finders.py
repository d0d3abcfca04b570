"""What is scored: a thing that takes a text and its language and gives mentions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extractors.languages import CORE
from extractors.languages.detect import detect
from extractors.ner import DEFAULT, Found, tagger
from extractors.recognise import Recogniser

Find = Callable[[str, str], list[Found]]
"""Text and language to mentions, in code points."""


@dataclass(frozen=True, slots=True)
class Finder:
    """A finder with the name it is shown under and the languages and labels that it knows."""

    name: str
    find: Find
    langs: tuple[str, ...] = CORE
    labels: tuple[str, ...] = ("PERSON", "PLACE", "ORG", "EVENT", "DATE")


def whole(tier: str = DEFAULT, detected: bool = False) -> Finder:
    """What ``sunqar extract`` gives: reading, tagger, grammar of dates, rules and gazetteer together.

    detected  tell it no language, so that it judges by itself
    """
    recogniser = Recogniser(tier=tier)

    def find(text: str, lang: str) -> list[Found]:
        spoken = detect(text) if detected else lang
        return [Found(m.start, m.end, m.label, m.confidence) for m in recogniser.find(text, spoken).mentions]

    return Finder(f"sunqar {tier}{', language detected' if detected else ''}", find)


def model(tier: str = DEFAULT) -> Finder:
    """The tagger alone, on the text as it stands."""
    taggers = {code: tagger(code, tier) for code in CORE}

    def find(text: str, lang: str) -> list[Found]:
        reader = taggers[lang]
        return list(reader(text)) if reader else []

    return Finder(f"sunqar {tier}, tagger alone", find)


def encoder(folder: Path) -> Finder:
    """The encoder whose two weight files lie in a folder, alone: other weights, or the same before quantisation."""
    from extractors.encoder.encoder import Encoder
    from extractors.encoder.tagger import EncoderTagger

    reader = EncoderTagger(Encoder(folder))
    return Finder(f"encoder of {folder.name}, tagger alone", lambda text, lang: list(reader(text)))
