"""What a conversion keeps of a source and what it loses, found by trial: what is kept, the result hangs on.

All statements of a path are changed at once and the source is converted again. A path of which something is kept is
then looked at statement by statement: those whose words stand nowhere in the result are tried alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.errors import InputRejected
from extractors.statements import Speech, Statement, changed

Fate = Literal["mapped", "text", "lost", "appearance", "internal"]
"""Mapped: to a statement of its own. Text: kept in the words of the unit alone. Lost: the result says nothing of it.
Appearance: not kept, and it only says how words look or how the file is written. Internal: left out because the
archive marks it as for itself."""

APPEARANCE = frozenset(
    (
        # how words look, and how a page shows them
        "render", "rend", "rendition", "style", "altrender", "space", "cols", "rows", "show", "actuate", "place",
        "numeration", "continuation", "listtype", "pgwide", "tpattern", "align", "valign", "colname", "colwidth",
        "colnum", "frame", "mark", "sortas", "placement", "namest", "nameend", "morerows", "char", "charoff", "colsep",
        "rowsep", "rowheader", "listType", "columns",
        # how the file is written: ids of its own parts, its codes, its grammar
        "id", "encodinganalog", "localencodinganalog", "dateencoding", "langencoding", "scriptencoding",
        "countryencoding", "repositoryencoding", "relatedencoding", "languageEncoding", "scriptEncoding",
        "dateEncoding", "countryEncoding", "repositoryEncoding", "schemaLocation", "xpointer", "parallel", "linktype",
    )
)  # fmt: skip
"""Names of attributes that say nothing of what is described."""
_NO_MATTER = (
    "dsc/@type", "dsc/@othertype", "descgrp/@type", "note/@n", "/list/@type", "arc/@from", "arc/@to", "resource/@label",
    "loc/@label", "emph/@localType", "span/@localType",
)  # fmt: skip
"""Ends of paths of attributes that only say how a finding aid or a page is laid out."""
_LINK_TYPES = frozenset(("simple", "extended", "locator", "resource", "arc"))
"""Values of XLink's type attribute, which is of the file's grammar."""

_OTHER_CODES = {
    "audience": "internal", "calendar": "julian", "era": "bce", "certainty": "circa", "preferredForm": "false",
    "approximate": "true", "coverage": "part",
}  # fmt: skip
"""Attributes of which a reader keeps only what is not the usual: a value that is not."""

Convert = Callable[[bytes], frozenset[str]]
"""Bytes of the source to N-Triples lines of the result; InputRejected where they are refused."""

TRIED_ALONE = 40
"""Statements of one path that are tried alone, at most; the others without their words in the result count as lost."""
_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[nrt\"\\])")
_QUOTES = re.compile(r"^\S*/id/(?:mention|activity|agent)/|> <\S+/id/mention/\S+> ")
"""Lines of a quotation, whose IRI changes with any word around it: what it quotes is told by others."""
_PLAIN = {"n": " ", "r": " ", "t": " ", '"': '"', "\\": "\\"}


@dataclass(frozen=True, slots=True)
class PathLoss:
    """The statements of one path. missing: those that are lost; count: all of them."""

    path: str
    fate: Fate
    count: int
    missing: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class LossReport:
    """Every path of a source, sorted, and how many statements met which fate."""

    paths: tuple[PathLoss, ...]

    def total(self, fate: Fate) -> int:
        """Statements of that fate."""
        if fate == "lost":
            return sum(len(path.missing) for path in self.paths if path.fate not in ("appearance", "internal"))
        if fate in ("appearance", "internal"):
            return sum(path.count for path in self.paths if path.fate == fate)
        return sum(path.count - len(path.missing) for path in self.paths if path.fate == fate)


def losses(speech: Speech, convert: Convert, text_terms: frozenset[str], ignored: frozenset[str]) -> LossReport:
    """Try every path. Takes as many conversions as the source has paths, and some more.

    text_terms  predicates whose objects only repeat words and their places
    ignored     predicates that change with any byte (hashes)
    """
    whole = convert(speech.altered({}))
    words = _squeezed(" ".join(_literals(whole)))
    by_path: dict[str, list[Statement]] = defaultdict(list)
    for statement in speech.statements:
        by_path[statement.path].append(statement)

    others = _other_values(speech.statements)

    def fate_with(values: dict[int, str]) -> Fate:
        try:
            other = convert(speech.altered(values))
        except InputRejected:
            return "mapped"  # whoever refuses another value has read this one
        predicates = {_predicate(line) for line in whole ^ other if not _QUOTES.search(line)} - ignored
        return "mapped" if predicates - text_terms else "text" if predicates else "lost"

    def fate_of(statements: list[Statement]) -> Fate:
        fate = fate_with({each.number: changed(each.raw) for each in statements})
        swapped = {each.number: others[each.number] for each in statements if each.number in others}
        # A code that nobody knows may be read as the usual one, which it was: so others are tried.
        if fate == "lost" and swapped:
            fate = fate_with(swapped)
        if fate == "lost" and (code := _OTHER_CODES.get(statements[0].path.rsplit("/@", 1)[-1])):
            fate = fate_with({each.number: code for each in statements})
        return fate

    found = []
    for path, statements in sorted(by_path.items()):
        fate = fate_of(statements)
        silent = [each for each in statements if _squeezed(each.value) not in words]
        looks = _appearance(path, statements)
        if fate == "lost":
            missing = statements
            if looks:
                found.append(PathLoss(path, "appearance", len(statements), tuple(statements)))
                continue
        elif looks or len(statements) == 1:
            missing = []
        else:
            tried = silent[:TRIED_ALONE]
            missing = [each for each in tried if fate_of([each]) == "lost"]
            if len(missing) == len(tried):
                missing += silent[TRIED_ALONE:]
        kept_back = [each for each in missing if each.internal]
        missing = [each for each in missing if not each.internal]
        if kept_back:
            found.append(PathLoss(path, "internal", len(kept_back), tuple(kept_back)))
        if missing or len(statements) > len(kept_back):
            found.append(PathLoss(path, fate, len(statements) - len(kept_back), tuple(missing)))
    return LossReport(tuple(found))


def _other_values(statements: tuple[Statement, ...]) -> dict[int, str]:
    """For each attribute another value that an attribute of that name has in this source, where one has."""
    values: dict[str, list[str]] = defaultdict(list)
    for each in statements:
        name = each.path.rsplit("/@", 1)
        if len(name) == 2 and each.raw not in values[name[1]]:
            values[name[1]].append(each.raw)
    found = {}
    for each in statements:
        for value in values[each.path.rsplit("/@", 1)[-1]]:
            if value != each.raw:
                found[each.number] = value
                break
    return found


def _appearance(path: str, statements: list[Statement]) -> bool:
    name = path.rsplit("/@", 1)
    if len(name) == 1:
        return not any(char.isalnum() for each in statements for char in each.raw)
    if name[1] == "type" and all(each.value in _LINK_TYPES for each in statements):
        return True
    return path.endswith(_NO_MATTER) or name[1] in APPEARANCE


def _predicate(line: str) -> str:
    return line.split(" ", 2)[1].strip("<>")


def _literals(lines: frozenset[str]) -> Iterator[str]:
    for line in lines:
        found = _WORDS.search(line)
        yield _ESCAPE.sub(_unescaped, found.group(1)) if found else line


def _unescaped(found: re.Match[str]) -> str:
    code = found.group(1)
    return _PLAIN[code] if code in _PLAIN else chr(int(code[1:], 16))


def _squeezed(text: str) -> str:
    return "".join(text.split())
