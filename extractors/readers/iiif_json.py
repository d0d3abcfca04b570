"""JSON from strangers, within limits, and safe ways into it."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from extractors.errors import InputRejected
from extractors.source import Source

Json = dict[str, Any]
MAX_BYTES = 64_000_000
MAX_DEPTH = 64
_UNFIT = re.compile("[\0\ud800-\udfff]")


def load(source: Source) -> Json:
    """The object that the file holds.

    InputRejected IIIF001 not JSON or no object, IIIF002 past a limit of size or depth, IIIF005 a NUL or half a
    character in a string.
    """
    if len(source.data) > MAX_BYTES:
        raise _past(f"The file has {len(source.data)} bytes, more than the {MAX_BYTES} that are read", source)
    try:
        found = json.loads(source.data.decode("utf-8-sig"), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        where = f"{source.name}:{error.lineno}:{error.colno}"
        raise InputRejected("IIIF001", f"Not JSON: {error.msg}.", where=where, advice="Repair the file.") from None
    except UnicodeDecodeError as error:
        raise InputRejected("IIIF001", f"Not UTF-8: {error.reason}.", where=source.name) from None
    except RecursionError:
        raise _past(f"Its values are nested more than {MAX_DEPTH} deep", source) from None
    except ValueError as error:  # numbers of thousands of digits, NaN
        raise InputRejected("IIIF001", f"Not JSON: {error}.", where=source.name, advice="Repair the file.") from None
    if not isinstance(found, dict):
        raise InputRejected("IIIF001", "The file holds no JSON object.", where=source.name)
    _check(found, source)
    return found


def objects(value: object) -> list[Json]:
    """The objects of a list, or the one object; none for anything else."""
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


def string(value: object) -> str:
    """A string without white space around it; empty for anything else."""
    return value.strip() if isinstance(value, str) else ""


def strings(value: object) -> list[str]:
    """The strings of a list, or the one string."""
    return [text for item in (value if isinstance(value, list) else [value]) if (text := string(item))]


def identifier(value: object) -> str:
    """``id`` (version 3) or ``@id`` (version 2) of an object, or the string itself."""
    return string(value.get("id")) or string(value.get("@id")) if isinstance(value, dict) else string(value)


def kind(value: Json) -> str:
    """``type`` or ``@type`` without a prefix: ``Manifest``, ``Canvas``, ``AnnotationPage``, ``AnnotationList``."""
    return next((name.rsplit(":", 1)[-1] for name in strings(value.get("type")) + strings(value.get("@type"))), "")


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _check(whole: Json, source: Source) -> None:
    """Depth and characters, level by level."""
    level: list[object] = [whole]
    for _ in range(MAX_DEPTH):
        below: list[object] = []
        for item in level:
            if isinstance(item, dict):
                below += [*item.keys(), *item.values()]
            elif isinstance(item, list):
                below += item
            elif isinstance(item, str) and _UNFIT.search(item):
                raise InputRejected("IIIF005", "A string has a NUL or half a character in it.", where=source.name)
        if not below:
            return
        level = below
    raise _past(f"Its values are nested more than {MAX_DEPTH} deep", source)


def _past(message: str, source: Source) -> InputRejected:
    return InputRejected("IIIF002", f"{message}.", where=source.name, advice="Split or simplify the file.")
