"""XML written as it is made: elements open and close, nothing is held in memory, the same calls give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


class XmlWriter:
    """UTF-8, one element a line where it holds no words."""

    def __init__(self, handle: BinaryIO) -> None:
        self._out = XMLGenerator(handle, encoding="utf-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def element(self, name: str, **attributes: str) -> Iterator[None]:
        """An element around what is written inside the ``with``; attributes that are empty are left out."""
        self._out.startElement(name, _clean(attributes))
        self._out.ignorableWhitespace("\n")
        yield
        self._out.endElement(name)
        self._out.ignorableWhitespace("\n")

    def leaf(self, name: str, text: str = "", **attributes: str) -> None:
        """An element that holds words alone."""
        self._out.startElement(name, _clean(attributes))
        self._out.characters(_FORBIDDEN.sub("\ufffd", text))
        self._out.endElement(name)
        self._out.ignorableWhitespace("\n")

    def end(self) -> None:
        """Write what is left."""
        self._out.endDocument()


def _clean(attributes: Mapping[str, str]) -> AttributesImpl[str]:
    return AttributesImpl({key: _FORBIDDEN.sub("\ufffd", value) for key, value in attributes.items() if value})
