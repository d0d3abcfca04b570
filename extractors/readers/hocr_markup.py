"""HTML from strangers as a tree, within the limits of ``safe_xml``: no entities but HTML's own, no network."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from lxml import etree

from extractors.errors import InputRejected
from extractors.isolated import Limits, call
from extractors.readers import safe_xml
from extractors.readers.safe_xml import MAX_ATTRIBUTES, MAX_BYTES, XML_LANG, Element
from extractors.source import Source

_MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})")
_KNOWN = re.compile(r"utf-?8|utf-?16|us-ascii|iso-?8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}|koi8-[rut]|latin-?1", re.I)
_SMALL = 16_384  # bytes: half a second at the worst
_TIME = Limits(cpu_seconds=10, wall_seconds=60)
_LIMITS = ("ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG", "ERR_NO_MEMORY")


def parse(source: Source) -> Element:
    """Root element of an HTML or XHTML file.

    InputRejected: XML002 an internal DTD subset, XML003 past a limit of size, depth or length, XML005 encoding,
    HOCR002 nothing that could be read as HTML.
    """
    if len(source.data) > MAX_BYTES:
        raise _too_much(f"The file has {len(source.data)} bytes, more than the {MAX_BYTES} that are read", source)
    fault = source.prolog.rejection(source.name)
    if fault is not None and fault.code == "XML002":  # other faults are usual in HTML
        raise fault
    if source.prolog.root and fault is None:
        try:
            return _plain_names(safe_xml.parse(source))
        except InputRejected as error:
            if error.code == "XML003":
                raise
    data = _decoded(source).encode()
    # libxml2 takes time by the square of the attributes of an HTML element: first where it can be stopped
    if len(data) > _SMALL and call("extractors.readers.hocr_markup:is_crowded", data, name=source.name, limits=_TIME):
        raise _too_much(f"An element has more than {MAX_ATTRIBUTES} attributes", source)
    parser, root = _html(data)
    for entry in parser.error_log:
        if entry.type_name in _LIMITS:
            raise _too_much(f"Line {entry.line}: {entry.message.split(',')[0]}", source)
    if root is None:
        raise InputRejected("HOCR002", "Nothing in the file can be read as HTML.", where=source.name)
    return root


def is_crowded(data: bytes) -> bool:
    """Whether an element of an HTML file in UTF-8 has more attributes than are read. For a process of its own."""
    root = _html(data)[1]
    return root is not None and bool(safe_xml.CROWDED(root))


def _html(data: bytes) -> tuple[etree.HTMLParser, Element | None]:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return parser, etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return parser, None


def _plain_names(root: Element) -> Element:
    """XHTML with the names that the same elements and attributes have in HTML."""
    for element in root.iter():
        element.tag = safe_xml.local(element)
        language = element.get(XML_LANG)
        if language is not None and element.get("lang") is None:
            element.set("lang", language)
    return root


def _decoded(source: Source) -> str:
    """The characters: by byte order mark, by what the file declares, else UTF-8."""
    told = _DECLARED.search(source.data[:2048])
    name = next((encoding for mark, encoding in _MARKS if source.data.startswith(mark)), None)
    name = name or (told.group(1).decode("ascii") if told else "utf-8")
    if not _KNOWN.match(name):
        raise _undecodable(f"the encoding {name} is not known", source)
    try:
        return source.data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        raise _undecodable(str(error), source) from None


def _too_much(message: str, source: Source) -> InputRejected:
    advice = "The file is past what is safe to read; simplify it."
    return InputRejected("XML003", f"{message}.", where=source.name, advice=advice)


def _undecodable(reason: str, source: Source) -> InputRejected:
    return InputRejected(
        "XML005",
        f"The characters cannot be decoded: {reason}.",
        where=source.name,
        advice="Save the file as UTF-8 and say so in its head.",
    )
