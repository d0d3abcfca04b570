"""Dates of any calendar and language, read by a grammar that would rather say nothing than guess."""

from __future__ import annotations

from dataclasses import replace

from extractors.dates.context import Context, context_of
from extractors.dates.dated import MODEL, dated
from extractors.dates.find import find
from extractors.dates.settle import settle, settle_document
from extractors.dates.understand import understand
from extractors.dates.whole import MARKS, read, whole
from extractors.document import DateExpression
from extractors.languages import CORE

__all__ = ["MODEL", "Context", "context_of", "dated", "find", "parse", "settle", "settle_document", "understand"]


def parse(expressed: str, lang: str | None = None, calendar: str | None = None) -> DateExpression | None:
    """One expression as a date, or None where it is none or may mean several things.

    lang      code of its language; None tries all four and takes the answer only if no other disagrees;
              mere figures are then read as in English, where 3/11/1916 has two meanings
    calendar  what the document keeps to (see ``prior``): settles, less surely, what the words alone leave open
    """
    reading = read(expressed, lang)
    if reading is None and calendar in MARKS and calendar and lang in CORE:
        reading = whole(expressed, lang, MARKS[calendar])
        reading = replace(reading, confidence=0.7) if reading else None
    return dated(expressed, reading) if reading else None
