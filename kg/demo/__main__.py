"""``python -m kg.demo --out build/demo``: the same as ``sunqar demo build``."""

from __future__ import annotations

import sys

import typer

from extractors.errors import CodedError
from kg.demo.commands import build

if __name__ == "__main__":
    try:
        typer.run(build)
    except CodedError as error:
        sys.exit(f"sunqar: {error}")
