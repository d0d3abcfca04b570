"""What every template has at hand: the language, links to things, methods in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, g, request, url_for

from extractors.errors import CodedError
from sparql_endpoint.portal.i18n import LANGUAGES, Language, choose, direction
from sparql_endpoint.portal.labels import pick
from sparql_endpoint.service import Service

# U+202A..U+202E and U+2066..U+2069 turn text around, U+200B and U+FEFF cannot be seen: all are shown by name.
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")


def install(app: Flask) -> None:
    """Add the helpers to the application's templates."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # added by the extension
        lambda message: language().gettext(message),
        lambda one, many, number: language().ngettext(one, many, number),
        newstyle=True,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["visible"] = visible
    # Without the parts of the build, pages use the reader's own fonts.
    fonts = (Path(app.static_folder or "") / "vendor" / "fonts.css").is_file()
    app.jinja_env.globals.update(
        has_fonts=fonts,
        languages=LANGUAGES,
        direction=direction,
        thing_url=thing_url,
        web_link=web_link,
        pick=pick,
        here=here,
    )
    app.context_processor(lambda: {"language": language(), "edition": _edition(app)})
    app.add_template_global(local_url, "local_url")


def language() -> Language:
    """The language of this request."""
    if "language" not in g:
        g.language = choose(request.args.get("lang"), request.headers.get("Accept-Language", ""))
    chosen: Language = g.language
    return chosen


def local_url(endpoint: str, **values: Any) -> str:
    """url_for that keeps a language chosen in the URL."""
    if language().explicit:
        values.setdefault("lang", language().code)
    return url_for(endpoint, **values)


def here(**changes: Any) -> str:
    """This page with some parameters changed; None removes one."""
    values = {**request.args.to_dict(), **changes}
    kept = {name: str(value) for name, value in values.items() if value is not None}
    return request.path + ("?" + "&".join(f"{quote(k)}={quote(v)}" for k, v in kept.items()) if kept else "")


def thing_url(iri: str, base: str, anchor: str = "") -> str:
    """Address of the page about an IRI of ours; empty for any other, which only ``web_link`` may link."""
    rest = iri.removeprefix(base + "/id/")
    kind, _, name = rest.partition("#")[0].partition("/")
    if rest == iri or not name:
        return ""
    return local_url("pages.page", kind=kind, name=name) + (f"#{anchor}" if anchor else "")


def web_link(iri: str) -> str:
    """The address where it is an http(s) one; empty for javascript:, data: and all others."""
    return iri if re.match(r"https?://[^\s\"'<>]+$", iri) else ""


def visible(text: str) -> str:
    """Control characters by their code point, so that none can reorder or hide what follows."""
    return _CONTROLS.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def _edition(app: Flask) -> Any:
    service: Service = app.extensions["sunqar"]
    try:
        return service.editions()
    except CodedError:
        return None  # the page that says so needs none
