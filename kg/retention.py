"""How many editions stay. Older ones are deleted, and told: what cites their version is not served by them any more."""

from __future__ import annotations

import shutil

from kg.workspace import Workspace


def retain(workspace: Workspace, keep: int) -> tuple[int, ...]:
    """Delete all but the newest editions, so many with the current one; the numbers of those that went. 0: none go.

    The current one always stays, also where an earlier one was made current again. To be called by whoever holds the
    workspace.
    """
    if not keep:
        return ()
    current = workspace.current_edition().number
    others = [number for number in workspace.editions() if number != current]
    gone = tuple(others[: max(0, len(others) - (keep - 1))])
    for number in gone:
        folder = workspace.editions_path / str(number)
        leaving = folder.with_name(f".{number}.tmp")  # what a stop leaves of it is cleared like an unfinished edition
        folder.rename(leaving)
        shutil.rmtree(leaving)
    return gone
