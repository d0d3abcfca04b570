"""Products of whole numbers: weights of eight bits, activations of eight bits with one scale a row.

Every piece has its own scale, so its numbers never depend on its neighbours', and a rare large value spoils no other
row. Weights have one scale a column. The sums are exact; they are scaled back in float32.

Chosen by trial: onnxruntime 1.32, one core with VNNI in a busy machine, so that only the ratios mean something; strict
F1 on up to 200 sentences of each of ten held-out sets, with an unfinished checkpoint.

=================================================  ===========  ===================================
products                                           speed        F1
=================================================  ===========  ===================================
float32                                            1            77.4 (mean of the sets)
**eight bits, a scale a row**                      2.1 to 2.25  77.5
eight bits, one scale a window (dynamic)           1.95         0.6 and 0.8 lower on two sets
eight bits in blocks of 64 (MatMulNBits, level 4)  1.1          the same on two sets, within 0.3
weights of seven bits, a scale a row               as eight     0.1 and 0.3 lower on two sets
a scale a row, the second inner product float32    1.35         the same on two sets, within 0.3
=================================================  ===========  ===================================

Scales fixed in advance were not tried: they would be one for all rows too. Without VNNI a processor may cut off sums of
two products above 2**15, which take two rare, large weights side by side; its answers can then differ by a little.
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
