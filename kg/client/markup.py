"""Small pieces of HTML for notebooks. Whatever comes from data goes through ``text`` or ``name``."""

from __future__ import annotations

from base64 import b64encode
from html import escape

_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that turn the direction of what follows."""
_RTL = frozenset({"ar", "fa", "ota", "he", "ur", "ps", "syr"})


def text(value: str) -> str:
    """Escaped, without what turns the direction of a page round.

    >>> text('<b>"x"')
    '&lt;b&gt;&quot;x&quot;'
    """
    return escape("".join(sign for sign in value if sign not in _TURNS))


def direction(lang: str) -> str:
    """``rtl`` for languages of the Arabic and Hebrew scripts, ``ltr`` for other known ones, else ``auto``."""
    code = lang.split("-")[0].lower()
    if not code:
        return "auto"
    return "rtl" if code in _RTL or "-arab" in lang.lower() else "ltr"


def name(value: str, lang: str = "") -> str:
    """A name that keeps its own direction among words of another."""
    marked = f' lang="{escape(lang)}"' if lang else ""
    return f'<bdi{marked} dir="{direction(lang)}">{text(value)}</bdi>'


def link(iri: str, shown: str) -> str:
    """A link to a web address, the words alone for any other; shown is HTML."""
    if not iri.startswith(("http://", "https://")):
        return shown
    return f'<a href="{escape(iri)}" rel="noopener">{shown}</a>'


def picture(png: bytes, described: str) -> str:
    """An image that is part of the page itself: no request is made for it."""
    data = b64encode(png).decode("ascii")
    return f'<img alt="{text(described)}" style="max-width:100%;height:auto" src="data:image/png;base64,{data}">'


def pairs(lines: list[tuple[str, str]]) -> str:
    """A list of terms and what is said of them; both are HTML."""
    rows = "".join(
        f'<tr><th style="text-align:start">{term}</th><td style="text-align:start">{said}</td></tr>'
        for term, said in lines
        if said
    )
    return f"<table>{rows}</table>"
