"""The tagger: exact arithmetic, lawful tags, and the scores it was shipped with."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from extractors.models.network import Network
from extractors.models.tagger import MODELS, tagger
from extractors.models.tags import TAGS, may_follow, to_spans, to_tags
from extractors.models.viterbi import best

NER = Path(__file__).parents[3].parent / "shared" / "ner"

TEXTS = {
    "en": "President Eisenhower met Prime Minister Nehru in New Delhi, and Mr. Dulles flew to Karachi.",
    "ar": "زار الرئيس جمال عبد الناصر مدينة دمشق والتقى وزير الخارجية في بيروت",
    "ru": "Президент Нурсултан Назарбаев прибыл в Москву и встретился с Борисом Ельциным.",
    "kk": "Қасым-Жомарт Тоқаев Астанада Ресей президенті Владимир Путинмен кездесті.",
}


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_scores_are_the_same_in_any_company(lang: str) -> None:
    words = TEXTS[lang].split()
    alone = Network(MODELS / f"{lang}.npz")(words)
    crowded = Network(MODELS / f"{lang}.npz")
    crowded([f"{word}{number}" for word in words for number in range(50)])
    together = crowded([*words, "", "", *reversed(words), "", "", *words])
    assert np.array_equal(alone, together[: len(words)])
    assert np.array_equal(alone, together[-len(words) :])


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_arithmetic_is_of_whole_numbers(lang: str) -> None:
    network = Network(MODELS / f"{lang}.npz")
    for layer, reach in zip(network._layers, (None, 5, 3, 1), strict=True):
        assert np.array_equal(layer.weights, np.rint(layer.weights))
        assert np.abs(layer.weights).max() <= 127
        largest = 127 if reach else 2047
        assert largest * 127 * layer.weights.shape[0] < 2**24


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_finds_persons_and_places(lang: str) -> None:
    found = list(tagger(lang)(TEXTS[lang]))  # type: ignore[misc]
    assert {"PERSON", "PLACE"} <= {mention.label for mention in found}
    assert all(0 < mention.confidence < 1 for mention in found)
    assert found == list(tagger(lang)(TEXTS[lang]))  # type: ignore[misc]


def test_viterbi_is_the_best_lawful_path() -> None:
    rng = np.random.default_rng(3)
    few = [0, 1, 2, 3, 4, 5]
    for _ in range(60):
        scores = np.full((4, len(TAGS)), -1e6)
        scores[:, few] = rng.normal(size=(4, len(few)))
        lawful = [
            path
            for path in itertools.product(few, repeat=4)
            if all(may_follow(a, b) for a, b in itertools.pairwise(["O", *(TAGS[tag] for tag in path), "O"]))
        ]
        expected = max(lawful, key=lambda path: sum(scores[at, tag] for at, tag in enumerate(path)))
        assert best(scores) == list(expected)


def test_tags_and_spans_agree() -> None:
    spans = [(0, 1, "PERSON"), (1, 4, "ORG"), (5, 7, "DATE")]
    assert to_spans(to_tags(8, spans)) == spans  # type: ignore[comparison-overlap]


@pytest.mark.parametrize(
    ("source", "least"),
    [("kk/kaznerd", 80), ("ru/nerel", 74.5), ("ru/factrueval", 71), ("ar/anercorp", 61), ("en/crossner_politics", 64)],
)
def test_shipped_models_keep_their_scores(source: str, least: float) -> None:
    """Floors of strict F1 on development sentences, three points under what was measured."""
    path = NER / source / "dev.jsonl.gz"
    if not path.exists():
        pytest.skip("development sets not at hand")
    from extractors.training.data import read
    from extractors.training.score import score

    result = score(Network(MODELS / f"{source[:2]}.npz"), read(path))
    assert result.f1() >= least
