"""Fixtures that several kinds of tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chromium, open_page  # noqa: F401 # fixtures
from endpoint_edition import build, serve
from hypothesis import settings
from small_demo import small_demo  # noqa: F401 # fixture

# Commands that tests run find names the quick way; tests of the tier accurate ask for it.
os.environ.setdefault("SUNQAR_TIER", "fast")
# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("sunqar", deadline=None)
settings.load_profile("sunqar")


@pytest.fixture(scope="session")
def edition_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a small published edition (the demonstration corpus and a hostile document)."""
    return build(tmp_path_factory.mktemp("endpoint") / "workspace")


@pytest.fixture(scope="session")
def server(edition_workspace: Path) -> Iterator[str]:
    """Address of ``sunqar serve`` over that edition, with a time limit of two seconds for a query."""
    process, address = serve(edition_workspace, "--query-timeout", "2")
    yield address
    process.terminate()
    assert process.wait(timeout=10) == 0, "SIGTERM must end the server cleanly"
