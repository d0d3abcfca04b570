"""Checkpoints on disk: written whole or not at all, and only taken up by the run that they belong to."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from extractors.errors import InputRejected, RunAborted
from extractors.training.encoder.run import Run, State

NAME = "encoder.pt"


def folder() -> Path:
    """Where checkpoints lie unless told otherwise: ``$XDG_CACHE_HOME/sunqar/training``, or below ``~/.cache``."""
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "sunqar" / "training"


def save(run: Run, where: Path) -> None:
    """Write ``encoder.pt`` into a folder; a run that is killed here leaves the one before it."""
    where.mkdir(parents=True, exist_ok=True)
    new = where / f"{NAME}.new"
    with new.open("wb") as file:
        torch.save(run.state(), file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(where / NAME)


def resume(run: Run, where: Path) -> bool:
    """Take up the checkpoint of a folder; False where there is none.

    Raises RunAborted TRAIN005 where it belongs to a run with another plan, or to another program.
    """
    path = where / NAME
    if not path.exists():
        return False
    state = _load(path)
    mine, other = asdict(run.plan), state.get("plan", {})
    if differing := sorted(name for name in mine if mine[name] != other.get(name)):
        raise RunAborted(
            "TRAIN005",
            f"The checkpoint is of a run with other settings: {', '.join(differing)}.",
            where=str(path),
            advice="Finish that run with its settings, delete the file, or name another folder with --checkpoints.",
        )
    run.restore(state)
    return True


def averaged(path: Path) -> State:
    """What a finished model is made of: ``weights`` (the averages, by the model's names) and, where the checkpoint
    says them, ``step``, ``pieces`` and ``plan``. Raises InputRejected TRAIN006 where the file holds no averages."""
    state = _load(path)
    if "ema" not in state:
        raise InputRejected("TRAIN006", "The checkpoint holds no averaged weights.", where=str(path))
    return {"weights": state["ema"]} | {name: state[name] for name in ("step", "pieces", "plan") if name in state}


def _load(path: Path) -> dict[str, Any]:
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, OSError, ValueError) as error:
        raise InputRejected(
            "TRAIN006", f"The checkpoint cannot be read: {error}.", where=str(path), advice="Delete it and begin anew."
        ) from error
    return dict(state)
