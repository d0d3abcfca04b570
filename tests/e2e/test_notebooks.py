"""The eight notebooks: stored clean, and each runs on the small demonstration, without a warning."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.demo.notebooks import Ran, notebooks, run

PATHS = notebooks()
OUTPUT = ("text/plain", "application/vnd.vegalite.v5+json", "application/vnd.vegalite.v6+json")
# A warning of pandas, altair or our own ends the notebook. Of those that only announce what Python will drop, ours do.
STRICT = {"PYTHONWARNINGS": "error::FutureWarning,error::UserWarning,error::RuntimeWarning,error::ResourceWarning"}


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == kind]


def said(path: Path) -> str:
    return "\n".join("".join(cell["source"]) for cell in cells(path, "markdown"))


def test_there_are_eight_in_order() -> None:
    assert [path.name[:3] for path in PATHS] == [f"0{number}-" for number in range(1, 9)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_it_is_stored_without_outputs_and_with_clean_metadata(path: Path) -> None:
    whole = json.loads(path.read_text("utf-8"))
    assert path.read_text("utf-8") == json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    assert (whole["nbformat"], whole["nbformat_minor"]) == (4, 5)
    assert set(whole["metadata"]) == {"kernelspec", "language_info"}
    assert whole["metadata"]["language_info"] == {"name": "python"}
    assert all(cell["metadata"] == {} for cell in whole["cells"])
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells(path, "code"))
    ids = [cell["id"] for cell in whole["cells"]]
    assert ids == [f"c{number:02}" for number in range(1, len(ids) + 1)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_it_has_a_title_three_summaries_a_seminar_and_the_citation_last(path: Path) -> None:
    words = said(path)
    assert words.startswith(f"# {int(path.name[:2])} · ")
    for mark, letter in (('dir="rtl" lang="ar"', "[ء-ي]"), ('lang="kk"', "[әіңғүұқөһ]"), ('lang="ru"', "[а-яё]")):
        (summary,) = re.findall(rf"<div {mark}>\n\n(.+?)\n\n</div>", words, re.DOTALL)
        assert len(re.findall(letter, summary)) > 15
    assert re.search(r"^## For a seminar$", words, re.MULTILINE)
    assert "g.cite()" in "".join("".join(cell["source"]) for cell in cells(path, "code")[-2:]) or "graph.cite()" in str(
        cells(path, "code")[-2:]
    )


def shown(ran: Ran) -> list[tuple[str, list[Any]]]:
    """What a reader sees of each cell: all that was printed, for it may come in one piece or several, and the rest."""
    made = []
    for cell in ran.notebook.cells:
        outputs = cell.get("outputs", ())
        bundles = [output["data"] for output in outputs if "data" in output]
        printed = "".join(output.get("text", "") for output in outputs)
        made.append((printed, [[bundle[kind] for kind in OUTPUT if kind in bundle] for bundle in bundles]))
    return made


def charts(ran: Ran) -> list[dict[str, Any]]:
    bundles = [o.get("data", {}) for cell in ran.notebook.cells for o in cell.get("outputs", ())]
    return [bundle[kind] for bundle in bundles for kind in OUTPUT[1:2] if kind in bundle]


def bare_axes(chart: dict[str, Any]) -> list[str]:
    """Axes of a chart that no layer of it gives a title, or that the chart is without one."""
    layers = chart.get("layer") or [chart]
    named: dict[str, bool] = {}
    for layer in layers:
        for axis in ("x", "y"):
            if channel := layer.get("encoding", {}).get(axis):
                titled = "title" in channel or "title" in (channel.get("axis") or {})
                named[axis] = named.get(axis, False) or titled
    bare = [axis for axis, titled in named.items() if not titled]
    return bare if chart.get("title") else ["title", *bare]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_it_runs_without_a_warning_and_shows_evidence(path: Path, small_demo: Path) -> None:
    ran = run(path, cwd=path.parent, variables=STRICT | {"SUNQAR_DEMO": str(small_demo)})
    assert ran.warnings == ()
    evidence = [
        output
        for cell in ran.notebook.cells
        for output in cell.get("outputs", ())
        if "<mark" in output.get("data", {}).get("text/html", "")
    ]
    assert evidence, "no quotation is shown"
    for chart in charts(ran):
        assert bare_axes(chart) == [], chart.get("title")
    if path.name.startswith("03"):
        again = run(path, cwd=path.parent, variables=STRICT | {"SUNQAR_DEMO": str(small_demo)})
        assert shown(again) == shown(ran)
