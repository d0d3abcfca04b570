"""What the portal says: messages in templates and Python, and words in templates that are no message.

``python tests/messages.py`` prints what no catalogue has, and what none needs any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from jinja2 import Environment, nodes

import sparql_endpoint
from sparql_endpoint.portal.catalogues import parts
from sparql_endpoint.portal.i18n import LANGUAGES

ENDPOINT = Path(sparql_endpoint.__file__).parent
TEMPLATES = ENDPOINT / "portal" / "templates"
SCRIPTS = ENDPOINT / "portal" / "static" / "js"
_KEYWORDS = {**DEFAULT_KEYWORDS, "plurals": (1, 2)}
_SHOWN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "label", "placeholder", "title"}
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_PLACE = "\ufffc"
NAMES = frozenset({"RiC-O", "SPARQL", "CSV", "JSON", "JSON-LD", "Turtle", "RDF/XML", "IIIF", "KiB", "MiB", "s", "ms"})
"""Names and units that are the same in every language; any other stands in an element with translate="no"."""


def messages() -> set[str | tuple[str, ...]]:
    """All that catalogues must have; a tuple for one with plural forms."""
    wanted = [("portal/**.html", "jinja2"), ("**.py", "python")]
    options = {"portal/**.html": {"extensions": "jinja2.ext.i18n"}}
    found = extract_from_dir(ENDPOINT, wanted, options, keywords=_KEYWORDS)  # type: ignore[arg-type]
    return {message for name, _, message, _, _ in found if not name.startswith("portal/static/")}


def untranslatable(template: Path) -> list[str]:
    """Words with letters that a template shows as they are."""
    environment = Environment(extensions=["jinja2.ext.i18n"])  # nothing is rendered
    reader = _Words()
    reader.feed("".join(_shown(environment.parse(template.read_text(encoding="utf-8")))))
    reader.close()
    return reader.found


def script_words(script: Path) -> list[str]:
    """Words that a script puts before the reader; they belong in data attributes of the template."""
    named = r"setAttribute\(\s*[\"'](?:aria-label|title|alt)[\"'],"
    shown = r"(?:textContent|innerText|ariaLabel|title|placeholder|alt)\s*=|" + named
    literal = r"\s*([\"'`])((?:(?!\1).)*[^\W\d_]{2}(?:(?!\1).)*)\1"
    words = re.sub(r"\$\{[^{}]*\}", "", script.read_text(encoding="utf-8"))
    return [match[2] for match in re.finditer(f"(?:{shown}){literal}", words)]


def _shown(node: nodes.Node) -> Iterator[str]:
    """What a template puts out, in order; a placeholder for what is known only when it is rendered."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Output):
        for each in node.nodes:
            yield from _shown(each) if isinstance(each, nodes.TemplateData) else _of_expression(each)
    else:
        for child in node.iter_child_nodes():
            yield from _shown(child)


def _of_expression(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.CondExpr):
        yield from _of_expression(node.expr1)
        if node.expr2 is not None:
            yield from _of_expression(node.expr2)
    elif isinstance(node, nodes.Or | nodes.And):
        yield from _of_expression(node.left)
        yield from _of_expression(node.right)
    else:
        yield _PLACE


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = given.get("translate") == "no" or tag in ("script", "style") or self._silent()
        if tag not in _VOID:
            self._open.append((tag, silent))
        if given.get("translate") != "no":
            for name, value in attrs:
                if name in _SHOWN_ATTRIBUTES:
                    self._check(value or "")

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag in (name for name, _ in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._silent():
            self._check(data)

    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _check(self, text: str) -> None:
        words = re.findall(r"[\w/.-]*[^\W\d_][\w/.-]*", text)
        if any(word.strip("./-") not in NAMES for word in words):
            self.found.append(" ".join(text.replace(_PLACE, " ").split()))


def main() -> None:
    """Print what is missing and what is too much."""
    wanted = messages()
    for code in LANGUAGES:
        known = {message.id for part in parts(code).values() for message in part if message.id}
        for message in sorted(wanted - known, key=str) if code != "en" else ():
            print(f"{code} lacks   {message!r}")
        for message in sorted(known - wanted, key=str):
            print(f"{code} needs no {message!r}")


if __name__ == "__main__":
    main()
