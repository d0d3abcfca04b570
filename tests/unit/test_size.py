"""The house stays small: median file under 90 lines, none written by hand over 400."""

from __future__ import annotations

from pathlib import Path
from statistics import median

REPO = Path(__file__).parents[2]


def test_no_file_is_long_and_the_median_is_short() -> None:
    sizes = {
        path: len(path.read_text("utf-8").splitlines())
        for package in ("kg", "ontology", "extractors", "sparql_endpoint", "tests", "benchmarks")
        for pattern in ("**/*.py", "**/*.js", "**/*.html", "**/*.css")
        for path in (REPO / package).glob(pattern)
        if not {"vendor", "node_modules"} & set(path.parts)
    }
    assert not {path: size for path, size in sizes.items() if size > 400}
    assert median(size for path, size in sizes.items() if path.suffix == ".py" and size) <= 90
