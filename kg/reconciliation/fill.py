"""Before linking: services are asked about what is new. Without a configured service, nothing is opened or sent."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from itertools import islice

from kg.reconciliation.cache import configure, configured, known, prepare, store
from kg.reconciliation.client import Client
from kg.reconciliation.http import ServiceError
from kg.reconciliation.questions import questions, unasked
from kg.resolve.candidates import Candidate
from kg.resolve.rules import ReconciliationRule

log = logging.getLogger("sunqar")


def fill(
    db: sqlite3.Connection,
    candidates: Sequence[Candidate],
    rules: Sequence[ReconciliationRule],
    client: Callable[[ReconciliationRule], Client] = Client,
) -> tuple[str, ...]:
    """Ask each service about names that it was never asked about, batch by batch; what is in is kept at once.

    A service that fails is left for this run: linking goes on with what is known. Returns a sentence for each.
    """
    if not rules and next(configured(db), None) is None:
        return ()
    prepare(db)
    configure(db, rules)
    return tuple(warning for rule in rules for warning in _ask(db, candidates, client(rule)))


def _ask(db: sqlite3.Connection, candidates: Sequence[Candidate], client: Client) -> tuple[str, ...]:
    rule = client.rule
    waiting = iter(unasked(questions(candidates, rule), known(db, rule), rule.most))
    try:
        while batch := list(islice(waiting, rule.batch)):
            store(db, rule, client.ask(batch))
            log.info("%s answered %d questions", rule.url, len(batch))
    except ServiceError as error:
        return (f"{error.code} {error.where or rule.url}: {error.message}",)
    return ()
