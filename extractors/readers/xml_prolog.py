"""What the first bytes of an XML file say, read with expat so that nothing is expanded or fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from extractors.errors import InputRejected

_KNOWN_ENCODING = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|ascii|iso[-_]?8859-\d{1,2}|latin-?1|(windows|cp)-?(125\d|866|1048)|ibm866"
    r"|koi8-[ru]|kz-?1048|ptcp154|x?-?mac-?cyrillic",
    re.IGNORECASE,
)
"""Encodings in which ``<`` is the byte that it is in ASCII, or UTF-16: in others two parsers may see two files."""
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Prolog:
    """Name of the root element in Clark notation, ``{namespace}name``, empty where there is none to be had;
    what makes the file unfit, if anything does; and the byte at which the root element starts."""

    root: str
    fault: InputRejected | None = None
    start: int = 0

    def rejection(self, name: str) -> InputRejected | None:
        """The fault with the file's name before its line and column; None for a sound prolog."""
        if self.fault is None:
            return None
        place = f"{name}:{self.fault.where}" if self.fault.where else name
        return InputRejected(self.fault.code, self.fault.message, where=place, advice=self.fault.advice)


class _RootReached(Exception):
    """Ends the parse at the first element."""


def looks_like_xml(data: bytes) -> bool:
    """Whether the first character after a byte order mark and white space is ``<``."""
    head = data[:256]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip().startswith(b"<")


def read_prolog(data: bytes) -> Prolog:
    """Root element and faults of the prolog; Prolog("") for what does not look like XML.

    A DOCTYPE with an internal subset is a fault: entities declared there are how files are stolen and memory
    is exhausted. A DOCTYPE that only names a DTD is let pass; the DTD is never read.
    """
    if not looks_like_xml(data):
        return Prolog("")
    found: list[Prolog] = []

    def doctype(name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal:
            raise InputRejected(
                "XML002",
                f"The DOCTYPE of <{name}> has an internal subset, where entities can be declared.",
                where=f"{parser.CurrentLineNumber}:{parser.CurrentColumnNumber + 1}",
                advice="Remove the part of the DOCTYPE in square brackets and write the characters out.",
            )

    def declaration(version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and not _KNOWN_ENCODING.fullmatch(encoding):
            raise _undecodable(f"the encoding {encoding[:40]!a} is not read", "1:1")

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append(Prolog("{" + name if "}" in name else name, start=parser.CurrentByteIndex))
        raise _RootReached

    parser = expat.ParserCreate(namespace_separator="}")
    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    try:
        parser.Parse(data[: 1 << 20], len(data) <= 1 << 20)
    except _RootReached:
        return found[0]
    except InputRejected as fault:
        return Prolog("", fault)
    except expat.ExpatError as error:
        return Prolog("", _fault(error))
    except (LookupError, ValueError) as error:
        return Prolog("", _undecodable(str(error), "1:1"))
    return Prolog("", InputRejected("XML001", "No element in the first mebibyte.", advice="Check the file."))


def _fault(error: expat.ExpatError) -> InputRejected:
    """The parser's complaint under our codes."""
    where = f"{error.lineno}:{error.offset + 1}"
    if error.code in (expat.errors.codes[name] for name in _ENCODING_ERRORS):
        return _undecodable(expat.ErrorString(error.code), where)
    message = f"Not well-formed XML: {expat.ErrorString(error.code)}."
    return InputRejected("XML001", message, where=where, advice="Repair the file.")


def _undecodable(reason: str, where: str) -> InputRejected:
    return InputRejected(
        "XML005",
        f"The characters cannot be decoded: {reason}.",
        where=where,
        advice="Save the file as UTF-8 and say so in its XML declaration.",
    )


_ENCODING_ERRORS = (
    expat.errors.XML_ERROR_UNKNOWN_ENCODING,
    expat.errors.XML_ERROR_INCORRECT_ENCODING,
    expat.errors.XML_ERROR_PARTIAL_CHAR,
)
