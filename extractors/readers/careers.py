"""Editors' descriptions of persons as offices held: "Ambassador to Kuwait to March 1965; thereafter to Jordan".

The method is a small grammar of the lists of persons in documentary editions: phrases parted by semicolons, each an
office or a membership with its dates behind it. A phrase that is not wholly understood states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.leaders import leads
from extractors.readers.machine_dates import edtf_interval
from extractors.readers.offices import is_office

MODEL = "sunqar-careers 0.1.0"
CONFIDENCE = 0.98
"""Least precision measured: see docs/reference/relations.md."""
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_M = rf"(?:{'|'.join(month.capitalize() for month in _MONTHS)})"
_D = rf"(?:{_M} \d{{1,2}}, \d{{4}}|{_M} \d{{4}}|{_M} \d{{1,2}}|{_M}|\d{{4}})"
_LEFT = r"(?: (?:his|her) (?:\w+ )?(?:death|assassination|resignation|retirement)(?: on| in)?)?"
_UNTIL = rf"(?:until|through|to|till){_LEFT}"
_TIMES = (
    rf"(?:(?:from|since|after) (?P<fromN>{_D})(?:,? {_UNTIL} (?P<toN>{_D}))?"
    rf"|{_UNTIL} (?P<untilN>{_D})"
    rf"|(?P<firstN>{_D})\s?[–-]\s?(?P<lastN>{_D})"
    rf"|(?:in )?(?P<onlyN>{_D}))"
)
_TAIL = re.compile(rf",? {_TIMES.replace('N>', '1>')}(?:,? and (?:again )?{_TIMES.replace('N>', '2>')})?\Z")
_LEAD = re.compile(
    r"(?:(thereafter|subsequently|then|later)|also|and again|and|concurrently|former(?:ly)?|previously),? ", re.I
)
_SERVICE = re.compile(r"(?:(?:USAF|USA|USN|USMC|USNR|Jr\.?|Sr\.?|II|III|U\.S\. (?:Army|Navy|Air Force)),? )+")
_PARTY = re.compile(r"\s*\((?:D|R|DFL|I|Ind\.)\s?[-–][^)]*\)")
_MEMBER = re.compile(r"(?:(?:senior|staff) )?member(?:,| of)(?: the)? (?=[A-Z])", re.I)
_MORE = re.compile(
    r" and (?:the\b|majority|chair|speaker|director|managing|member|acting|advis|chief|deputy|leader|vice|head)"
    r"|, [\w ]*(?:officer|secretary)\b|\bduring\b|\bteam\b",
    re.I,
)
_ALONE = frozenset(("senator", "congressman", "premier", "chancellor"))
"""Offices of one word that say enough; a bare "Director" is that of what the phrase before it told."""
_POST_AT = re.compile(
    r"(?:[\w.’'-]+ ){0,4}(?:Ambassador|Minister) to (?:the )?(?P<a>[A-Z][\w’'. -]+)$"
    r"|(?:Consul|Consul General|Vice Consul) (?:at|in) (?P<b>[A-Z][\w’'. -]+)$"
    r"|(?:King|Queen|Shah|Amir|Emir|Sultan|Ruler|Prime Minister|Foreign Minister|Premier) of (?:the )?"
    r"(?P<c>[A-Z][\w’'. -]+)$"
)
_BODY = re.compile(
    r"\b(?:Office|Bureau|Department|Division|Agency|Staff|Council|Commission|Committee|Section|Board|Embassy|Mission"
    r"|Administration|Ministry|Branch|Corporation|Company|Bank|Fund|Institute|University|Organization|Academy|Centre"
    r"|Center|Command|House|Senate|Congress|Party|Group|Delegation|Directorate|Secretariat|Union|Association)\b"
)

_LED = re.compile(
    r"[A-Z][\w -]* of (?:the )?"
    rf"(?P<body>(?!Staff\b)(?:[A-Z][\w.’'&-]* )*?{_BODY.pattern}(?:(?: of| for| on| and|,) .*)?)$"
)
"""An office and the body that follows it by its whole name: "Director of the Office of Chinese Affairs"."""


@dataclass(frozen=True, slots=True)
class Held:
    """One office or membership. start, end are places in the description; edtf is None where no time is told.

    name   the office's words; for a membership those of the body
    at     body or place where an office exists, as worded; empty where the words do not tell
    """

    kind: Literal["held_position", "member_of"]
    name: str
    start: int
    end: int
    edtf: str | None
    expressed: str
    at: str = ""
    at_label: Literal["ORG", "PLACE"] = "ORG"


def careers(description: str) -> tuple[Held, ...]:
    """Every office and membership of a description that is understood to the last word, in order.

    >>> [(held.name, held.edtf) for held in careers("Consul at Doha to March 1965; thereafter Ambassador at Large")]
    [('Consul at Doha', '/1965-03'), ('Ambassador at Large', '1965-03/')]
    """
    found: list[Held] = []
    before = ""
    for start, end in _phrases(description):
        held, before = _phrase(description, start, end, before)
        found += held
    return tuple(found)


def _phrases(text: str) -> Iterator[tuple[int, int]]:
    """Ranges between semicolons that stand in no brackets."""
    start = depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if sign == ";" and depth <= 0:
            yield start, at
            start, depth = at + 1, 0
    yield start, len(text)


def _phrase(text: str, start: int, end: int, before: str) -> tuple[list[Held], str]:
    """What a phrase states, and when it ended, for a "thereafter"; before is when the last one did."""
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip(" ,"))
    words = words.strip(" ,.")
    end = begin + len(words)
    follows = False
    while lead := _LEAD.match(words):
        follows = follows or bool(lead[1])
        words = words[lead.end() :]
    words = words[service.end() :] if (service := _SERVICE.match(words)) else words
    times: list[tuple[str | None, str | None]] = [("", "")]
    post = words
    if tail := _TAIL.search(words):
        times, post = list(_times(tail)), words[: tail.start()].rstrip(" ,")
    expressed = words[len(post) :].strip(" ,")
    if follows and len(times) == 1 and not times[0][0]:
        times = [(before, times[0][1])]
        expressed = " ".join(filter(None, ("thereafter", expressed)))
    last = times[-1][1] or ""
    post = " ".join(_PARTY.sub("", post).split())
    if None in [edge for pair in times for edge in pair] or any(_backwards(*pair) for pair in times):
        return [], ""
    kind, name = _kind(post)
    if kind is None:
        return [], last
    at, label = _at(name) if kind == "held_position" else ("", "ORG")
    return [
        Held(kind, name, begin, end, edtf_interval(*time) if any(time) else None, expressed, at, label)
        for time in times
    ], last


def _kind(post: str) -> tuple[Literal["held_position", "member_of"] | None, str]:
    if re.search(r"\d{4}|[()\[\]]", post):
        return None, ""
    if member := _MEMBER.match(post):
        body = post[member.end() :]
        return ("member_of", body) if _BODY.search(body) and not _MORE.search(body) else (None, "")
    bare = " " not in post and post.lower() not in _ALONE
    return ("held_position", post) if is_office(post) and not bare else (None, "")


def _at(post: str) -> tuple[str, Literal["ORG", "PLACE"]]:
    if place := _POST_AT.match(post):
        return next(part for part in place.groups() if part), "PLACE"
    led = _LED.match(post)
    body = led["body"] if led else ""
    whole = not _MORE.search(body) and all(_BODY.search(part) for part in body.split(", "))
    if whole and leads(post, body):
        return body, "ORG"
    office, comma, rest = post.partition(", ")
    if comma and rest and " and " not in office and all(_BODY.search(part) for part in rest.split(", ")):
        return rest, "ORG"
    return "", "ORG"


def _times(tail: re.Match[str]) -> Iterator[tuple[str | None, str | None]]:
    """Begin and end of each time told, ISO; empty for one that is not told, None for one that cannot be read."""
    for n in ("1", "2"):
        part = {key[:-1]: value for key, value in tail.groupdict().items() if key[-1] == n and value}
        if "only" in part:
            day = _iso(part["only"], "")
            yield day, day
        elif part:
            end = part.get("to") or part.get("until") or part.get("last") or ""
            begin = part.get("from") or part.get("first") or ""
            yield _iso(begin, end) if begin else "", _iso(end, "") if end else ""


def _backwards(begin: str | None, end: str | None) -> bool:
    """Whether a time ends before it begins: a slip of the editors, or a year that belongs to its end alone."""
    length = min(len(begin or ""), len(end or ""))
    return bool(begin and end) and (begin or "")[:length] > (end or "")[:length]


def _iso(words: str, later: str) -> str | None:
    """``June 1959`` -> ``1959-06``; a date without a year takes that of the one that follows it."""
    match = re.fullmatch(rf"(?:({_M}) ?)?(?:(\d{{1,2}}),? ?)?(\d{{4}})?", words)
    if match is None:
        return None
    month, day, year = match.groups()
    year = year or ((re.search(r"\d{4}", later) or [None])[0])
    if year is None or (day and not month):
        return None
    parts = [year]
    if month:
        parts.append(f"{_MONTHS.index(month.lower()) + 1:02d}")
    if day:
        parts.append(f"{int(day):02d}")
    return "-".join(parts)
