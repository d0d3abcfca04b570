"""One small file of our own for each reader: ``samples/<reader>.py`` holds it as ``SAMPLE``, hyphens as underscores."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from extractors.source import Source

SAMPLES: dict[str, Source] = {
    path.stem.replace("_", "-"): import_module(f"samples.{path.stem}").SAMPLE
    for path in sorted((Path(__file__).parent / "samples").glob("*.py"))
    if path.stem != "__init__"
}
