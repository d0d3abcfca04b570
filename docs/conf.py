"""Settings of Sphinx. ``docs/build.py`` copies this file beside the gathered pages."""

from __future__ import annotations

from importlib.metadata import version as version_of
from typing import Any

from pages.docstrings import as_rest

project = "Sunqar"
author = "The Sunqar founders"
release = version = version_of("sunqar")
language = "en"
extensions = ["myst_nb", "sphinx.ext.autodoc"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}

myst_enable_extensions = ["colon_fence", "deflist", "attrs_block"]
myst_heading_anchors = 4
myst_links_external_new_tab = False
# Notebooks are shown as they are stored; the tests run them.
nb_execution_mode = "off"
# The default is a script of another host.
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
nb_merge_streams = True
# Blocks that Pygments cannot take apart are shown plain.
suppress_warnings = ["misc.highlighting_failure"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "separated"
add_module_names = False

html_theme = "furo"
html_title = f"Sunqar {release}"
html_static_path = ["_static"]
html_css_files = ["sunqar.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False

RIGHT_TO_LEFT = {"ar"}


def _mark_language(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """The words of a page whose front matter says ``language: ar`` are marked as such, and run from right to left."""
    language_of_page = (context.get("meta") or {}).get("language")
    if language_of_page:
        direction = "rtl" if language_of_page in RIGHT_TO_LEFT else "ltr"
        context["body"] = f'<div lang="{language_of_page}" dir="{direction}">{context["body"]}</div>'


def _write_docstring(app: Any, kind: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
    lines[:] = as_rest(lines)


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("html-page-context", _mark_language)
    app.connect("autodoc-process-docstring", _write_docstring)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
