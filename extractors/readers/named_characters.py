"""Characters that old finding aids write by name (``&eacute;``): the DTD of EAD, which is never read, declares them."""

from __future__ import annotations

import re
from html.entities import html5

_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
"""Names that XML itself knows."""
_DTD = re.compile(rb"<!DOCTYPE\s+ead\s+PUBLIC\s+[\"'][^\"']*Encoded\s+Archival\s+Description")
_NAMED = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|&([A-Za-z]\w*);", re.DOTALL)


def with_numbers(data: bytes, start: int) -> bytes:
    """The file with the named characters of ISO 8879 as numbers, where its DOCTYPE names the DTD of EAD.

    start: byte at which the root element starts. Other names, those of XML, and what stands in comments, CDATA and
    processing instructions stay. Files in UTF-16 stay as they are.
    """
    head = data[:start]
    if _DTD.search(head) is None or b"&" not in data[start:]:
        return data
    return head + _NAMED.sub(_number, data[start:])


def _number(found: re.Match[bytes]) -> bytes:
    name = (found.group(1) or b"").decode("ascii", "replace")
    characters = html5.get(f"{name};") if name and name not in _OWN else None
    return b"".join(b"&#%d;" % ord(char) for char in characters) if characters else found.group()
