"""A SPARQL text as tokens, as its grammar tells them apart. Takes linear time; unknown signs are skipped."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Strings before IRIs, long strings before short ones; an open string runs to the end. Nothing is repeated within a
# repetition of the same signs, so no text takes more than linear time.
_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n\r]*)
      |(?P<string>"{3}(?:[^"\\]|\\.|"(?!""))*(?:"{3})?|'{3}(?:[^'\\]|\\.|'(?!''))*(?:'{3})?
        |"(?:[^"\\\n\r]|\\.)*"?|'(?:[^'\\\n\r]|\\.)*'?)
      |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      |(?P<variable>[?$]\w+)
      |(?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      |(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
      |(?P<bnode>_:\w(?:[\w.-]*\w)?)
      |(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])|\.(?=[\w:.%\\-]))*)
      |(?P<word>[^\W\d]\w*)
      |(?P<sign><<\(|\)>>|<<|>>|\{\||\|\}|\^\^|\|\||&&|<=|>=|!=|[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)
_PAIRS = {"(": ")", "[": "]", "{": "}", "{|": "|}", "<<(": ")>>"}


@dataclass(frozen=True, slots=True)
class Token:
    """kind is string, iri, variable, lang, number, bnode, name (with a colon), word or sign; text as written."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.text)

    @property
    def keyword(self) -> str:
        """The word in capitals; empty for what is no word."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> list[Token]:
    """All tokens in order, without white space and comments."""
    return [
        Token(str(found.lastgroup), found.group(), found.start())
        for found in _TOKEN.finditer(text)
        if found.lastgroup != "skip"
    ]


def matching(found: list[Token]) -> dict[int, int] | None:
    """Number of the token that closes each opening one; None where brackets do not match."""
    open_: list[int] = []
    pairs: dict[int, int] = {}
    for at, token in enumerate(found):
        if token.kind != "sign":
            continue
        if token.text in _PAIRS:
            open_.append(at)
        elif token.text in (")", "]", "}", "|}", ")>>"):
            if not open_ or _PAIRS[found[open_[-1]].text] != token.text:
                return None
            pairs[open_.pop()] = at
    return None if open_ else pairs
