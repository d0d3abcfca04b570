"""Charts that a notebook shows without asking anybody: Vega-Lite by its mime type, the table beside it as text."""

from __future__ import annotations

from typing import Any

from kg.client.needs import needed

RENDERER = "sunqar"


def altair() -> Any:
    """The module, told to draw with what the notebook brings: its usual way loads scripts from another host.

    A renderer that the user has chosen stays. Altair's own one for mime types is not used: nbformat refuses the type
    that some of its versions give, ``….v6.json`` for ``….v6+json``.
    """
    module = needed("altair")
    if RENDERER not in module.renderers.names():
        module.renderers.register(RENDERER, lambda spec, **options: _bundle(spec, "a chart"))
    if module.renderers.active in ("default", "html"):
        module.renderers.enable(RENDERER)
    return module


def bundle(chart: Any, text: str) -> dict[str, object]:
    """What a notebook shows in place of an object: the chart, and words where it cannot draw."""
    return _bundle(chart.to_dict(), text)


def _bundle(spec: dict[str, Any], text: str) -> dict[str, object]:
    version = str(spec.get("$schema", "v6.")).rsplit("/v", 1)[-1].split(".")[0]
    # Notebooks of before Vega-Lite 6 draw what they know of it under the name of 5.
    return {f"application/vnd.vegalite.v{name}+json": spec for name in dict.fromkeys((version, "5"))} | {
        "text/plain": text
    }
