"""From float32 averages to whole numbers of eight bits, with scales measured on training words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing

from extractors.training.network import WINDOWS, Batch, Floats, neighbours

Arrays = dict[str, np.typing.NDArray[Any]]


def quantise(values: dict[str, Floats], sample: Iterable[Batch]) -> Arrays:
    """The arrays that ``extractors.models.network`` loads, but for the lexicon and the temperature."""
    tops = _tops(values, sample)
    unit = float(np.quantile(np.abs(values["rows"]), 0.9999)) / 127
    stored: Arrays = {"rows": np.clip(np.rint(values["rows"] / unit), -127, 127).astype(np.int8)}
    for at in range(4):
        weights = values[f"w{at}"]
        step = np.abs(weights).max(axis=0) / 127 + 1e-12
        stored[f"w{at}"] = np.rint(weights / step).astype(np.int8)
        out = tops[at] / 127 if at < 3 else 1.0
        stored[f"s{at}"] = step.astype(np.float64) * unit / out
        stored[f"b{at}"] = values[f"b{at}"].astype(np.float64) / out
        unit = out
    return stored


def _tops(values: dict[str, Floats], sample: Iterable[Batch]) -> list[float]:
    tops = [0.0, 0.0, 0.0]
    for batch in sample:
        x = np.add.reduceat(values["rows"][batch.features], batch.starts, axis=0)
        x = np.maximum(x @ values["w0"] + values["b0"], 0)
        real = (batch.words >= 0)[:, None]
        tops[0] = max(tops[0], float(np.quantile(x, 0.9995)))
        x = x[batch.words] * real
        for at, reach in enumerate(WINDOWS, start=1):
            x = np.maximum(neighbours(x, reach) @ values[f"w{at}"] + values[f"b{at}"], 0) * real
            tops[at] = max(tops[at], float(np.quantile(x, 0.9995)))
    return tops
