"""Subcommands of the extractors: the streams ``extract``, ``dates`` and ``relations``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

PARTLY = 4

Lang = Annotated[str | None, typer.Option("--lang", help="Language of lines that name none: en, ar, ru or kk.")]
Tier = Annotated[
    str,
    typer.Option("--tier", envvar="SUNQAR_TIER", help="accurate, or fast: ten times the speed, more mistakes."),
]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Worker processes; 0: one for each core.")]
Json = Annotated[bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines in any case.")]


def register(app: typer.Typer) -> None:
    """Add this package's commands to the ``sunqar`` application."""
    app.command("extract")(extract)
    app.command("dates")(dates)
    app.command("relations")(relations)


def extract(lang: Lang = None, tier: Tier = "accurate", jobs: Jobs = 0, as_json: Json = False) -> None:
    """Find names and dates in texts: JSON Lines with "id", "text" and perhaps "lang" on stdin, answers on stdout.

    Offsets count Unicode code points. A bad line gets an error object in its place, and the exit code is 4.

    Example:  echo '{"id": 1, "text": "The Amir of Qatar arrived in Almaty on 3 May 1998."}' | sunqar extract
    """
    from extractors.stream_jobs import Asked, in_order

    _print(in_order(Asked(lang, tier), sys.stdin.buffer, jobs))


def dates(lang: Lang = None, as_json: Json = False) -> None:
    """Read date expressions: JSON Lines with "id", "text" and perhaps "lang" on stdin, answers on stdout.

    "edtf" is null where the text is no date or may mean several. "earliest" and "latest" are the first and the last
    possible day, proleptic Gregorian. "rule" and "confidence" say how it was read, "alternatives" what else it may
    mean and why. A bad line gets an error object in its place, and the exit code is 4.

    Example:  echo '{"id": 1, "text": "12 Rajab 1285", "lang": "en"}' | sunqar dates
    """
    from extractors.dates.answers import answer_of
    from extractors.languages.detect import normal_code

    def answer(record: dict[str, Any]) -> dict[str, Any]:
        return answer_of(record["text"].strip(), normal_code(record.get("lang") or lang))

    _stream(answer)


def relations(lang: Lang = None, tier: Tier = "accurate", as_json: Json = False) -> None:
    """Find relations in texts: JSON Lines with "id", "text" and perhaps "lang" on stdin, answers on stdout.

    "subject", "object" and "evidence" are [start, end] in Unicode code points. All rules answer, also those that are
    not precise enough for the graph; "confidence" is the measured precision of the rule, "rule" its name. A bad line
    gets an error object in its place, and the exit code is 4.

    Example:  echo '{"id": 1, "text": "President Eisenhower visited Kabul on December 9, 1959."}' | sunqar relations
    """
    from extractors.languages.detect import detect, normal_code
    from extractors.recognise import Recogniser
    from extractors.relations import find

    recogniser = Recogniser(tier=tier)

    def answer(record: dict[str, Any]) -> dict[str, Any]:
        text = record["text"]
        mentions = recogniser.find(text, normal_code(record.get("lang") or lang) or detect(text)).mentions
        return {
            "relations": [
                {
                    "type": relation.type,
                    "subject": [relation.subject.start, relation.subject.end],
                    "object": [relation.object.start, relation.object.end],
                    "evidence": [relation.evidence.start, relation.evidence.end],
                    "confidence": relation.confidence,
                    "rule": relation.model.rsplit("/", 1)[-1],
                }
                for relation in find(text, mentions)
            ]
        }

    _stream(answer)


def _stream(answer: Any) -> None:
    from extractors.streams import answers

    _print(answers(sys.stdin.buffer, answer))


def _print(lines: Iterator[tuple[str, bool]]) -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    failed = False
    for line, good in lines:
        print(line, flush=False)
        failed = failed or not good
    if failed:
        raise typer.Exit(PARTLY)
