"""Markdown with YAML front matter: title, date, id, language, tags and address from the matter, text from the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from extractors.document import DateExpression, Document, Note
from extractors.errors import InputRejected
from extractors.readers.decoding import decoded
from extractors.readers.machine_dates import dated, edtf_day
from extractors.readers.plain_text import first_line
from extractors.source import Source

_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_ADDRESS = ("url", "source_url", "permalink")
_TAGS = ("tags", "keywords", "categories", "subjects")
_USED = frozenset(("id", "title", "date", "language", "lang", "licence", "license", *_ADDRESS, *_TAGS))
_OWN_LINE = re.compile(r"[#>|]|[-*+] |\d+[.)] ")
_MARKS = (
    (re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]{0,400}>"), ""),
    (re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\*{2,3}|(?<!\w)__|__(?!\w)"), ""),
    (re.compile(r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|])"), r"\1"),
)
_NESTING = "[{-?"
MAX_MATTER = 64_000
MAX_NESTING = 200
"""Signs that may nest; with more, the matter is read by the slower reader, which knows where its stack ends."""


class MarkdownReader:
    """Yields one Document. Keys of the matter that mean nothing here become Notes of that kind."""

    name = "markdown"
    suffixes = (".md", ".markdown")
    media_type = "text/markdown"

    def sniff(self, source: Source) -> float:
        """0.9 with front matter, 0.3 by the suffix alone, 0 for other files."""
        if Path(source.name).suffix.lower() not in self.suffixes:
            return 0.0
        return 0.9 if source.head.startswith("---") else 0.3

    def read(self, source: Source) -> Iterator[Document]:
        """The one Document. InputRejected MD001 for broken front matter, and as in ``decoding.decoded``."""
        found = decoded(source)
        matter, body = _split(found.text, source.name)
        text = _unwrapped(body)
        if not text:
            raise InputRejected("TXT003", "There are no words in the file.", where=source.name, advice="Leave it out.")
        identity = _plain(matter.get("id")) or source.stem
        language = _plain(matter.get("language", matter.get("lang"))) or None
        yield Document(
            id=identity,
            source_id=identity,
            title=" ".join(_plain(matter.get("title")).split()) or first_line(text).lstrip("# "),
            text=text,
            language=language,
            dates=_dates(matter.get("date")),
            notes=tuple(_notes(matter)),
            url=next((_plain(matter[key]) for key in _ADDRESS if _plain(matter.get(key))), None),
            licence=_plain(matter.get("licence", matter.get("license"))) or None,
            warnings=found.warnings,
        )


def _split(whole: str, name: str) -> tuple[dict[str, object], str]:
    """Front matter and body; an empty mapping where there is none."""
    import yaml

    match = _MATTER.match(whole)
    if match is None:
        return {}, whole
    if len(match.group(1)) > MAX_MATTER or ("&" in match.group(1) and re.search(r"(?m):\s+[&*]\w", match.group(1))):
        raise InputRejected(
            "MD001", "The front matter is too long or uses anchors.", where=name, advice="Write it out."
        )
    try:
        matter = _loaded(match.group(1))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 2}:{mark.column + 1}" if mark is not None else name
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise InputRejected("MD001", f"Broken front matter: {problem}.", where=where, advice="Repair it.") from None
    if matter is None:
        return {}, whole[match.end() :]
    if not isinstance(matter, dict):
        raise InputRejected("MD001", "The front matter is not a mapping.", where=f"{name}:2", advice="Repair it.")
    return {str(key): value for key, value in matter.items()}, whole[match.end() :]


def _loaded(matter: str) -> object:
    """The front matter by libyaml, ten times as fast, where it is shallow: deep nesting ends its process. What libyaml
    does not take is left to the reader in Python, whose errors name the place."""
    import yaml

    if yaml.__with_libyaml__ and sum(map(matter.count, _NESTING)) < MAX_NESTING:
        try:
            return yaml.load(matter, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            pass
    return yaml.safe_load(matter)


def _unwrapped(body: str) -> str:
    """The body with the lines of a paragraph joined, so that no name is cut by the width of somebody's screen; one
    line a paragraph, heading, list item, quotation or table row. A hard break (two spaces, backslash) stays."""
    lines: list[str] = []
    running = False
    for raw in body.split("\n"):
        line = " ".join(_without_marks(raw).split())
        if running and line and not _OWN_LINE.match(line):
            lines[-1] += " " + line
        elif line:
            lines.append(line)
        running = bool(line) and not line.startswith("#") and not raw.endswith(("  ", "\\"))
    return "\n".join(lines)


def _without_marks(line: str) -> str:
    """The words of a line without emphasis, inline HTML and link targets."""
    for mark, words in _MARKS:
        line = mark.sub(words, line)
    return line


def _plain(value: object) -> str:
    """A scalar as words, dates in ISO 8601; lists joined by commas."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return str(value).strip()


def _dates(value: object) -> tuple[DateExpression, ...]:
    expressed = _plain(value)
    return (dated(expressed, edtf_day(expressed), role="publication"),) if expressed else ()


def _notes(matter: dict[str, object]) -> Iterator[Note]:
    for key, value in matter.items():
        if key in _TAGS and _plain(value):
            tags = value if isinstance(value, list) else [value]
            yield from (Note("subject", _plain(tag)) for tag in tags)
        elif key not in _USED and _plain(value):
            yield Note(key, _plain(value))
