"""Every rule finds what its examples mark, and leaves what its counterexamples say."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.relations import find
from extractors.relations.examples import read_example
from extractors.relations.load import LEAST_JUDGED, LEAST_PRECISION, rule_set
from extractors.relations.page import table, wilson
from extractors.relations.rules import Rule
from extractors.relations.types import ENDS

RULES = rule_set().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    for written in rule.examples:
        example = read_example(written)
        found = [(r.type, r.subject, r.object) for r in find(example.text, example.mentions)]
        assert (rule.type, example.subject, example.object) in found, written


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_counterexamples(rule: Rule) -> None:
    for written in rule.counterexamples:
        example = read_example(written)
        found = [r for r in find(example.text, example.mentions) if r.model.endswith("/" + rule.id)]
        assert not found, (written, [example.text[r.evidence.start : r.evidence.end] for r in found])


def test_every_type_has_a_rule_in_every_language() -> None:
    types = set(ENDS) - {"child", "family"}
    for code in ("en", "ar", "ru", "kk"):
        assert types <= {rule.type for rule in RULES if rule.id.startswith(code + "-")}, code


def test_only_measured_rules_are_published() -> None:
    published = [rule for rule in RULES if rule.publish]
    assert published
    for rule in published:
        assert rule.right + rule.wrong >= LEAST_JUDGED
        assert rule.precision >= LEAST_PRECISION


def test_the_page_of_rules_has_their_numbers() -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "relation-rules.md"
    assert table() in page.read_text("utf-8")


@pytest.mark.parametrize(("right", "judged", "least"), [(0, 0, 0), (10, 10, 0.7225), (38, 40, 0.8350)])
def test_wilsons_lower_end(right: int, judged: int, least: float) -> None:
    assert wilson(right, judged) == pytest.approx(least, abs=5e-4)


def test_no_rule_is_published_against_its_last_sample() -> None:
    rows = [line.split("\t") for line in (Path(__file__).parent / "judged.tsv").read_text("utf-8").splitlines()[1:]]
    verdicts: dict[str, list[bool]] = {}
    for kind, sample, *_, verdict in rows:
        if sample != "first":
            verdicts.setdefault(kind, []).append(verdict == "right")
    for rule in RULES:
        judged = verdicts.get(rule.id, [])
        if rule.publish and len(judged) >= LEAST_JUDGED:
            assert sum(judged) >= LEAST_PRECISION * len(judged), rule.id
    assert all(sum(verdicts[family]) >= 0.98 * len(verdicts[family]) for family in ("careers", "offices"))
