"""One small archive with closed parts, published once for all tests that only look."""

from __future__ import annotations

import pytest
from access_case import TODAY, make, publish_on

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
