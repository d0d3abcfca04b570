"""What a term in N-Triples text stands for."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_LANGUAGE = re.compile(r'"@([A-Za-z0-9-]+)\Z')


def value_of(term: str) -> str:
    r"""An IRI bare, the lexical form of a literal, the name of a blank node.

    >>> value_of(r'"a \"b\""@en'), value_of("<http://a>")
    ('a "b"', 'http://a')
    """
    if term[0] == "<":
        return term[1:-1]
    if term[0] != '"':
        return term.removeprefix("_:")
    text = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def language_of(term: str) -> str | None:
    """As SPARQL's LANG: '' of a literal without one; None, where LANG is an error, of all else.

    >>> language_of('"a"@kk-latn'), language_of('"1"^^<http://t>'), language_of("<http://a>")
    ('kk-latn', '', None)
    """
    if term[0] != '"':
        return None
    found = _LANGUAGE.search(term)
    return found[1] if found else ""


def _unescaped(match: re.Match[str]) -> str:
    if code := match[1] or match[2]:
        return chr(int(code, 16))
    return _SHORT.get(match[3], match[3])
