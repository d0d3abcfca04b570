"""The mentions of a stream of texts, found by several processes: lines keep their order, memory does not grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import Any

from extractors.errors import InputRejected
from extractors.streams import Answer, answers
from extractors.workers import default_jobs, run

LINES, BYTES = 64, 64 * 1024
"""Of a lump, at most, unless one line is longer: enough to be worth sending, few enough to share the end evenly."""

Answered = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What mentions are asked for: the language of lines that name none, and the tier of the taggers."""

    lang: str | None
    tier: str


@dataclass(frozen=True, slots=True)
class _Lump:
    asked: Asked
    first: int
    lines: tuple[bytes, ...]


def in_order(asked: Asked, lines: Iterable[bytes], jobs: int = 0) -> Iterator[tuple[str, bool]]:
    """(line out, whether it went well) for each line in, as ``extractors.streams.answers`` gives them.

    jobs  processes, 0 for one a core; a short stream is answered by this one
    """
    lumps = _lumps(asked, lines)
    ahead = list(islice(lumps, 2))
    workers = (jobs or default_jobs()) if len(ahead) > 1 else 1
    for answered in run(_answered, chain(ahead, lumps), workers, _died):
        yield from answered


def _lumps(asked: Asked, lines: Iterable[bytes]) -> Iterator[_Lump]:
    held: list[bytes] = []
    size, first = 0, 1
    for line in lines:
        held.append(line)
        size += len(line)
        if len(held) >= LINES or size >= BYTES:
            yield _Lump(asked, first, tuple(held))
            first, held, size = first + len(held), [], 0
    if held:
        yield _Lump(asked, first, tuple(held))


def _answered(lump: _Lump) -> Answered:
    return list(answers(lump.lines, _answer(lump.asked), first=lump.first))


def _died(lump: _Lump) -> Answered:
    """Errors in the place of the lines that a process did not survive, twice."""

    def rejected(record: dict[str, Any]) -> dict[str, Any]:
        raise InputRejected("STREAM005", "The process that read it died, twice.", advice="Send it alone, or shorter.")

    return list(answers(lump.lines, rejected, first=lump.first))


@cache
def _answer(asked: Asked) -> Answer:
    """Made once a process: models are the slow part."""
    from extractors.languages.detect import detect, normal_code
    from extractors.recognise import Recogniser

    recogniser = Recogniser(tier=asked.tier)

    def answer(record: dict[str, Any]) -> dict[str, Any]:
        text = record["text"]
        spoken = normal_code(record.get("lang") or asked.lang) or detect(text)
        found = recogniser.find(text, spoken).mentions
        return {
            "lang": spoken,
            "mentions": [
                {
                    "start": one.start,
                    "end": one.end,
                    "text": text[one.start : one.end],
                    "label": one.label,
                    "confidence": one.confidence,
                }
                for one in found
            ],
        }

    return answer
