"""Kazakh inside spaCy, and the recogniser as a component of any pipeline."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy

from extractors.languages.spacy_pipe import pipeline
from extractors.recognise import Recogniser

TEXT = "Қасым-Жомарт Тоқаев 2024 жылғы 14 ақпанда Дохаға барды."


def test_blank_kazakh() -> None:
    nlp = spacy.blank("kk")
    tokens = [token.text for token in nlp("Ол 1991 ж. 16 желтоқсанда (Алматы қ.) келді.")]
    assert tokens == ["Ол", "1991", "ж.", "16", "желтоқсанда", "(", "Алматы", "қ.", ")", "келді", "."]
    assert nlp.vocab["жиырма"].like_num
    assert nlp.vocab["бесінші"].like_num
    assert nlp.vocab["және"].is_stop
    assert not nlp.vocab["Алматы"].like_num


@pytest.mark.parametrize("lang", ["en", "ar", "ru", "kk"])
def test_pipe_agrees_with_the_recogniser(lang: str) -> None:
    text = {"en": "Mr. Dulles flew to Karachi on May 3, 1955.", "kk": TEXT}.get(lang, "الدوحة Доха 1971")
    doc = pipeline(lang, "fast")(text)
    expected = [(m.start, m.end, m.label) for m in Recogniser(tier="fast").find(text, lang).mentions]
    assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == expected
    assert all(0 < entity._.confidence <= 1 for entity in doc.ents)


def test_the_component_is_found_by_its_name_in_any_pipeline() -> None:
    """Nothing of ours is imported: spaCy knows the language and the component by entry points."""
    code = (
        "import spacy; nlp = spacy.blank('kk'); nlp.add_pipe('sunqar_ner', config={'tier': 'fast'}); "
        "print([e.label_ for e in nlp('Қасым-Жомарт Тоқаев Дохаға барды.').ents])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "PERSON" in done.stdout
