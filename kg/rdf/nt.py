"""RDF terms as canonical N-Triples text (RDF 1.2 N-Quads, section "Canonical form").

The mapper writes lines, not engine objects: they can be sorted and hashed without an engine, and any store loads them.
A property test holds them equal to what the store gives back.
"""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import quote

from extractors.errors import InputRejected

XSD = "http://www.w3.org/2001/XMLSchema#"

_ESCAPES = {code: f"\\u{code:04X}" for code in [*range(0x20), 0x7F]}
_ESCAPES |= {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_URI_CHARACTERS = "%/:?#@!$&'()*+,;=~-._"
_WEB_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#]\S*)?")


def iri(value: str) -> str:
    """An IRI that we minted or took from a vocabulary."""
    return f"<{value}>"


def web_address(value: str) -> str | None:
    """An http(s) address from a source as a URI (RFC 3986), other characters percent-encoded; None for all else."""
    value = value.strip()
    if not _WEB_ADDRESS.fullmatch(value):
        return None
    # A fragment holds no second number sign.
    address, sign, fragment = _STRAY_PERCENT.sub("%25", value).partition("#")
    try:
        return iri(quote(address + sign + fragment.replace("#", "%23"), safe=_URI_CHARACTERS))
    except UnicodeEncodeError:  # half a surrogate pair is no address
        return None


def literal(value: str, lang: str | None = None) -> str:
    """A string, with its BCP 47 tag in lower case where there is one."""
    escaped = _checked(value).translate(_ESCAPES)
    return f'"{escaped}"@{lang.lower()}' if lang else f'"{escaped}"'


def typed(value: str, datatype: str) -> str:
    """A literal of the datatype with that IRI; value already in canonical form."""
    return f'"{_checked(value).translate(_ESCAPES)}"^^<{datatype}>'


def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}"^^<{XSD}integer>'


def decimal(value: float) -> str:
    """An xsd:decimal with at most three places, in canonical form: 1, 0.91."""
    text = format(Decimal(str(round(value, 3))).normalize(), "f")
    return f'"{text}"^^<{XSD}decimal>'


def date(value: str) -> str:
    """An xsd:date from ``YYYY-MM-DD``."""
    return f'"{value}"^^<{XSD}date>'


def _checked(value: str) -> str:
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise InputRejected(
                "TEXT001",
                "The text holds half of a surrogate pair, which is no character.",
                advice="Save the file again as UTF-8.",
            ) from error
    return value
