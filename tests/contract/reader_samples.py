"""One small file of our own for each reader: ``samples/<reader>.py`` holds it as ``SAMPLE``, hyphens as underscores."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path

from extractors.source import Source

SAMPLES: dict[str, Source] = {
    path.stem.replace("_", "-"): run_path(str(path))["SAMPLE"]
    for path in sorted((Path(__file__).parent / "samples").glob("*.py"))
    if path.stem != "__init__"
}
