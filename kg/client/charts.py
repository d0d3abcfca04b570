"""Charts that a notebook shows without asking anybody: Vega-Lite by its mime type, the table beside it as text."""

from __future__ import annotations

from typing import Any

from kg.client.needs import needed


def altair() -> Any:
    """The module, told to draw with what the notebook brings: its usual way loads scripts from another host."""
    module = needed("altair")
    if module.renderers.active in ("default", "html"):
        module.renderers.enable("mimetype")
    return module


def bundle(chart: Any, text: str) -> dict[str, object]:
    """What a notebook shows in place of an object: the chart, and words where it cannot draw."""
    spec = chart.to_dict()
    version = str(spec.get("$schema", "v6.")).rsplit("/v", 1)[-1].split(".")[0]
    return {f"application/vnd.vegalite.v{version}+json": spec, "text/plain": text}


def save_html(chart: Any, path: str) -> None:
    """Write the chart as a page that needs nothing from outside. BadRequest where vl-convert is not installed."""
    needed("vl_convert")
    chart.save(path, inline=True)
