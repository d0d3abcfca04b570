"""A reader's report that something looks wrong, and what is taken as one."""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass

from extractors.errors import InputRejected

REASONS = ("name", "date", "place", "relation", "identity", "reading", "translation", "private", "other")
"""What is wrong: a name, a date, a place, a relation; two held to be one (or one to be two); the reading of the page;
a word of the portal; something that should not be public; something else."""
MOST_WORDS = 2000
MOST_STATEMENT = 600
_LEAST_WORDS = 5
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter looks like a digit."""
_NUMBER = re.compile(f"[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}")
_ALIKE = str.maketrans("OIL", "011")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a reader wrote. about: IRI of the thing; statement: which statement of it, in words or empty."""

    about: str
    reason: str
    words: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A complaint that was taken. number: the reader's reference, ``7K3F-29QX``; made, closed: UTC, ISO 8601.

    edition, language: of the page that the reader saw. state: open or done; answer, by: of the curator who closed it,
    empty while it is open. Who the reader was is known to nobody.
    """

    number: str
    made: str
    about: str
    statement: str
    reason: str
    words: str
    edition: int
    language: str
    state: str = "open"
    answer: str = ""
    by: str = ""
    closed: str = ""


def checked(complaint: Complaint) -> Complaint:
    """The complaint in NFC, without control characters. InputRejected where a part is missing or too long."""
    parts = (complaint.about, complaint.reason, complaint.words, complaint.statement)
    clean = Complaint(*(_clean(part) for part in parts))
    if clean.reason not in REASONS:
        raise InputRejected("REPORT001", "The report does not say what kind of thing is wrong.",
                            where="reason", advice=f"One of: {', '.join(REASONS)}.")  # fmt: skip
    if len(clean.words) < _LEAST_WORDS:
        raise InputRejected("REPORT002", "The report does not say what is wrong.",
                            where="words", advice="Write a line: what is wrong, and how you know.")  # fmt: skip
    for name, text, most in (("words", clean.words, MOST_WORDS), ("statement", clean.statement, MOST_STATEMENT)):
        if len(text) > most:
            raise InputRejected("REPORT003", f"The report has {len(text)} characters; {most} is the most.",
                                where=name, advice="Write less; curators look at the rest themselves.")  # fmt: skip
    return clean


def new_number() -> str:
    """A reference that nobody guesses: 40 random bits, in letters that cannot be misread."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def number_of(text: str) -> str:
    """The reference that a person typed, in its one form; empty for what is none.

    >>> number_of(" 7k3f 29qx ")
    '7K3F-29QX'
    """
    letters = re.sub(r"[\s–-]", "", text[:40]).upper().translate(_ALIKE)
    number = f"{letters[:4]}-{letters[4:]}"
    return number if _NUMBER.fullmatch(number) else ""


def _clean(text: str) -> str:
    return _CONTROLS.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n"))).strip()
