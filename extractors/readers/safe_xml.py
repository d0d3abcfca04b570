"""XML from strangers, parsed so that it can do no harm: no entities, no DTD, no network, bounded in size, in depth and
in memory.

All XML readers go through ``parse``. libxml2 itself, as long as ``huge_tree`` stays off, bounds depth at 256 elements,
a name at 50,000 bytes, and one text, attribute or start tag at 10 million. XInclude, ``xml:base`` and processing
instructions (``xml-stylesheet``) are never acted on; processing instructions and comments are not even kept.
"""

from __future__ import annotations

import re

from lxml import etree

from extractors.errors import InputRejected
from extractors.readers.named_characters import with_numbers
from extractors.source import Source

MAX_BYTES = 200_000_000
MAX_TREE_BYTES = 500_000_000
"""Of memory for the parsed tree: 5 bytes of markup can become 250. Such a tree takes a second or two to build; a
printed volume of 1,000 pages takes 26 MB."""
MAX_ATTRIBUTES = 500
"""Of one element: to list them takes time by the square of their number."""
MAX_NAMESPACE = 1_000
"""Characters of a namespace: every look at an element's name makes a copy of it."""
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

Element = etree._Element

_ELEMENT, _TEXT, _ATTRIBUTE = 125, 125, 240  # bytes that libxml2 takes for one
CROWDED = etree.XPath(f"boolean(//@*[{MAX_ATTRIBUTES + 1}])")
"""Whether an element of a tree has more than that."""
_LONG_NAMESPACE = re.compile(
    rb"xmlns(?::[^\s=:<>]*)?\s*=\s*(?:\"[^\"]{%d}|'[^']{%d})" % (MAX_NAMESPACE + 1, MAX_NAMESPACE + 1)
)
_QUOTED = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ATTRIBUTE_ENTITY = re.compile(rb"=\s*(?:\"[^<\"]*?|'[^<']*?)(&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_][\w.-]*;)")


def parse(source: Source) -> Element:
    """Root element of the source, without comments and processing instructions.

    InputRejected: XML001 not well-formed, XML002 internal DTD subset, XML003 past a limit, XML004 unknown
    entity, XML005 encoding; ``where`` is ``file:line:column``.
    """
    _check_size(source)
    fault = source.prolog.rejection(source.name)
    if fault is not None:
        raise fault
    if not source.prolog.root:  # nothing may pass whose prolog was not looked at
        raise InputRejected("XML001", "It is not XML.", where=f"{source.name}:1:1", advice="Name another reader.")
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
        data = with_numbers(source.data, source.prolog.start)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _rejected(error, source.name) from None
    except (ValueError, LookupError) as error:
        raise InputRejected("XML005", f"The characters cannot be decoded: {error}.", where=source.name) from None
    if CROWDED(root):
        raise _past_limit(f"An element has more than {MAX_ATTRIBUTES} attributes", source.name)
    for entity in root.iter(etree.Entity):
        raise _unknown_entity(str(entity.text), where(source, entity))
    if (
        root.getroottree().docinfo.internalDTD is not None
    ):  # libxml2 drops unknown entities in attributes without a word
        found = _ATTRIBUTE_ENTITY.search(_QUOTED.sub(b"", _ascii(data[source.prolog.start :])))
        if found is not None:
            raise _unknown_entity(found.group(1).decode("ascii"), source.name)
    return root


def _check_size(source: Source) -> None:
    """InputRejected XML003 for more than is safe to parse, told from the bytes alone."""
    data = source.data
    if len(data) > MAX_BYTES:
        raise _past_limit(f"The file has {len(data)} bytes, more than the {MAX_BYTES} that are read", source.name)
    marks = data.count(b"<")
    tree = len(data) + _ELEMENT * (marks - data.count(b"</")) + _TEXT * marks + _ATTRIBUTE * data.count(b"=")
    if tree > MAX_TREE_BYTES:
        said = f"The tree of its elements and attributes takes {tree} bytes, more than the {MAX_TREE_BYTES} allowed"
        raise _past_limit(said, source.name)
    if _LONG_NAMESPACE.search(_ascii(data)):
        raise _past_limit(f"A namespace has more than {MAX_NAMESPACE} characters", source.name)


def _ascii(data: bytes) -> bytes:
    """The bytes with those of UTF-16 that only fill up left out, so that markup reads as in UTF-8."""
    return data.replace(b"\0", b"") if b"\0" in data else data


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


def _past_limit(message: str, place: str) -> InputRejected:
    return InputRejected("XML003", f"{message}.", where=place, advice="Simplify the file, or split it into several.")


def _rejected(error: etree.XMLSyntaxError, name: str) -> InputRejected:
    line, column = error.position
    message = str(error.msg).split(", line ")[0]
    code, advice = "XML001", "Repair the file."
    if "encoding" in message.lower() or "not proper utf" in message.lower():
        code, advice = "XML005", "Save the file as UTF-8 and say so in its XML declaration."
    elif any(sign in message.lower() for sign in ("depth", "too long", "huge", "too large", "amplification")):
        code, advice = "XML003", "The file is past what is safe to read; simplify it."
    return InputRejected(code, f"Not well-formed XML: {message}.", where=f"{name}:{line}:{column}", advice=advice)
