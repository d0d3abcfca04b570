"""The scan that a page's file speaks of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from extractors.source import Source


def scan_of(source: Source, image: str | None) -> Source:
    """The source under the name of its image (a path or an address), whose ``scan_id`` and ``unit`` are the page's.

    The source itself where no image is named.
    """
    name = PurePosixPath((image or "").replace("\\", "/").split("?")[0].rstrip("/")).name
    return replace(source, name=name) if name else source
