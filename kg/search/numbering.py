"""Numbers of things and passages that do not depend on what else is there, or on what was there before.

A thing's number is a hash of its IRI, so an index that follows a change numbers it as one that is made whole. Passages
stand in an order that depends on content alone, with gaps between the things: a new one finds its place without moving
others, and the differences that the index of words writes down stay as small as in a row without gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import groupby

from kg.search.gather import Words

FIELD = 1 << 36
"""So many numbers each field has."""
GAP = 48
"""Numbers that are left free after the passages of a thing."""


def number_of(iri: str) -> int:
    """47 bits, which a table holds in six bytes.

    >>> 0 <= number_of("https://a") < 1 << 47, number_of("https://a") == number_of("https://b")
    (True, False)
    """
    return int.from_bytes(blake2b(iri.encode(), digest_size=6).digest(), "big") >> 1


def place_of(field: int, iri: str, weight: int) -> tuple[int, int, str]:
    """By what things stand in a field: names by how many records name the thing, all else by its number."""
    return (0 if field else -weight), number_of(iri), iri


def in_order(field: int, words: Iterable[Words], weights: Mapping[str, int]) -> list[Words]:
    """Names, titles or descriptions in the order of their field."""
    return sorted(words, key=lambda one: (*place_of(field, one.iri, weights.get(one.iri, 0)), one.lang, one.text))


def numbered(passages: Iterable[tuple[int, Words]]) -> Iterator[tuple[int, int, Words]]:
    """(number, field, words) of passages that come field by field, those of a thing together."""
    last: int | None = None
    number = 0
    for (field, _), group in groupby(passages, key=lambda each: (each[0], each[1].iri)):
        number = field * FIELD if field != last else number + GAP
        last = field
        for _, words in group:
            number += 1
            yield number, field, words
