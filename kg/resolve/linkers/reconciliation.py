"""Suggestions of outside services, from what they answered to earlier runs. Nothing is asked here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reconciliation.cache import configured, known
from kg.reconciliation.client import Answer, Query
from kg.reconciliation.questions import questions
from kg.resolve.candidates import Candidate
from kg.resolve.judgements import Judgement, judge
from kg.resolve.rules import ReconciliationRule

if TYPE_CHECKING:
    from kg.resolve.comparisons import Comparisons

_SUREST = 0.8
"""Confidence of the best suggestion: a service's score says how well names fit, not who is meant."""


class ReconciliationLinker:
    """Offers for review what services hold a name to mean; joins nothing. Its other side is the service's own IRI:
    once a person accepts it, ``kg.reconciliation.accepted`` brings it into the graph with its identifier."""

    name = "reconciliation"
    alarms: tuple[str, ...] = ()

    def propose_after(
        self, candidates: tuple[Candidate, ...], settled: tuple[Judgement, ...], comparisons: Comparisons
    ) -> Iterator[Judgement]:
        """UNSURE alone, by the services that the settings name now."""
        db = comparisons.db
        here = [one for one in candidates if one.archive != ARCHIVE]
        for rule in configured(db):
            answers = known(db, rule)
            for query, one in questions(here, rule).items():
                yield from _suggestions(rule, query, one, answers.get(query, ()))


ARCHIVE = "reconciliation"
"""Whose the accepted outside things are."""


def _suggestions(
    rule: ReconciliationRule, query: Query, one: Candidate, answers: tuple[Answer, ...]
) -> Iterator[Judgement]:
    for answer in answers:
        if answer.iri and answer.score >= rule.min_score:
            sure = round(min(_SUREST, _SUREST * answer.score / 100), 3)
            evidence = (
                ("name", f"{query.name} / {answer.name}"),
                ("identifier", f"{answer.identifier}, score {answer.score:g} of {rule.url}"),
            )
            yield judge(one.iri, answer.iri, "UNSURE", f"{ReconciliationLinker.name}/{rule.url}", sure, *evidence)
