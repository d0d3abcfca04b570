"""How fast what learns: a function of the step and of how many are asked for, never of the clock."""

from __future__ import annotations

HEAD = 1.5e-3
TOP = 2e-4
LOWER = 0.93
"""Each layer learns at so much of the rate of the one above it."""
WARM_UP = 0.05
LEAST = 0.02


def factor(step: int, steps: int) -> float:
    """What the rates are multiplied by at a step (the first is 0): up in a line, then down in one to ``LEAST``."""
    warm = max(1, round(steps * WARM_UP))
    if step < warm:
        return (step + 1) / warm
    return max(LEAST, 1 - (1 - LEAST) * (step + 1 - warm) / max(1, steps - warm))


def layer_rate(layer: int, layers: int) -> float:
    """The full rate of a layer, the lowest being 0."""
    return float(TOP * LOWER ** (layers - 1 - layer))


def memory(step: int) -> float:
    """How much of the running average is kept at a step (the first is 1): little at first, then 0.999."""
    return min(0.999, (1 + step) / (20 + step))
