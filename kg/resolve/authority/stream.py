"""The stream ``sunqar resolve``: a file of an authority list, a document a line, who is meant a line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractors.errors import InputRejected
from extractors.streams import answers
from kg.resolve.authority.entries import read_entries
from kg.resolve.authority.resolver import Resolver, Span


def run(authority: Path, lang: str | None, bare: bool = False) -> bool:
    """Answer standard input on standard output; whether every line could be answered."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    good = True
    for line, answered in answers(sys.stdin.buffer, answerer(authority, lang, bare)):
        print(line)
        good = good and answered
    return good


def answerer(
    authority: Path, lang: str | None = None, bare: bool = False
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What answers a record with ``text`` and ``mentions``: ``{"mentions": [{"start", "end", "entity", "score"}]}``.

    authority  see ``read_entries``;  lang  of records that name none;  bare  without what is generally known of persons
    """
    entries = read_entries(authority)
    resolver = Resolver(entries) if bare else Resolver.with_background(entries)

    def answer(record: dict[str, Any]) -> dict[str, Any]:
        spans = _spans(record)
        told = record.get("lang") or lang
        found = resolver.resolve(
            record["text"],
            spans,
            told.split("-")[0].lower() if told else None,
            _text(record, "date") or None,
            _text(record, "place"),
            _text(record, "title"),
        )
        return {
            "mentions": [
                {"start": span.start, "end": span.end, "entity": each.entity, "score": each.score}
                for span, each in zip(spans, found, strict=True)
            ]
        }

    return answer


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputRejected("RESOLVE004", f'"{key}" is not a string.', advice="Leave it out or give a string.")
    return value


def _spans(record: dict[str, Any]) -> list[Span]:
    size = len(record["text"])
    mentions = record.get("mentions")
    if not isinstance(mentions, list):
        raise InputRejected("RESOLVE005", 'It needs a list "mentions".', advice='Give [{"start", "end", "label"}].')
    found = []
    for mention in mentions:
        start, end = (mention.get("start"), mention.get("end")) if isinstance(mention, dict) else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= size:
            raise InputRejected(
                "RESOLVE006",
                f"A mention lies outside the text of {size} code points.",
                advice="Give start and end in code points of the text, start before end.",
            )
        found.append(Span(start, end, str(mention.get("label") or "PERSON").upper()))
    return found
