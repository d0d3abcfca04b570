"""Subcommands of the extractors: the streams ``extract``, ``dates`` and ``relations``."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

PARTLY = 4

Lang = Annotated[str | None, typer.Option("--lang", help="Language of lines that name none: en, ar, ru or kk.")]
Json = Annotated[bool, typer.Option("--json", help="Accepted for symmetry: the output is JSON Lines in any case.")]


def register(app: typer.Typer) -> None:
    """Add this package's commands to the ``sunqar`` application."""
    app.command("extract")(extract)
    app.command("dates")(dates)
    app.command("relations")(relations)


def extract(lang: Lang = None, as_json: Json = False) -> None:
    """Find names and dates in texts: JSON Lines with "id", "text" and perhaps "lang" on stdin, answers on stdout.

    Offsets count Unicode code points. A bad line gets an error object in its place, and the exit code is 4.

    Example:  echo '{"id": 1, "text": "The Amir of Qatar arrived in Almaty on 3 May 1998."}' | sunqar extract
    """
    from extractors.languages.detect import detect, normal_code
    from extractors.recognise import Recogniser

    recogniser = Recogniser()

    def answer(record: dict[str, Any]) -> dict[str, Any]:
        text = record["text"]
        spoken = normal_code(record.get("lang") or lang) or detect(text)
        mentions = recogniser.find(text, spoken).mentions
        return {
            "lang": spoken,
            "mentions": [
                {
                    "start": mention.start,
                    "end": mention.end,
                    "text": text[mention.start : mention.end],
                    "label": mention.label,
                    "confidence": mention.confidence,
                }
                for mention in mentions
            ],
        }

    _stream(answer)


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


def relations(lang: Lang = None, as_json: Json = False) -> None:
    """Find relations in texts: JSON Lines with "id", "text" and perhaps "lang" on stdin, answers on stdout.

    "subject", "object" and "evidence" are [start, end] in Unicode code points. All rules answer, also those that are
    not precise enough for the graph; "confidence" is the measured precision of the rule, "rule" its name. A bad line
    gets an error object in its place, and the exit code is 4.

    Example:  echo '{"id": 1, "text": "President Eisenhower visited Kabul on December 9, 1959."}' | sunqar relations
    """
    from extractors.languages.detect import detect, normal_code
    from extractors.recognise import Recogniser
    from extractors.relations import find

    recogniser = Recogniser()

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

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    failed = False
    for line, good in answers(sys.stdin.buffer, answer):
        print(line, flush=False)
        failed = failed or not good
    if failed:
        raise typer.Exit(PARTLY)
