"""How well page images are read: character error rate of each page, beside what plain ``tesseract FILE`` makes of it.

Arabic print of 1906 with its transcription (vowel marks and tatweel left out), Russian and Kazakh pages printed by us,
and, where the variable EUROTEXT names it, tesseract's own English test image. All from the stand-ins beside the
repository; without them only what can be printed from nothing is left out, and the rows say so.
Usage: ``python benchmarks/bench_ocr.py --out build/bench/bench_ocr.json [--every N]``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rendered_pages import file, page, wrapped

from extractors.readers.image import ImageReader
from extractors.source import Source

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
UNSEEN = frozenset("\u0640\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
EUROTEXT = """The (quick) [brown] {fox} jumps! Over the $43,456.78 <lazy> #90 dog & duck/goose, as 12.5% of E-mail
from aspammer@website.com is spam. Der „schnelle” braune Fuchs springt über den faulen Hund. Le renard brun «rapide»
saute par-dessus le chien paresseux. La volpe marrone rapida salta sopra il cane pigro. El zorro marrón rápido salta
sobre el perro perezoso. A raposa marrom rápida salta sobre o cão preguiçoso."""


def folded(text: str) -> str:
    """Without vowel marks, tatweel and direction marks; white space folded."""
    composed = unicodedata.normalize("NFC", text)
    kept = (c for c in composed if unicodedata.category(c) != "Mn" and c not in UNSEEN)
    return " ".join("".join(kept).split())


def error_rate(truth: str, found: str) -> float:
    """Levenshtein distance of the folded texts over the length of the truth."""
    wanted, got = folded(truth), folded(found)
    letters = np.array([ord(letter) for letter in got], dtype=np.int64)
    steps = np.arange(len(got) + 1)
    row = steps.copy()
    for number, letter in enumerate(wanted, 1):
        after = np.empty_like(row)
        after[0] = number
        after[1:] = np.minimum(row[1:] + 1, row[:-1] + (letters != ord(letter)))
        row = np.minimum.accumulate(after - steps) + steps
    return float(row[-1]) / len(wanted)


def running_text(corpus: Path, model: str) -> list[str]:
    """Sentences of the treebank of that language, in lines of at most 70 letters."""
    path = corpus / "conllu_text" / {"rus": "ru_pud-ud-test.conllu", "kaz": "kk_ktb-ud-test.conllu"}[model]
    mark = "# text = "
    return wrapped(
        " ".join(line[len(mark) :] for line in path.read_text("utf-8").splitlines() if line.startswith(mark))
    )


def pages(every: int) -> Iterator[tuple[str, str, bytes, str, str]]:
    """Set, name, bytes, what stands on it, model that plain tesseract is given."""
    printed = CORPUS / "page_images_ar_print" / "al-muqtabas_1906"
    for path in sorted(printed.glob("*.tif"))[::every]:
        truth = path.with_suffix(".gt.txt").read_text("utf-8")
        yield "Arabic print 1906", path.stem[-5:], path.read_bytes(), truth, "ara"
    for model, language in (("rus", "Russian"), ("kaz", "Kazakh")):
        words = (CORPUS / "ocr_text_kaz_rus_ara" / f"{model}.training_text").read_text("utf-8").splitlines()
        texts = {"running": running_text(CORPUS, model)[:45], "words": [line for line in words if line.strip()][:45]}
        for kind, lines in texts.items():
            for face, skew in (("serif", 1.5), ("sans", -2.0)):
                image = page([lines], face=face, skew=skew, shade=0.25)
                yield f"{language} rendered", f"{kind} {face}", file([image]), " ".join(lines), model
    if "EUROTEXT" in os.environ:
        yield "English scan", "eurotext", Path(os.environ["EUROTEXT"]).read_bytes(), EUROTEXT, "eng"


def plain(data: bytes, model: str) -> str:
    """What tesseract reads by its defaults, told the language."""
    command = ["tesseract", "stdin", "stdout", "-l", model]
    done = subprocess.run(
        command, input=data, capture_output=True, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
    )
    return done.stdout.decode("utf-8")


def main() -> None:
    """Measure and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="only every n-th of the Arabic pages")
    options = parser.parse_args()
    rows: list[dict[str, object]] = []
    sums: dict[str, list[tuple[float, float, float]]] = {}
    for group, name, data, truth, model in pages(options.every):
        start = time.perf_counter()
        document = next(iter(ImageReader().read(Source(f"{name}.img", "bench", data))))
        seconds = time.perf_counter() - start
        ours, peer = error_rate(truth, document.text), error_rate(truth, plain(data, model))
        sums.setdefault(group, []).append((ours, peer, seconds))
        rows.append(_row(group, name, ours, peer, seconds))
        print(*rows[-1].values(), file=sys.stderr, flush=True)
    for group, figures in sums.items():
        ours, peer, seconds = (sum(column) / len(figures) for column in zip(*figures, strict=True))
        rows.append(_row(group, f"mean of {len(figures)}", ours, peer, seconds))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    report = {"benchmark": "Reading page images, character error rate", "rows": rows}
    options.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _row(group: str, name: str, ours: float, peer: float, seconds: float) -> dict[str, object]:
    return {
        "pages": group, "page": name, "Sunqar": round(ours, 4), "plain tesseract": round(peer, 4),
        "seconds": round(seconds, 1),
    }  # fmt: skip


if __name__ == "__main__":
    main()
