"""A document as entries are compared with it: its names, each with the words about it, its year, its countries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.languages.fold import fold
from kg.resolve.chain_forms import Form, form_of
from kg.resolve.evidence.offices import countries_of, offices_of, spotted_countries
from kg.resolve.evidence.terms import terms

_AROUND = 120
_BEFORE = 45
_HEAD = 600
"""Code points at the beginning in which a document tells its date and place."""
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_HEAVY = 4
"""How often a country of the title or the place counts."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the document, wherever it stands with the same title.

    numbers  of its mentions;  title  the words before it, offices of them in offices
    near     folded words about any of its mentions
    """

    form: Form
    text: str
    numbers: tuple[int, ...]
    offices: frozenset[str]
    countries: frozenset[str]
    near: frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """A document.  year  of its date, or of the first that it tells;  countries  share of each among those it names"""

    names: tuple[Name, ...]
    year: int | None
    title: frozenset[str]
    words: frozenset[str]
    countries: dict[str, float]


def page(
    text: str, spans: Sequence[tuple[int, int, str]], lang: str | None, date: str | None, place: str, title: str
) -> Page:
    """spans: start, end in code points and label of each mention, in any order."""
    found: dict[Form, list[int]] = {}
    for number, (start, end, label) in enumerate(spans):
        before = text[max(0, start - _BEFORE) : start]
        found.setdefault(form_of(" ".join(text[start:end].split()), lang, label, before), []).append(number)
    return Page(
        tuple(_name(form, text, [spans[n] for n in numbers], tuple(numbers)) for form, numbers in found.items()),
        _year(date, text, title),
        frozenset(fold(f"{title} {place}").split()),
        frozenset(fold(text).split()),
        _countries(text, f"{place} {title}"),
    )


def _name(form: Form, text: str, spans: Sequence[tuple[int, int, str]], numbers: tuple[int, ...]) -> Name:
    before = [text[max(0, start - _BEFORE) : start].rsplit("\n", 1)[-1] for start, _, _ in spans]
    close = [_last_phrase(words) for words in before]
    told = {text[start:end] for start, end, _ in spans}
    near = {word for start, end, _ in spans for word in fold(text[max(0, start - _AROUND) : end + _AROUND]).split()}
    return Name(
        form,
        text[spans[0][0] : spans[0][1]],
        numbers,
        frozenset(key for words in {*close, *told} for key in offices_of(words)),
        frozenset(key for words in close for key in countries_of(words)),
        frozenset(near) - frozenset(form.words),
    )


def _last_phrase(before: str) -> str:
    """The words just before a name that may be its title: back to the last comma or full stop, five words at most."""
    part = re.split(r"[,;:()]|\.\s", before)[-1]
    return " ".join(_WORD.findall(part)[-5:])


def _year(date: str | None, text: str, title: str) -> int | None:
    if date and (match := re.match(r"-?\d{4}", date.strip())):
        return int(match[0])
    for told in (title, text[:_HEAD]):
        stretches = terms(told)
        if stretches:
            return stretches[0].latest
    match = _YEAR.search(text)
    return int(match[0]) if match else None


def _countries(text: str, head: str) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for keys in spotted_countries(text):
        counts.update(keys)
    for key in countries_of(head):
        counts[key] += _HEAVY
    whole = sum(counts.values())
    return {key: count / whole for key, count in sorted(counts.items())}
