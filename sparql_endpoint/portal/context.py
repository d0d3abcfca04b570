"""What every template has at hand: the language, links to things, methods in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, g, request, url_for
from jinja2 import pass_context
from jinja2.runtime import Context

from extractors.errors import CodedError
from sparql_endpoint.portal.i18n import LANGUAGES, Language, chosen, direction
from sparql_endpoint.portal.labels import pick
from sparql_endpoint.service import Service

OWN_LANG = frozenset({"search.find"})
"""Endpoints that have a parameter ``lang`` of their own, so that only ``ui`` chooses their interface."""

# U+202A..U+202E and U+2066..U+2069 turn text around, U+200B and U+FEFF cannot be seen: all are shown by name.
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")


def install(app: Flask) -> None:
    """Add the helpers to the application's templates."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined] # added by the extension
        gettext, ngettext, newstyle=True
    )
    app.jinja_env.globals["ngettext"] = _counted(app.jinja_env.globals["ngettext"])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["visible"] = visible
    vendor = Path(app.static_folder or "") / "vendor"
    present = frozenset(path.name for path in vendor.iterdir()) if vendor.is_dir() else frozenset()
    app.jinja_env.globals.update(
        # Without the parts of the build, pages use the reader's own fonts, lists and tables.
        has_part=present.__contains__,
        plurals=lambda one, many: language().plurals(one, many),
        languages=LANGUAGES,
        direction=direction,
        thing_url=thing_url,
        web_link=web_link,
        pick=pick,
        here=here,
    )
    app.context_processor(lambda: {"language": language(), "edition": _edition(app)})
    app.add_template_global(local_url, "local_url")


def _counted(counting: Any) -> Callable[..., str]:
    """The same, with the number as the language writes it."""

    @pass_context
    def counted(context: Context, one: str, many: str, number: int, **values: Any) -> str:
        return str(counting(context, one, many, number, **{"num": language().number(number), **values}))

    return counted


def language() -> Language:
    """The language of this request."""
    if "language" not in g:
        own = request.endpoint in OWN_LANG
        g.language = chosen(request.args, request.headers.get("Accept-Language", ""), own_lang=own)
    wanted: Language = g.language
    return wanted


def gettext(message: str) -> str:
    """The message in the language of this request. Imported as ``_``, so that it is found for the catalogues."""
    return language().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message in the plural form that the number asks for, in the language of this request."""
    return language().ngettext(one, many, number)


def local_url(endpoint: str, **values: Any) -> str:
    """url_for that keeps the languages chosen in the URL."""
    return url_for(endpoint, **{**language().state, **values})


def here(**changes: Any) -> str:
    """This page with some parameters changed; None removes one, a list gives one several times."""
    values: dict[str, Any] = {**request.args.to_dict(flat=False), **changes}
    if "ui" in changes and request.endpoint not in OWN_LANG:
        values.pop("lang", None)
    pairs = [
        f"{quote(name)}={quote(str(value))}"
        for name, given in values.items()
        for value in (given if isinstance(given, list) else [given])
        if value is not None
    ]
    return request.path + ("?" + "&".join(pairs) if pairs else "")


def thing_url(iri: str, base: str, anchor: str = "") -> str:
    """Address of the page about an IRI of ours; empty for any other, which only ``web_link`` may link."""
    rest = iri.removeprefix(base + "/id/")
    kind, _, name = rest.partition("#")[0].partition("/")
    if rest == iri or not name:
        return ""
    # The server opens the page that a mention is on; the browser then finds the place.
    shown = {"mention": anchor.removeprefix("m-")} if anchor.startswith("m-") else {}
    return local_url("pages.page", kind=kind, name=name, **shown) + (f"#{anchor}" if anchor else "")


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
