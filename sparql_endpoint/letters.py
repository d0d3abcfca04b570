"""What letters a condition of a filter asks of a variable."""

from __future__ import annotations

import re

from kg.literals.find import Letters
from kg.literals.folding import may_fold_otherwise, steady
from sparql_endpoint.services.tokens import Token

_COMPARES = frozenset({"CONTAINS", "STRSTARTS", "STRENDS"})
_AROUND = frozenset({"STR", "LCASE"})
_WORDS = re.compile(r"\^?([^\W_](?:[\w ,'-]*\w)?)\$?")
"""A regular expression without signs but those for both ends; each of its letters means itself."""
_MOST = 8
"""Words with | between them."""


def asked_letters(condition: list[Token]) -> tuple[str, Letters] | None:
    """The variable without its mark, and what must stand in its value; None for any other condition.

    Understood are CONTAINS, STRSTARTS, STRENDS and REGEX of the variable itself, its STR, its LCASE or both.
    """
    while len(condition) > 2 and condition[0].text == "(" and condition[-1].text == ")":
        condition = condition[1:-1]  # one pair around all: (a) && (b) has been taken apart
    reader = _Reader(condition)
    name = reader.keyword()
    if name not in _COMPARES and name != "REGEX":
        return None
    try:
        reader.sign("(")
        variable, small = reader.variable()
        reader.sign(",")
        text, text_small = reader.constant()
        flags = reader.flags() if name == "REGEX" else ""
        reader.sign(")")
        reader.finish()
    except _Other:
        return None
    if name == "REGEX":
        letters = None if text_small else _of_expression(text, flags, small=small)
    elif text_small:
        letters = Letters((text.lower(),)) if steady(text) else None
    elif small:
        letters = Letters((text,))
    else:
        letters = Letters((text.lower(),)) if steady(text) else None
    return (variable, letters) if letters is not None else None


def _of_expression(text: str, flags: str, *, small: bool) -> Letters | None:
    words = [found[1] for part in text.split("|") if (found := _WORDS.fullmatch(part))]
    if len(words) != text.count("|") + 1 or len(words) > _MOST or not all(map(steady, words)):
        return None
    if flags == "i":
        if any(map(may_fold_otherwise, words)):
            return None
        return Letters(tuple(word.lower() for word in words), folded=True)
    return Letters(tuple(words if small else (word.lower() for word in words)))


class _Other(Exception):
    """The condition is of another form."""


class _Reader:
    def __init__(self, found: list[Token]) -> None:
        self._found, self._at = found, 0

    def keyword(self) -> str:
        self._at += 1
        return self._found[0].keyword if self._found else ""

    def sign(self, sign: str) -> None:
        if self._next().text != sign:
            raise _Other

    def variable(self) -> tuple[str, bool]:
        """Its name, and whether its small letters are compared."""
        around, token = self._inside()
        if token.kind != "variable":
            raise _Other
        return token.text[1:], "LCASE" in around

    def constant(self) -> tuple[str, bool]:
        """A plain string, and whether its small letters are meant."""
        around, token = self._inside()
        return _string(token), "LCASE" in around

    def flags(self) -> str:
        """``i`` or nothing."""
        if self._at < len(self._found) and self._found[self._at].text == ",":
            self._at += 1
            flags = _string(self._next())
            if flags not in ("", "i"):
                raise _Other
            return flags
        return ""

    def finish(self) -> None:
        if self._at != len(self._found):
            raise _Other

    def _inside(self) -> tuple[list[str], Token]:
        around: list[str] = []
        token = self._next()
        while token.keyword in _AROUND:
            around.append(token.keyword)
            self.sign("(")
            token = self._next()
        for _ in around:
            self.sign(")")
        return around, token

    def _next(self) -> Token:
        if self._at >= len(self._found):
            raise _Other
        self._at += 1
        return self._found[self._at - 1]


def _string(token: Token) -> str:
    """What stands between the marks of a short string; the text has no escapes."""
    text = token.text
    if token.kind != "string" or len(text) < 2 or text[0] != text[-1] or text[:3] in ('"""', "'''"):
        raise _Other
    return text[1:-1]
