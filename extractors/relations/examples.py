"""Examples of rules as they are written: "{s:PERSON Eisenhower} visited {o:PLACE Kabul}"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.document import LABELS, Mention, Span

_MARK = re.compile(r"\{(?:(?P<end>[so]):)?(?P<label>[A-Z]+) (?P<words>[^{}]+)\}|[\[\]]")


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its mentions, and the two ends that a rule must find; an end that is no mention has no label."""

    text: str
    mentions: tuple[Mention, ...]
    subject: Span | None
    object: Span | None


def read_example(written: str) -> Example:
    """Take the marks out: ``{LABEL words}`` is a mention, ``s:`` and ``o:`` mark the ends, ``[`` and ``]`` stand
    around an object that is no mention.

    >>> example = read_example("{s:PERSON Ali}, [Amir of {PLACE Doha}]")
    >>> example.text[example.object.start : example.object.end]
    'Amir of Doha'
    """
    text, at = "", 0
    mentions: list[Mention] = []
    ends: dict[str, Span] = {}
    bracket = 0
    for match in _MARK.finditer(written):
        text += written[at : match.start()]
        at, start = match.end(), len(text)
        if match[0] == "[":
            bracket = start
        elif match[0] == "]":
            ends["o"] = Span(bracket, start)
        else:
            text += match["words"]
            label = next(label for label in LABELS if label == match["label"])
            mentions.append(Mention(start, len(text), label, "editorial"))
            if match["end"]:
                ends[match["end"]] = Span(start, len(text))
    return Example(text + written[at:], tuple(mentions), ends.get("s"), ends.get("o"))
