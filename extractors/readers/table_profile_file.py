"""A profile's TOML, read and checked: every fault is named with its file, line and key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, get_args

from extractors.document import LABELS, Level
from extractors.errors import InputRejected
from extractors.languages.fold import fold
from extractors.readers.table_profile import Column, Means, Profile, template_keys

LEVELS: tuple[Level, ...] = get_args(Level)
MEANS: tuple[Means, ...] = get_args(Means)
MAX_PROFILE = 256_000
_TOP = frozenset(
    ("title", "extends", "call_number", "join", "required", "default_level", "language", "constants", "columns",
     "levels", "languages", "undated")
)  # fmt: skip
_COLUMN = frozenset(
    ("is", "names", "level", "prefixes", "of", "role", "label", "kind", "lang", "unit", "separators")
)  # fmt: skip
_HOW = "docs/how-to/catalogue-profile.md shows what may stand there."


class ProfileFile:
    """One TOML file. ``read`` gives its tables; ``fault`` makes the error that points into it."""

    def __init__(self, origin: str, data: bytes) -> None:
        self.origin = origin
        try:
            self._text = data[: MAX_PROFILE + 1].decode("utf-8-sig")
            self.tables: dict[str, Any] = tomllib.loads(self._text)
        except UnicodeDecodeError:
            raise InputRejected("TAB010", "The profile is not UTF-8.", where=origin, advice="Save it so.") from None
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            line = re.search(r"at line (\d+)", str(error))
            where = f"{origin}:{line.group(1)}" if line else origin
            raise InputRejected("TAB010", f"The profile is no TOML: {error}.", where=where, advice=_HOW) from None
        if len(data) > MAX_PROFILE:
            raise InputRejected("TAB010", f"The profile has more than {MAX_PROFILE} bytes.", where=origin, advice=_HOW)

    def fault(self, key: str, problem: str) -> InputRejected:
        """TAB011, at the line of the table or key where it can be found."""
        table, _, last = key.rpartition(".")
        lines = self._text.split("\n")
        start = next((n for n, line in enumerate(lines) if table and line.strip() == f"[{table}]"), -1)
        own = (n for n in range(start + 1, len(lines)) if re.match(rf"\s*\[?{re.escape(last)}\]?\s*(=|$)", lines[n]))
        whole = (n for n, line in enumerate(lines) if line.strip() == f"[{key}]")
        line = next(whole, next(own, start)) + 1
        where = f"{self.origin}:{line}" if line else self.origin
        return InputRejected("TAB011", f"{key}: {problem}.", where=where, advice=_HOW)


def read_profile(
    name: str, file: ProfileFile, base: Callable[[str], Mapping[str, Any]], common: Mapping[str, Any], own: bool = False
) -> Profile:
    """The profile of a file.

    base    gives the tables of the profile that ``extends`` names; KeyError for one there is none of
    common  words of levels, languages and missing dates that every profile knows
    own     the profile was made for one table alone
    InputRejected TAB011 for whatever cannot stand.
    """
    tables = merged(common, extended(file, base))
    for key in tables.keys() - _TOP:
        raise file.fault(min(key for key in tables.keys() - _TOP), f"there is no such setting as {key!r}")
    columns = tuple(_column(file, key, value) for key, value in _table(file, tables, "columns").items())
    keys = {column.key: column for column in columns}
    template = _text(file, tables, "call_number")
    _check_template(file, template, keys)
    if template is None and not any(column.means == "call_number" for column in columns):
        raise file.fault("call_number", "neither a template nor a column that is the call_number is given")
    if not any(column.means == "title" and column.of is None for column in columns):
        raise file.fault("columns", "no column is the title")
    for key in _table(file, tables, "constants"):
        if key not in template_keys(template or ""):
            raise file.fault(f"constants.{key}", f"{key!r} is no part of the call number")
    for column in columns:
        if column.of is not None and column.of not in template_keys(template or ""):
            raise file.fault(f"columns.{column.key}.of", f"{column.of!r} is no part of the call number")
    return Profile(
        name=name,
        columns=columns,
        required=_required(file, tables, keys),
        call_number=template,
        join=_text(file, tables, "join"),
        default_level=_level(file, "default_level", _text(file, tables, "default_level") or "file"),
        language=_text(file, tables, "language"),
        constants={key: str(value) for key, value in _table(file, tables, "constants").items()},
        levels={
            fold(word): _level(file, f"levels.{level}", level)
            for level, words in _table(file, tables, "levels").items()
            for word in (level, *_words(file, f"levels.{level}", words))
        },
        languages={
            fold(word): tag
            for tag, words in _table(file, tables, "languages").items()
            for word in (tag, *_words(file, f"languages.{tag}", words))
        },
        undated=frozenset(fold(word) for word in _words(file, "undated", tables.get("undated", []))),
        origin=file.origin,
        own=own,
    )


def extended(file: ProfileFile, base: Callable[[str], Mapping[str, Any]]) -> Mapping[str, Any]:
    """The tables of a file on top of those that it extends."""
    told = file.tables.get("extends")
    if told is None:
        return file.tables
    try:
        below = base(str(told))
    except KeyError as missing:
        raise file.fault("extends", f"there is no profile named {told!r}; there are {missing.args[0]}") from None
    return merged({key: value for key, value in below.items() if key != "extends"}, file.tables)


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Both; where both have a table, its keys; where both have a list or a value, the one above."""
    out = dict(below)
    for key, value in above.items():
        known = out.get(key)
        out[key] = merged(known, value) if isinstance(known, Mapping) and isinstance(value, Mapping) else value
    return out


