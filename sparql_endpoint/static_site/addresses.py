"""Addresses of the portal as names of files, and pages whose links lead from file to file."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from posixpath import dirname, relpath
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from sparql_endpoint.portal.i18n import LANGUAGES

FIRST = "en"
"""Language whose pages lie at the top; the others' are in a folder each."""
_LINK = re.compile(r'\b(href|src|action)="([^"]*)"')
_FORM = re.compile(r"<form\b[^>]*\b(?:role=\"search\"|data-live).*?</form>", re.DOTALL)
_FILES = ("/static/", "/dataset/dump/")
_PICTURE = re.compile(r"/iiif/[0-9a-f]+/[0-9a-f]+/full/\d+,\d+/0/default\.jpg")
_LIVE = frozenset({"format", "content", "find"})
"""Parameters of pages that only the node makes."""
_UNSAFE = re.compile(r"[^\w.~-]")


def file_of(address: str) -> str:
    """``/page/person/12?ui=ar&from-qna=40`` -> ``ar/page/person/12~from-qna-40.html``; ``/static/a.css`` stays."""
    parts = urlsplit(address)
    path = unquote(parts.path).strip("/")
    if is_file(address):
        return path
    told = dict(parse_qsl(parts.query))
    language = told.pop("ui", FIRST)
    name = "/".join(_UNSAFE.sub("_", part).replace("..", "_") for part in path.split("/")) or "index"
    more = "".join(f"~{_UNSAFE.sub('_', key)}-{_UNSAFE.sub('_', value)}" for key, value in sorted(told.items()))
    folder = "" if language == FIRST or language not in LANGUAGES else f"{language}/"
    return f"{folder}{name}{more}.html"


def is_file(address: str) -> bool:
    """Whether it is the address of a file and not of a page."""
    return address.startswith(_FILES) or is_picture(address)


def is_picture(address: str) -> bool:
    """Whether it is the address of a scan in one of its sizes."""
    return _PICTURE.fullmatch(address) is not None


def in_language(address: str, language: str) -> str:
    """The address with its language told, and told once."""
    parts = urlsplit(address)
    told = [(key, value) for key, value in parse_qsl(parts.query) if key != "ui"]
    query = "&".join(f"{quote(key)}={quote(value)}" for key, value in [*sorted(told), ("ui", language)])
    return f"{parts.path}?{query}"


def linked(
    page: str, address: str, base: str, held: Callable[[str], bool], instead: Mapping[str, str]
) -> tuple[str, list[str]]:
    """The page with links to other files in place of addresses, without search forms; and the addresses it leads to.

    address  of the page itself, with its language
    base     address of the node, where everything is that the site does not hold
    held     whether the site holds an address (without a language)
    instead  paths that the site has another page for
    """
    here, language = dirname(file_of(address)), dict(parse_qsl(urlsplit(address).query))["ui"]
    found: list[str] = []

    def changed(match: re.Match[str]) -> str:
        name, target = match[1], html.unescape(match[2])
        if target.startswith("?"):
            target = urlsplit(address).path + target
        if not target.startswith("/") or target.startswith("//"):
            return match[0]
        bare, hash_, fragment = target.partition("#")
        bare = instead.get(urlsplit(bare).path, bare)
        if not held(bare) or _LIVE & dict(parse_qsl(urlsplit(bare).query)).keys():
            return f'{name}="{html.escape(base + target)}"'
        wanted = dict(parse_qsl(urlsplit(bare).query)).get("ui", language)
        whole = bare if is_file(bare) else in_language(bare, wanted)
        found.append(whole)
        return f'{name}="{html.escape(quote(relpath(file_of(whole), here or "."), safe="/~.") + hash_ + fragment)}"'

    return _LINK.sub(changed, _FORM.sub("", page)), found
