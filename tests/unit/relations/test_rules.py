"""Every rule finds what its examples mark, and leaves what its counterexamples say."""

from __future__ import annotations

import pytest

from extractors.relations import find
from extractors.relations.examples import read_example
from extractors.relations.load import LEAST_JUDGED, LEAST_PRECISION, rule_set
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
