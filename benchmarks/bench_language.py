"""Languages of blocks and encodings of files: how often they are told right, beside charset-normalizer, and how fast.

Blocks come from sources that the classifier was not trained on (the shared corpus beside the repository).
Usage: ``python benchmarks/bench_language.py --out build/bench/bench_language.json``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from extractors.errors import InputRejected
from extractors.languages.detect import segments
from extractors.readers.decoding import decoded
from extractors.reading.build import read, respell
from extractors.recognise import Recogniser
from extractors.source import Source
from extractors.training.language_held_out import blocks, held_out
from extractors.training.language_score import score

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
ENCODINGS = {
    "ru pud": ("windows-1251", "koi8-r", "iso-8859-5", "cp866", "mac-cyrillic", "utf-16-le", "utf-16-be"),
    "kk ktb": ("kz1048", "ptcp154", "utf-16-le", "utf-16-be"),
    "ar pud": ("windows-1256", "iso-8859-6", "utf-16-le", "utf-16-be"),
}


def languages() -> Iterator[dict[str, object]]:
    """One row a held-out set and size of block."""
    for mark in score(CORPUS):
        yield {"measure": f"language, {mark.name}, {mark.size} code points", "value": round(100 * mark.right, 1),
               "unit": "%", "blocks": mark.blocks}  # fmt: skip


def encodings() -> Iterator[dict[str, object]]:
    """One row a set and encoding: right, refused, wrong; and the same of the peer, which never refuses."""
    texts = held_out(CORPUS)
    for name, tried in ENCODINGS.items():
        for encoding in tried:
            ours, theirs = Counter[str](), Counter[str]()
            for block in blocks(texts[name], 200, 100):
                data = block.encode(encoding, "ignore")
                text = data.decode(encoding)
                try:
                    ours["right" if decoded(Source("a.txt", "x", data)).text == text else "wrong"] += 1
                except InputRejected:
                    ours["refused"] += 1
                best = from_bytes(data).best()
                theirs["right" if best is not None and str(best) == text else "wrong"] += 1
            whole = sum(ours.values())
            yield {"measure": f"encoding, {name} in {encoding}, 200 code points", "unit": "%", "blocks": whole,
                   "value": round(100 * ours["right"] / whole, 1), "refused": ours["refused"], "wrong": ours["wrong"],
                   "charset-normalizer": round(100 * theirs["right"] / whole, 1)}  # fmt: skip


def speed() -> Iterator[dict[str, object]]:
    """Words a second of the recogniser, and the share of its time that readings and languages take."""
    texts = held_out(CORPUS)
    recogniser = Recogniser()
    for name in ("en whitehouse", "ar pud", "ru pud", "kk ktb", "kk ktb in kk-2021", "kk ktb in kk-arab"):
        text = "\n".join(texts[name])[:200_000]
        lang = name[:2]
        recogniser.find(text[:2000], lang)
        start = time.process_time()
        general = read(text)
        respell(general, segments(general.text, lang))
        middle = time.process_time()
        recogniser.find(text, lang)
        end = time.process_time()
        yield {"measure": f"recognising, {name}", "value": round(len(text.split()) / (end - middle)), "unit": "words/s",
               "of it reading and language, %": round(100 * (middle - start) / (end - middle), 1)}  # fmt: skip


def main() -> None:
    """Measure and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    rows = [*languages(), *encodings(), *speed()] if CORPUS.is_dir() else []
    out.parent.mkdir(parents=True, exist_ok=True)
    title = "Languages and encodings" + ("" if rows else ": the shared corpus is not at hand")
    out.write_text(json.dumps({"benchmark": title, "rows": rows}, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
