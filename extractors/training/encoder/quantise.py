"""Products of whole numbers: weights of eight bits, activations of eight bits with one scale a row.

Every piece has its own scale, so its numbers never depend on its neighbours', and a rare large value spoils no other
row. Weights have one scale a column. The sums are exact; they are scaled back in float32.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from extractors.training.encoder.graph import UINT8, Graph

Floats = npt.NDArray[np.float32]

LARGEST = 127
MIDDLE = 128
"""What stands for zero where activations have either sign."""
LEAST = 1e-9
DIP = 0.17
"""Gelu never falls under minus this. Its results are raised by it and use all 256 steps; the bias takes it back."""


def eight_bits(weight: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """A weight [out, in] as whole numbers [in, out] and the scale of each column [out]."""
    scale = np.maximum(np.abs(weight).max(axis=1) / LARGEST, LEAST).astype(np.float32)
    return np.rint(weight / scale[:, None]).astype(np.int8).T, scale


def product(graph: Graph, rows: str, weight: Floats) -> str:
    """rows @ weight.T for rows of either sign."""
    top = graph.add("ReduceMax", graph.add("Abs", rows), graph.numbers(-1), keepdims=0)
    scale = graph.add("Max", graph.add("Mul", top, graph.value(1 / LARGEST)), graph.value(LEAST))
    whole = graph.add("QuantizeLinear", rows, scale, graph.middle(MIDDLE), axis=0)
    matrix, columns = eight_bits(weight)
    return _scaled(graph, whole, scale, matrix, columns, MIDDLE)


def product_after_gelu(graph: Graph, rows: str, weight: Floats, bias: Floats) -> tuple[str, Floats]:
    """rows @ weight.T for results of gelu, and the bias that is still to be added."""
    raised = graph.add("Add", rows, graph.value(DIP))
    top = graph.add("ReduceMax", raised, graph.numbers(-1), keepdims=0)
    scale = graph.add("Max", graph.add("Mul", top, graph.value(1 / 255)), graph.value(LEAST))
    whole = graph.add("QuantizeLinear", raised, scale, axis=0, output_dtype=UINT8)
    matrix, columns = eight_bits(weight)
    over = DIP * (matrix.astype(np.float64).sum(axis=0) * columns)
    return _scaled(graph, whole, scale, matrix, columns, 0), (bias - over).astype(np.float32)


def _scaled(graph: Graph, whole: str, scale: str, matrix: npt.NDArray[np.int8], columns: Floats, zero: int) -> str:
    summed = graph.add(
        "MatMulIntegerToFloat",
        whole,
        graph.array(matrix),
        graph.value(1.0),
        graph.array(columns),
        graph.array(np.array(zero, np.uint8)),
        own=True,
    )
    return graph.add("Mul", summed, graph.add("Unsqueeze", scale, graph.numbers(-1)))
