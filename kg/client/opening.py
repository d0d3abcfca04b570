"""From what a researcher names to an opened graph."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kg.client.errors import BadRequest, GraphUnreachable
from kg.settings import FILE_NAME

if TYPE_CHECKING:
    from kg.client.graph import Graph

DEMO = "demo"
VARIABLE = "SUNQAR_DEMO"


def open_graph(
    source: str | Path = DEMO, *, timeout_s: float = 60.0, retries: int = 3, page_rows: int = 10_000,
    token: str | None = None,
) -> Graph:  # fmt: skip
    """Open a graph for reading: the same object for an edition on this machine and for one behind an address.

    source     "demo": the built demonstration ($SUNQAR_DEMO, else ``build/demo`` here or in a folder above); a folder
               of a workspace or of an edition; the address of any SPARQL 1.1 endpoint or of one of our portals
    timeout_s  seconds that one question may take, all tries together
    retries    tries after the first, where a server is busy or no connection comes about
    page_rows  rows of one request, where a result is read in several
    token      sent as ``Authorization: Bearer`` to a remote graph

    GraphUnreachable where there is nothing to open or nothing answers; BadRequest for a number that means nothing.
    """
    from kg.client.graph import Graph
    from kg.client.web import Patience

    if timeout_s <= 0 or retries < 0 or page_rows < 1:
        raise BadRequest(
            "CLIENT004", "timeout_s and page_rows must be above 0, retries not below.", advice="Leave them out."
        )
    text = str(source)
    if text.startswith(("http://", "https://")):
        from kg.client.remote import RemoteSource

        return Graph(RemoteSource(text, Patience(timeout_s, retries), token), page_rows)
    from kg.client.local import LocalSource

    folder = demonstration() if source == DEMO and not Path(DEMO).is_dir() else Path(source)
    return Graph(LocalSource(folder, timeout_s), page_rows)


def demonstration() -> Path:
    """Folder of the built demonstration. GraphUnreachable where there is none."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        built = folder / "build" / DEMO
        if (built / FILE_NAME).is_file():
            return built
    raise GraphUnreachable(
        "CLIENT001",
        f"There is no built demonstration in build/{DEMO}, here or above.",
        where=str(here),
        advice=f"Run `make demo`, or `python -m kg.demo`, or set ${VARIABLE} to its folder.",
    )
