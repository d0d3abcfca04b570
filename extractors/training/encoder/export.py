"""From trained weights to the two files that the tier ``accurate`` loads: ``encoder.onnx`` and ``pieces.npz``.

``encoder.onnx`` takes one window of embedded pieces, float32 [pieces, 384], and gives its tag scores, float32
[pieces, 21], of which those at the first piece of each word count. A window is computed alone: there is no padding, no
mask and no company on which its scores could depend. ``pieces.npz`` holds what does not learn and is told of in
``extractors.encoder.pieces``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from onnx import ModelProto

from extractors.encoder.pieces import to_arrays
from extractors.models.tags import TAGS
from extractors.training.encoder.graph import Graph
from extractors.training.encoder.pretrained import Pretrained, Sizes
from extractors.training.encoder.prune import kept
from extractors.training.encoder.quantise import product, product_after_gelu

Floats = npt.NDArray[np.float32]


def export(weights: Mapping[str, Floats], given: Pretrained, out: Path) -> None:
    """Write both files into a folder. The same weights give the same bytes.

    weights  as a checkpoint names them: ``layers.0.qkv.weight`` … ``head.weight``, ``head.bias``
    given    the pretrained encoder, of which the table is taken
    """
    out.mkdir(parents=True, exist_ok=True)
    _replace(out / "encoder.onnx", encoder(weights, given.sizes, {}).SerializeToString(deterministic=True))
    write_pieces(given, out / "pieces.npz")


def encoder(weights: Mapping[str, Floats], sizes: Sizes, notes: dict[str, str]) -> ModelProto:
    """The layers and the head as a model. notes: its metadata."""
    graph = Graph("pieces")
    rows = graph.source
    for number in range(sizes.layers):
        prefix = f"layers.{number}."
        layer = {name[len(prefix) :]: value for name, value in weights.items() if name.startswith(prefix)}
        rows = _layer(graph, rows, layer, sizes)
    head = graph.add("MatMul", rows, graph.array(weights["head.weight"].T))
    scores = graph.add("Add", head, graph.array(weights["head.bias"]))
    return graph.model(sizes.width, scores, len(TAGS), notes)


def _layer(graph: Graph, rows: str, layer: Mapping[str, Floats], sizes: Sizes) -> str:
    seen = _attention(graph, rows, layer, sizes)
    summed = graph.add("Add", product(graph, seen, layer["o.weight"]), graph.array(layer["o.bias"]))
    middle = _norm(graph, graph.add("Add", summed, rows), layer, "aln", sizes)
    inner = graph.add("BiasGelu", product(graph, middle, layer["fi.weight"]), graph.array(layer["fi.bias"]), own=True)
    outer, bias = product_after_gelu(graph, inner, layer["fo.weight"], layer["fo.bias"])
    summed = graph.add("Add", outer, graph.array(bias))
    return _norm(graph, graph.add("Add", summed, middle), layer, "oln", sizes)


def _attention(graph: Graph, rows: str, layer: Mapping[str, Floats], sizes: Sizes) -> str:
    """In standard operators, which onnxruntime runs faster here than its own MultiHeadAttention."""
    size = sizes.width // sizes.heads
    scale = np.ones((3 * sizes.width, 1), np.float32)
    scale[: sizes.width] = size**-0.5
    summed = graph.add(
        "Add", product(graph, rows, layer["qkv.weight"] * scale), graph.array(layer["qkv.bias"] * scale[:, 0])
    )
    query, key, value = (
        graph.add("Transpose", graph.add("Reshape", part, graph.numbers(-1, sizes.heads, size)), perm=order)
        for part, order in zip(
            graph.add_several("Split", summed, results=3, axis=-1, num_outputs=3),
            ([1, 0, 2], [1, 2, 0], [1, 0, 2]),
            strict=True,
        )
    )
    heed = graph.add("Softmax", graph.add("MatMul", query, key), axis=-1)
    seen = graph.add("Transpose", graph.add("MatMul", heed, value), perm=[1, 0, 2])
    return graph.add("Reshape", seen, graph.numbers(-1, sizes.width))


def _norm(graph: Graph, rows: str, layer: Mapping[str, Floats], name: str, sizes: Sizes) -> str:
    weight, bias = graph.array(layer[f"{name}.weight"]), graph.array(layer[f"{name}.bias"])
    return graph.add("LayerNormalization", rows, weight, bias, axis=-1, epsilon=sizes.epsilon)


def write_pieces(given: Pretrained, path: Path) -> None:
    """``pieces.npz`` of the pieces that are kept."""
    numbers = kept(given.texts)
    texts = [given.texts[number] for number in numbers]
    arrays = to_arrays(texts, given.scores[numbers], given.unknown, given.normal) | {
        "nibbles": given.nibbles[numbers],
        "scales": given.scales[numbers],
        "positions": given.positions,
        "norm_weight": given.norm_weight,
        "norm_bias": given.norm_bias,
    }
    new = path.with_name(f"new-{path.name}")
    np.savez(new, allow_pickle=False, **arrays)
    new.replace(path)


def _replace(path: Path, data: bytes) -> None:
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
