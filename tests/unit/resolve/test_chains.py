"""Chains of one document: what a shorter form may join, and what it may not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve.chains import ChainMention, chain

GOLD = Path("../shared/gold/sample/frus_dev.jsonl")
NAMES = ("Cyrus Vance", "Vance", "C. Vance", "Walter Smith", "Gerard Smith", "Smith", "قاسم", "Касым", "Қасымның", "  ")


def _chains(*texts: str) -> list[set[str]]:
    """Chains as texts; "Mr.|Vance" is Vance with "Mr. " before it."""
    found = []
    for text in texts:
        before, _, name = text.rpartition("|")
        found.append(ChainMention(name, "PERSON", before=before and before + " "))
    return [{texts[number] for number in numbers} for numbers in chain(found)]


@pytest.mark.parametrize(
    "wanted",
    [
        [{"Cyrus R. Vance", "Mr.|Vance", "Secretary|Vance", "Vance’s", "C. Vance"}, {"Carter"}],
        [{"Walter Smith", "W. Smith"}, {"Gerard Smith"}, {"Smith"}],
        [{"Anwar Sadat", "Mr.|Sadat"}, {"Mrs.|Sadat"}],
        [{"Алихан Букейханов", "Букейханову", "А. Н. Букейханов"}, {"Ахмет Байтұрсынұлы", "Байтұрсынұлының"}],
        [{"الشيخ قاسم بن محمد آل ثاني", "الشيخ قاسم", "قاسم بن محمد"}, {"أحمد"}],
        [{"قاسم بن محمد", "Qasim bin Muhammad"}, {"Ahmed Ali"}, {"Ahmed Hassan"}, {"Ahmed"}],
    ],
)
def test_a_shorter_form_joins_the_one_person_it_can_be(wanted: list[set[str]]) -> None:
    order = sorted(text for group in wanted for text in group)
    assert sorted(map(sorted, _chains(*order))) == sorted(map(sorted, wanted))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(("PERSON", "PLACE"))), max_size=12))
def test_every_mention_is_in_one_chain_of_its_label(named: list[tuple[str, str]]) -> None:
    found = chain([ChainMention(text, label) for text, label in named])
    assert sorted(number for numbers in found for number in numbers) == list(range(len(named)))
    own = {number: at for at, numbers in enumerate(found) for number in numbers}
    for one, (text, label) in enumerate(named):
        for other, (again, kind) in enumerate(named):
            if (text, label) == (again, kind):
                assert own[one] == own[other]
            if label != kind:
                assert own[one] != own[other]


@pytest.mark.skipif(not GOLD.exists(), reason="needs the shared gold")
def test_editors_identities_of_diplomatic_documents() -> None:
    right = pairs = 0
    for line in GOLD.read_text("utf-8").splitlines()[:150]:
        document = json.loads(line)
        spans = [span for span in document["spans"] if span["label"] == "PERSON"]
        before = [document["text"][max(0, span["start"] - 30) : span["start"]] for span in spans]
        found = chain(
            [ChainMention(s["text"], "PERSON", "en", before=words) for s, words in zip(spans, before, strict=True)]
        )
        own = {number: at for at, numbers in enumerate(found) for number in numbers}
        known = [(number, span["person_id"]) for number, span in enumerate(spans) if span.get("person_id")]
        for one, person in known:
            right += sum((own[one] == own[other]) == (person == another) for other, another in known)
            pairs += len(known)
    assert right / pairs > 0.99
