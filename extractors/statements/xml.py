"""Statements of XML: every stretch of text and every attribute, by the path of their elements.

Repeated and numbered nesting is one path: a component below a component is ``c``, a ``div`` in a ``div`` is ``div``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from extractors.readers.safe_xml import Element, line_of, local, parse
from extractors.source import Source
from extractors.statements import Statement

_NUMBERED = re.compile(r"(c|div)\d{1,2}$")
_HOW_TO_READ = frozenset(("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",))
"""Attributes that are about the file's grammar, not about what it describes."""


class XmlSpeech:
    """Statements of an XML source. InputRejected as ``safe_xml.parse``."""

    def __init__(self, source: Source) -> None:
        self._root = parse(source)
        self.statements = tuple(
            Statement(path, line_of(element), _value(element, kind), number, _internal(element, kind))
            for number, (path, element, kind) in enumerate(_places(self._root))
        )

    def altered(self, values: Mapping[int, str]) -> bytes:
        """The document with other words for those statements, serialised in UTF-8."""
        before = []
        for number, (_, element, kind) in enumerate(_places(self._root)):
            if number in values:
                before.append((element, kind, _value(element, kind), values[number]))
        for element, kind, _, value in before:
            _set(element, kind, value)
        try:
            return etree.tostring(self._root.getroottree(), encoding="utf-8", xml_declaration=True)
        finally:
            for element, kind, value, _ in before:
                _set(element, kind, value)


def _places(root: Element) -> Iterator[tuple[str, Element, str]]:
    """(path, element, kind) of all that is said, in the order of the document.

    kind is ``text``, ``tail`` or the name of an attribute.
    """
    paths: dict[Element, str] = {}
    for element in root.iter(etree.Element):
        name, parent = _NUMBERED.sub(r"\1", local(element)), element.getparent()
        above = paths[parent] if parent is not None else ""
        path = above if above.rsplit("/", 1)[-1] == name else f"{above}/{name}".lstrip("/")
        paths[element] = path
        for key in map(str, element.attrib):
            if key not in _HOW_TO_READ and (element.get(key) or "").strip():
                yield f"{path}/@{key[key.find('}') + 1 :]}", element, key
        if (element.text or "").strip():
            yield path, element, "text"
        if parent is not None and (element.tail or "").strip():
            yield above, element, "tail"


def _internal(element: Element, kind: str) -> bool:
    inside = element.getparent() if kind == "tail" else element
    return inside is not None and any(
        each.get("audience") == "internal" for each in (inside, *inside.iterancestors())
    )


def _value(element: Element, kind: str) -> str:
    told = element.text if kind == "text" else element.tail if kind == "tail" else element.get(kind)
    return str(told or "")


def _set(element: Element, kind: str, value: str) -> None:
    if kind == "text":
        element.text = value
    elif kind == "tail":
        element.tail = value
    else:
        element.set(kind, value)
