"""From averaged weights to what is shipped: the two files of the tier ``accurate``, and their card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from extractors.encoder.encoder import Encoder
from extractors.encoder.tagger import LANGUAGES, with_second
from extractors.evaluation.evaluate import evaluate
from extractors.evaluation.finders import Finder
from extractors.evaluation.sets import files, read
from extractors.training.encoder.calibrate import calibrate
from extractors.training.encoder.card import HeldOut, Trained, card
from extractors.training.encoder.corpus import pools
from extractors.training.encoder.export import export
from extractors.training.encoder.pretrained import Pretrained
from extractors.training.encoder.run import Plan, State


def finish(state: State, given: Pretrained, data: Path, out: Path, say: Callable[[str], None]) -> None:
    """Write the model and ``README.md``, its card, into a folder.

    state  ``weights`` by their names, as tensors, and perhaps ``step``, ``pieces`` and ``plan``: see ``checkpoint``
    data   the folder of the training data; the scores are of its held-out sets and of the files just written
    """
    weights = {name: value.numpy() for name, value in state["weights"].items()}
    export(weights, given, out)
    say(f"written: {out}")
    curves = calibrate(out, data)
    tried = []
    for one in _held_out(Encoder(out), data):
        say(f"{one.lang} {one.source} F1 {one.score.f1():.1f}")
        tried.append(one)
    records = {pool.source: len(pool.sentences) for pool in pools(data, "train")}
    plan = Plan(**state["plan"]) if "plan" in state else None
    trained = Trained(state.get("step"), state.get("pieces"), plan)
    (out / "README.md").write_text(card(trained, records, tried, curves), "utf-8")


def _held_out(encoder: Encoder, data: Path) -> Iterator[HeldOut]:
    taggers = {lang: with_second(encoder, lang) for lang in sorted(LANGUAGES)}
    finder = Finder("model", lambda text, lang: list(taggers[lang](text)))
    for path in files(data):
        for marked in read(path):
            result = evaluate(finder, marked)
            yield HeldOut(path.parent.name, marked.lang, result.score, result.judged)
