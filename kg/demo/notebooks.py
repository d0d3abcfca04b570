"""The notebooks that come with Sunqar: where they lie, and running one from its first cell to its last."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from extractors.errors import RunAborted, UsageError

if TYPE_CHECKING:
    from nbformat import NotebookNode

CELL_TIMEOUT_S = 600
KERNEL_TIMEOUT_S = 180
_QUIET = ("--log-level=ERROR",)
"""The kernel listens on this machine only: that its sockets are not encrypted is no news to the reader."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Ran:
    """One notebook that was run: its name, the seconds it took with the kernel's start, what it wrote to stderr."""

    name: str
    seconds: float
    warnings: tuple[str, ...]
    notebook: Any


def folder() -> Path:
    """The folder of the notebooks: in a checkout the one beside the packages, else the one in the package."""
    here = Path(__file__).parent
    beside = here.parents[1] / "notebooks"
    return beside if (here.parents[1] / "pyproject.toml").is_file() else here / "notebooks"


def notebooks(where: Path | None = None) -> tuple[Path, ...]:
    """The notebooks of a folder (default: those that come with Sunqar), in their order."""
    return tuple(sorted((where or folder()).glob("[0-9]*.ipynb")))


def run(path: Path, *, cwd: Path, variables: dict[str, str] | None = None) -> Ran:
    """Run every cell of a notebook in a kernel of its own, of this Python; the file at ``path`` is not changed.

    cwd: folder the kernel runs in. variables: environment variables added to this process's. Raises UsageError
    DEMO004 where the extra ``notebooks`` is not installed, RunAborted DEMO005, with the cell's number and words, at
    the first cell that fails.
    """
    try:
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    except ImportError as error:
        raise UsageError(
            "DEMO004",
            f"Notebooks cannot be run: {error.name} is not installed.",
            advice='pip install "sunqar[notebooks]"',
        ) from error
    loaded = read(path)
    started = perf_counter()
    client = NotebookClient(
        loaded, timeout=CELL_TIMEOUT_S, startup_timeout=KERNEL_TIMEOUT_S, resources={"metadata": {"path": str(cwd)}}
    )
    client.km = _kernel_manager()
    try:
        client.execute(env=os.environ | (variables or {}))
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise RunAborted(
            "DEMO005",
            f"A cell of the notebook failed: {_COLOUR.sub('', str(error)).strip()}",
            where=f"{path.name}, {_failed(loaded)}",
            advice="Open the notebook and run it cell by cell.",
        ) from error
    return Ran(path.name, perf_counter() - started, tuple(_stderr(loaded)), loaded)


def read(path: Path) -> NotebookNode:
    """The notebook of a file, as format 4."""
    from nbformat import reads

    loaded: NotebookNode = reads(path.read_text("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    return loaded


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook to a file, UTF-8."""
    from nbformat import writes

    path.write_text(writes(notebook) + "\n", "utf-8")  # type: ignore[no-untyped-call]


def _kernel_manager() -> Any:
    """A kernel of this very Python: an installed kernel of the same name may be of another environment."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class Own(AsyncKernelManager):
        @property
        def kernel_spec(self) -> KernelSpec:
            command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *_QUIET]
            return KernelSpec(argv=command, display_name="Python 3", language="python")

    return Own()


def _failed(notebook: NotebookNode) -> str:
    for number, cell in enumerate(notebook.cells, 1):
        if any(output.output_type == "error" for output in cell.get("outputs", ())):
            return f"cell {number}"
    return "its kernel"


def _stderr(notebook: NotebookNode) -> list[str]:
    return [
        output.text
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.output_type == "stream" and output.name == "stderr"
    ]
