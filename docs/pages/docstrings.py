"""Our docstrings, which are plain text, as reStructuredText for Sphinx.

A line ``name  what it is``, two blanks between, describes one thing; lines below it that are no such line go on with
it. Doctests and what stands between double back-quotes stay as they are; no other sign has a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

_NAMED = re.compile(r"(\S+(?:, \S+)*) {2,}(\S.*)")
_SEVERAL = re.compile(r";\s{2,}")
_SIGNS = re.compile(r"[*|`]|_(?=\W|$)|\\")


def as_rest(lines: Sequence[str]) -> list[str]:
    """The lines of a docstring, its indentation taken off, as lines of reStructuredText."""
    answer: list[str] = []
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            answer += [*_paragraph(list(group)), ""]
    return answer


def _paragraph(lines: list[str]) -> Iterator[str]:
    if lines[0].lstrip().startswith(">>>"):
        yield from lines
        return
    items: list[tuple[str, list[str]]] = [("", [])]
    for line in (part for whole in lines for part in _SEVERAL.split(whole)):
        if found := _NAMED.fullmatch(line):
            items.append((found[1], [found[2]]))
        else:
            items[-1][1].append(line.strip())
    for name, words in items:
        text = _plain(" ".join(words))
        if name:
            yield from ("", f"- ``{name.strip('`')}``: {text}")
        elif text:
            yield text


def _plain(text: str) -> str:
    parts = re.split(r"(``.+?``)", text)
    return "".join(part if at % 2 else _SIGNS.sub(lambda sign: "\\" + sign[0], part) for at, part in enumerate(parts))
