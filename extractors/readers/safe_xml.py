"""XML from strangers, parsed so that it can do no harm: no entities, no DTD, no network, bounded size and
depth.

All XML readers go through ``parse``. Depth is bounded at 256 elements and one text or attribute at 10 million
bytes by libxml2 itself, as long as ``huge_tree`` stays off.
"""

from __future__ import annotations

import re

from lxml import etree

from extractors.errors import InputRejected
from extractors.source import Source

MAX_BYTES = 200_000_000
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

Element = etree._Element

_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_QUOTED = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_ATTRIBUTE_ENTITY = re.compile(rb"=\s*(?:\"[^<\"]*?|'[^<']*?)(&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_][\w.-]*;)")


def parse(source: Source) -> Element:
    """Root element of the source, without comments and processing instructions.

    InputRejected: XML001 not well-formed, XML002 internal DTD subset, XML003 past a limit, XML004 unknown
    entity, XML005 encoding; ``where`` is ``file:line:column``.
    """
    if len(source.data) > MAX_BYTES:
        raise InputRejected(
            "XML003",
            f"The file has {len(source.data)} bytes, more than the {MAX_BYTES} that are read.",
            where=source.name,
            advice="Split it into several files.",
        )
    fault = source.prolog.rejection(source.name)
    if fault is not None:
        raise fault
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as error:
        raise _rejected(error, source.name) from None
    except (ValueError, LookupError) as error:
        raise InputRejected("XML005", f"The characters cannot be decoded: {error}.", where=source.name) from None
    for entity in root.iter(etree.Entity):
        raise _unknown_entity(str(entity.text), where(source, entity))
    if _DOCTYPE.search(source.data[:65536]):  # libxml2 drops unknown entities in attributes without a word
        found = _ATTRIBUTE_ENTITY.search(_QUOTED.sub(b"", source.data))
        if found is not None:
            raise _unknown_entity(found.group(1).decode("ascii"), source.name)
    return root


def local(element: Element) -> str:
    """Name of an element without its namespace."""
    tag = str(element.tag)
    return tag[tag.find("}") + 1 :]


def namespace(element: Element) -> str:
    """Namespace of an element, empty for none."""
    tag = str(element.tag)
    return tag[1 : tag.find("}")] if tag.startswith("{") else ""


def where(source: Source, element: Element) -> str:
    """``file:line`` of an element."""
    return f"{source.name}:{line_of(element)}"


def line_of(element: Element) -> int:
    """Line of the start tag, from 1; 0 where the parser did not keep it."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def words(element: Element | None) -> str:
    """All text inside an element, white space folded to single spaces; empty for None."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def child(element: Element, name: str) -> Element | None:
    """First child of that local name, whatever its namespace."""
    for item in element:
        if local(item) == name:
            return item
    return None


def children(element: Element | None, *names: str) -> list[Element]:
    """Children of those local names, in order; none for None."""
    return [] if element is None else [item for item in element if local(item) in names]


def descend(element: Element | None, *path: str) -> Element | None:
    """First descendant along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = child(element, name)
    return element


def _unknown_entity(name: str, place: str) -> InputRejected:
    return InputRejected(
        "XML004",
        f"The entity {name} is not one of XML's own five.",
        where=place,
        advice="Write the character itself, or its number.",
    )


def _rejected(error: etree.XMLSyntaxError, name: str) -> InputRejected:
    line, column = error.position
    message = str(error.msg).split(", line ")[0]
    code, advice = "XML001", "Repair the file."
    if "encoding" in message.lower() or "not proper utf" in message.lower():
        code, advice = "XML005", "Save the file as UTF-8 and say so in its XML declaration."
    elif any(sign in message.lower() for sign in ("depth", "too long", "huge", "too large", "amplification")):
        code, advice = "XML003", "The file is past what is safe to read; simplify it."
    return InputRejected(code, f"Not well-formed XML: {message}.", where=f"{name}:{line}:{column}", advice=advice)
