"""Which folders the demonstration reads, and which archive each stands in for: ``sources.toml`` as objects."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OWN_CORPUS = HERE / "corpus"


@dataclass(frozen=True, slots=True)
class DemoSource:
    """One folder of input: where it lies, its archive, which of its files are read (glob patterns)."""

    path: Path
    archive: str
    include: tuple[str, ...]
    exclude: tuple[str, ...] = ()


def archives() -> dict[str, dict[str, str]]:
    """Code -> name in en, ar, ru, kk; every name says that it is a stand-in."""
    return {code: dict(names) for code, names in _table()["archives"].items()}


def own_sources() -> tuple[DemoSource, ...]:
    """The small corpus of ours, there also without any network."""
    return _under(OWN_CORPUS, "own")


def public_sources(corpus: Path, *, fetched: bool = False) -> tuple[DemoSource, ...]:
    """The folders of a public corpus that exist below ``corpus``, in the order of the table.

    fetched: the folder was filled by ``kg.demo.fetch``; then whole volumes stand for the single documents.
    """
    return _under(corpus, "sources") + (_under(corpus, "fetched") if fetched else ())


def _under(folder: Path, table: str) -> tuple[DemoSource, ...]:
    made = (
        DemoSource(
            folder / row["path"],
            row["archive"],
            tuple(row.get("include", ("**/*",))),
            tuple(row.get("exclude", ())),
        )
        for row in _table()[table]
    )
    return tuple(source for source in made if source.path.exists())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((HERE / "sources.toml").read_text("utf-8"))
