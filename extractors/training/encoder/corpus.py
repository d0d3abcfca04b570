"""The training folder as this trainer uses it: one pool a set, and how often each is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from extractors.errors import RunAborted
from extractors.training.data import Sentence, read

WEIGHT = {
    "crossner_politics": 6, "crossner_literature": 3, "crossner_science": 2, "re3d": 4, "wojood_sample": 3,
    "frus_person": 0.2, "openarabicpe_partial": 0.2, "kaznerd": 1.8, "nerel": 1.2, "gum_propn": 1.2, "uner_ewt": 1.5,
    "ajmc": 3, "anercorp": 2.5, "aqmar": 2.5, "factrueval": 2.5, "frus_dateline": 1,
}  # fmt: skip
"""How often an epoch shows a set, once where nothing is said: small sets of broad conventions more than once."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The sentences of one set, all in one language."""

    source: str
    lang: str
    sentences: tuple[Sentence, ...]


def pools(folder: Path, part: str) -> tuple[Pool, ...]:
    """The sets of ``<folder>/<language>/<set>/<part>.jsonl.gz`` in order of their names. part: train or dev.

    Raises RunAborted TRAIN004 where there is none.
    """
    found = tuple(Pool(path.parent.name, path.parent.parent.name, tuple(read(path))) for path in _files(folder, part))
    if not found:
        raise RunAborted(
            "TRAIN004",
            f"There is no <language>/<set>/{part}.jsonl.gz.",
            where=str(folder),
            advice="Name the folder of the training data with --data.",
        )
    return tuple(sorted(found, key=lambda pool: pool.source))


def fingerprint(folder: Path) -> str:
    """Of all training files: another one means other data."""
    total = sha256()
    for path in _files(folder, "train"):
        total.update(f"{path.parent.parent.name}/{path.parent.name} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def shares(weights: Mapping[str, float], given: tuple[Pool, ...]) -> dict[str, int]:
    """How many sentences an epoch draws from each set."""
    return {pool.source: int(len(pool.sentences) * weights.get(pool.source, 1)) for pool in given}


def _files(folder: Path, part: str) -> list[Path]:
    return sorted(folder.glob(f"*/*/{part}.jsonl.gz"))