def _column(file: ProfileFile, key: str, table: object) -> Column:
    place = f"columns.{key}"
    if not isinstance(table, dict):
        raise file.fault(place, "is not a table")
    for name in sorted(table.keys() - _COLUMN):
        raise file.fault(f"{place}.{name}", f"there is no such setting as {name!r}")
    means, names = table.get("is"), _words(file, f"{place}.names", table.get("names", []))
    if means not in MEANS:
        raise file.fault(f"{place}.is", f"{means!r} is none of {', '.join(MEANS)}")
    if not names:
        raise file.fault(f"{place}.names", "no heading is given")
    label = table.get("label", "agent")
    if label not in (*LABELS, "agent"):
        raise file.fault(f"{place}.label", f"{label!r} is none of {', '.join(LABELS)}, agent")
    level = table.get("level", key if key in LEVELS else None)
    if means == "part" and level is None:
        raise file.fault(f"{place}.level", "a part of the call number needs its level")
    return Column(
        key=key,
        means=means,
        names=names,
        level=_level(file, f"{place}.level", level) if level is not None else None,
        prefixes=_words(file, f"{place}.prefixes", table.get("prefixes", [])),
        of=_text(file, table, "of", place),
        role=_text(file, table, "role", place),
        label=label,
        kind=_text(file, table, "kind", place) or "general",
        lang=_text(file, table, "lang", place),
        unit=_text(file, table, "unit", place),
        separators=_words(file, f"{place}.separators", table.get("separators", [])),
    )


def _check_template(file: ProfileFile, template: str | None, keys: Mapping[str, Column]) -> None:
    try:
        parts = template_keys(template) if template is not None else None
    except ValueError as error:
        raise file.fault("call_number", f"the template is broken: {error}") from None
    if parts is None:
        return
    for key in parts:
        if key not in keys or keys[key].means != "part":
            raise file.fault("call_number", f"{{{key}}} is not a column that is a part")
    if not parts or len(set(parts)) != len(parts):
        raise file.fault("call_number", "the template needs columns in braces, each once")


def _required(file: ProfileFile, tables: Mapping[str, Any], keys: Mapping[str, Column]) -> tuple[tuple[str, ...], ...]:
    told = tables.get("required")
    if not isinstance(told, list) or not told:
        raise file.fault("required", "needs the columns without which it is no such table")
    groups = tuple(tuple(group) if isinstance(group, list) else (group,) for group in told)
    for key in (key for group in groups for key in group):
        if key not in keys:
            raise file.fault("required", f"{key!r} is no column of the profile")
    return groups


def _table(file: ProfileFile, tables: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = tables.get(key, {})
    if not isinstance(value, dict):
        raise file.fault(key, "is not a table")
    return value


def _text(file: ProfileFile, table: Mapping[str, Any], key: str, place: str = "") -> str | None:
    value = table.get(key)
    if value is not None and (not isinstance(value, str) or not value):
        raise file.fault(f"{place}.{key}" if place else key, "is not a text")
    return value


def _words(file: ProfileFile, place: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise file.fault(place, "is not a list of texts")
    return tuple(value)


def _level(file: ProfileFile, place: str, value: object) -> Level:
    for level in LEVELS:
        if level == value:
            return level
    raise file.fault(place, f"{value!r} is none of {', '.join(LEVELS)}")
