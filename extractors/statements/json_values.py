"""Statements of JSON: every string, number and truth value, by the keys that lead to it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from extractors.errors import InputRejected
from extractors.readers.decoding import decode
from extractors.source import Source
from extractors.statements import Statement


class JsonSpeech:
    """Statements of a JSON source. InputRejected STATE001 where it is none."""

    def __init__(self, source: Source) -> None:
        try:
            self._value = json.loads(decode(source))
        except (json.JSONDecodeError, RecursionError) as error:
            raise InputRejected("STATE001", f"It is not JSON: {error}.", where=source.name) from None
        found = [(path, value) for path, value in _values(self._value, "") if str(value).strip()]
        self.statements = tuple(Statement(path, 0, str(value), number) for number, (path, value) in enumerate(found))

    def altered(self, values: Mapping[int, str]) -> bytes:
        """The document with other words for those values; a number stays one, a truth value is turned round."""
        counter = iter(range(len(self.statements)))

        def copied(value: Any) -> Any:
            if isinstance(value, dict):
                return {key: copied(item) for key, item in value.items()}
            if isinstance(value, list):
                return [copied(item) for item in value]
            if value is None or not str(value).strip() or (number := next(counter)) not in values:
                return value
            if isinstance(value, str):
                return values[number]
            return not value if isinstance(value, bool) else value + 5

        return json.dumps(copied(self._value), ensure_ascii=False).encode()


def _values(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _values(item, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for item in value:
            yield from _values(item, path)
    elif value is not None:
        yield path, value
