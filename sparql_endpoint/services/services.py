"""The SERVICE of one server: its policy, and what its own services keep between requests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kg.edition import Edition
from kg.prefixes import standard_prefixes
from kg.store.query import QueryJob
from sparql_endpoint.results import Answer, Table, table
from sparql_endpoint.services.evaluate import Plan, plan
from sparql_endpoint.services.local import Context, Kept
from sparql_endpoint.services.policy import Policy


@dataclass(frozen=True)
class Services:
    """Safe to use from many threads."""

    policy: Policy = field(default_factory=Policy)
    kept: Kept = field(default_factory=Kept)

    def plan(self, query: str, edition: Edition) -> Plan | None:
        """What there is to evaluate before the engine; None where nothing is. ServiceError for a wrong clause."""
        if "service" not in query.lower():
            return None
        policy = self.policy if self.policy.base else replace(self.policy, base=edition.base)
        prefixes = standard_prefixes(edition.vocabulary)
        base = f"{edition.base}/sparql"
        return plan(query, policy, base=base, vocabulary=edition.vocabulary, prefixes=prefixes)

    def without_service(
        self, plan: Plan, job: QueryJob, edition: Edition, run: Callable[[QueryJob], Answer]
    ) -> QueryJob:
        """The job with the clauses' solutions in their places. ServiceError; QueryFailed and PoolError as run raises.

        run: answers a job over the edition; it is asked, over the job's own dataset, what the clauses are joined with
        """

        def ask(text: str) -> Table:
            return table(run(replace(job, query=text, solutions="json", max_rows=self.policy.limits.rows + 1)))

        def look_up(text: str) -> Table:
            return table(run(QueryJob(text)))

        return replace(job, query=plan.evaluate(Context(edition, look_up, self.kept), ask))
