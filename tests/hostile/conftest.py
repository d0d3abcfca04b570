"""What the hostile tests share: an archive with closed parts, and servers that are attacked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from access_case import TODAY, make, publish_on
from endpoint_client import ask
from endpoint_edition import serve

from kg.edition import Edition
from kg.workspace import Workspace


@pytest.fixture(scope="session")
def closed_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Not to be published again: other tests look at its one edition."""
    made = make(tmp_path_factory.mktemp("closed"))
    publish_on(made, TODAY)
    return made


@pytest.fixture(scope="session")
def closed_edition(closed_workspace: Workspace) -> Edition:
    """Its edition."""
    return closed_workspace.current_edition()


@pytest.fixture
def still_answers(server: str) -> Iterator[None]:
    """After the case the next question is answered at once. The figure is printed, the bound is for noise."""
    ask(server, "ASK {}")
    yield
    start = time.perf_counter()
    assert ask(server, "ASK {}")[0] == 200
    taken = time.perf_counter() - start
    print(f"ASK {{}} afterwards: {taken * 1000:.1f} ms")
    assert taken < 1.0


@pytest.fixture(scope="session")
def attacked(edition_workspace: Path) -> Iterator[tuple[str, int]]:
    """Address and process of a server of its own, with two seconds for a request to arrive, and 20,000 rows at most."""
    settings = {"SUNQAR_REQUEST_TIMEOUT_S": "2", "SUNQAR_MAX_ROWS": "20000"}
    process, address = serve(edition_workspace, "--query-timeout", "2", **settings)
    yield address, process.pid
    process.terminate()
    assert process.wait(timeout=30) == 0
