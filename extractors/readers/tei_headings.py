"""Headings of edited papers: "Telegram From the Ambassador in Kuwait (Cottam) to the Department of State".

Who sends, who receives, who speaks with whom, and the offices that the editors give them. Where the mark-up and the
words of a heading disagree, the words decide: an editor who wrote "to President Johnson" meant it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.document import Mention, Relation, Span
from extractors.readers.offices import is_office

MODEL = "sunqar-headings 0.1.0"
CONFIDENCE = 0.98
"""Least precision measured: see docs/reference/relations.md."""
_FORMS = r"(?:memorandum|telegram|letter|message|airgram|despatch|dispatch|note|report|paper|cable)"
_SENT = re.compile(rf"(?:\b{_FORMS}\b.*?\b(?:from|by)\b|^(?=the ))\s*", re.I | re.S)
_TO = re.compile(r"\sto\s")
_GOVERNS = re.compile(
    r"\b(?:ambassador|representative|assistant|adviser|advisor|minister|mission|delegation|counselor|secretary|envoy"
    r"|counsel|deputy|commissioner|observer|consultant|aide|reply|according|liaison|delegate|deputies)\Z",
    re.I,
)
_TALK = re.compile(r"\b(?:conversations?|discussions?|meetings?|talks?|interview)\b.*?\bbetween\s+", re.I | re.S)
_JOINT = re.compile(r"(?:,\s+and|\sand|,)\s+")
_TORN = re.compile(r"[()\[\]]|\band the\b|\band\Z|\n")
_KEPT = frozenset(("governor", "senator", "general"))
"""Titles that people are still addressed by when they hold the office no longer: alone they say nothing."""
_ARTICLE = re.compile(r"(?:the|his|her|from|to|by)\s+", re.I)
_TITLES = re.compile(
    r"(?:(?:mr|mrs|ms|miss|dr|sir|h\.?\s?e|h\.?\s?m|h\.?\s?r\.?\s?h|the honorable|hon"
    r"|(?:his|her) (?:excellency|majesty|royal highness|highness)"
    r"|the|general|gen|admiral|adm|prince|lord|col|colonel)\b\.?,?\s*)+",
    re.I,
)


def roles(text: str, heading: Span, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, those within the heading with the part that its words give them.

    A heading of a kind not known here, and one whose "to" may belong to an office, leaves them as they are.
    """
    words = text[heading.start : heading.end]
    if talk := _TALK.search(words):
        begin = heading.start + talk.end()
        return tuple(
            replace(m, role="participant") if begin <= m.start < heading.end and _agent(m) else m for m in mentions
        )
    sent = _SENT.search(words)
    turn = _turn(words, sent.end()) if sent else None
    if sent is None or turn is None:
        return tuple(mentions)
    begin, turn = heading.start + sent.end(), heading.start + turn
    return tuple(
        replace(m, role="sender" if m.start < turn else "addressee")
        if begin <= m.start < heading.end and _agent(m)
        else m
        for m in mentions
    )


def offices(text: str, heading: Span, mentions: Sequence[Mention], date: Span | None) -> Iterator[Relation]:
    """The offices that a heading gives to those who send, receive or take part: ``the Ambassador in Iran (Wiley)``."""
    for mention in mentions:
        if mention.label != "PERSON" or not heading.start <= mention.start < mention.end <= heading.end:
            continue
        if mention.role not in ("sender", "addressee", "participant"):
            continue
        office = _before(text, heading.start, mention, mentions)
        if office is not None:
            end = mention.end + (text[mention.end : mention.end + 1] == ")")
            yield _held(mention, office, Span(office.start, end), date)


def offices_in_lines(text: str, mentions: Sequence[Mention], date: Span | None) -> Iterator[Relation]:
    """The offices in a list of participants, a line each: ``Ambassador Juma``, ``R. Hare, Assistant Secretary``."""
    persons = [m for m in mentions if m.role == "participant" and m.label == "PERSON"]
    for mention in persons:
        begin, end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
        end = len(text) if end < 0 else end
        if sum(begin <= other.start < end for other in mentions if other.label == "PERSON") > 1:
            continue
        office = _trimmed(text, begin, mention.start)
        if office is None and text[mention.end : mention.end + 2] == ", ":
            office = _trimmed(text, mention.end + 2, end)
        if office is not None:
            whole = Span(min(office.start, mention.start), max(office.end, mention.end))
            yield _held(mention, office, whole, date)


def _agent(mention: Mention) -> bool:
    return mention.label == "PERSON" or (mention.label == "ORG" and mention.role is not None)


def _turn(words: str, begin: int) -> int | None:
    """Where those who receive begin; None where no "to" is surely that of a letter."""
    for found in _TO.finditer(words, begin):
        if not _GOVERNS.search(words, begin, found.start()):
            return found.end()
    return None


def _before(text: str, begin: int, mention: Mention, mentions: Sequence[Mention]) -> Span | None:
    """The office right before a name or before the bracket that it stands in, with no other name in it."""
    words = text[begin : mention.start]
    for cut in (_TO, re.compile(r"\b(?:from|by|between)\s", re.I)):
        for found in cut.finditer(words):
            if cut is not _TO or not _GOVERNS.search(words, 0, found.start()):
                begin, words = begin + found.end(), words[found.end() :]
                break
    joints = [0, *(found.end() for found in _JOINT.finditer(words))]
    begun = max((m.end for m in mentions if begin <= m.end <= mention.start and m.label == "PERSON"), default=begin)
    for joint in joints:
        if begin + joint >= begun and (office := _trimmed(text, begin + joint, mention.start)) is not None:
            return office
    return None


def _trimmed(text: str, begin: int, end: int) -> Span | None:
    """The range without article, titles, brackets and blanks, if what is left is an office."""
    words = text[begin:end]
    for unwanted in (_ARTICLE, _TITLES):
        lead = len(words) - len(words.lstrip(" (\n"))
        found = unwanted.match(words, lead)
        cut = found.end() if found else lead
        begin, words = begin + cut, words[cut:]
    dash = words.rfind("—") + 1  # "NEA—Assistant Secretary"
    begin, words = begin + dash, words[dash:]
    words = words.split(" (")[0].rstrip(" (,.;\n")
    told = re.split(r"[’']s\s+", " ".join(words.split()))[-1]
    whole = bool(words) and not _TORN.search(words) and words.lower() not in _KEPT and is_office(told)
    return Span(begin, begin + len(words)) if whole else None


def _held(mention: Mention, office: Span, evidence: Span, date: Span | None) -> Relation:
    subject = Span(mention.start, mention.end)
    return Relation("held_position", subject, office, evidence, "rule", CONFIDENCE, MODEL, date)
