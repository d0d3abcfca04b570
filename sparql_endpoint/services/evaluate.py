"""SERVICE clauses evaluated outside of the query process; in their places stand the solutions, as VALUES.

By https://www.w3.org/TR/sparql11-federated-query/ a clause is joined with its group like any other element, and so is
inline data: where the clause's whole answer stands in its place, the query means the same, wherever that is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from sparql_endpoint.results import Row, Table
from sparql_endpoint.services import federated, offered
from sparql_endpoint.services.bindings import before, mentions, replaced
from sparql_endpoint.services.errors import ServiceError, place
from sparql_endpoint.services.local import Context, local_names, local_service
from sparql_endpoint.services.pattern import read_pattern
from sparql_endpoint.services.policy import Policy
from sparql_endpoint.services.structure import Clause, Structure, structure, wrong
from sparql_endpoint.services.terms import Names, can_be_written, values
from sparql_endpoint.services.tokens import tokens

Ask = Callable[[str], Table]
"""Rows of a SELECT over the dataset of the query."""
Done = list[tuple[int, int, str]]
"""Clauses that are evaluated: start, end, and what stands in their place."""


def plan(
    text: str, policy: Policy, *, base: str, vocabulary: str, prefixes: Mapping[str, str], most: int = 20
) -> Plan | None:
    """Read a query; None where it has no SERVICE.

    base: of its relative IRIs; most: clauses. ServiceError for a clause that is out of place.
    """
    if "service" not in text.lower():
        return None
    query = structure(text)
    if query is None and any(token.keyword == "SERVICE" for token in tokens(text)):
        raise wrong("The brackets of the query do not match, or it has no form.", text, 0)
    if query is None or not query.clauses:
        return None
    if len(query.clauses) > most:
        raise wrong(f"There are more than {most} SERVICE clauses.", text, query.clauses[most].start)
    return Plan(query, Names(query.prologue, prefixes, base), policy, vocabulary)


@dataclass(frozen=True)
class Plan:
    """A query with SERVICE clauses."""

    query: Structure
    names: Names
    policy: Policy
    vocabulary: str

    @property
    def remote(self) -> bool:
        """Whether any clause may ask another endpoint, so that no edition tells the answer."""
        return any(self._service_of(clause) is None for clause in self.query.clauses)

    def evaluate(self, context: Context, ask: Ask) -> str:
        """The query without SERVICE. ServiceError for what cannot be done, QueryFailed and PoolError from ask.

        ask: answers over the query's own dataset; standard prefixes need no declaration
        """
        for clause in self.query.clauses:
            self._check(clause)
        done: Done = []
        deadline = monotonic() + self.policy.limits.seconds
        for clause in self.query.clauses:
            try:
                variables, rows = self._solutions(clause, done, context, ask, deadline)
            except ServiceError as error:
                raise error.at(place(self.query.text, clause.start)) from error
            done.append((clause.start, clause.end, values(variables, rows)))
        return replaced(self.query.text, 0, len(self.query.text), done)

    def _service_of(self, clause: Clause) -> str | None:
        """Name of the service of ours that a clause names."""
        iri = self.names.iri(clause.target) if clause.target.kind != "variable" else None
        name = (iri or "").removeprefix(self.policy.local)
        return name if iri and name != iri and name in local_names() else None

    def _check(self, clause: Clause, nested: bool = False) -> None:
        """Refuse what is not allowed before anything is asked.

        SILENT passes over it, still unasked, where this server asks other endpoints at all.
        """
        if clause.target.kind == "variable":
            if nested or not self.policy.federates:
                raise self._refused(clause, clause.target.text)
        elif nested or self._service_of(clause) is None:
            iri = self.names.iri(clause.target)
            if iri is None:
                message = f"The prefix of {clause.target.text} is not declared."
                raise wrong(message, self.query.text, clause.target.start)
            if not self.policy.allowed.lists(iri) and not (clause.silent and self.policy.federates):
                raise self._refused(clause, f"<{iri}>")
        for inner in clause.nested:
            self._check(inner, nested=True)

    def _refused(self, clause: Clause, what: str) -> ServiceError:
        known = ", ".join(f"<{self.policy.local}{name}>" for name in local_names())
        return ServiceError(
            "SERVICE001",
            f"SERVICE {what} is not supported here: it is not one of the services that may be asked.",
            where=place(self.query.text, clause.start),
            advice=f"This endpoint offers {known}, and asks other endpoints only where its operator lists them.",
        )

    def _solutions(
        self, clause: Clause, done: Done, context: Context, ask: Ask, deadline: float
    ) -> tuple[Sequence[str], Sequence[Row]]:
        name = self._service_of(clause)
        if name is not None:
            return self._of_service(name, clause, done, context, ask, deadline)
        wanted = sorted(clause.body.bound)
        if clause.target.kind == "variable":
            return self._of_variable(clause, wanted, done, ask, deadline)
        known = self._known(clause, done, wanted, ask)
        iri = str(self.names.iri(clause.target))
        found = federated.rows_of(self.query, clause, iri, known, self.names, self.policy, deadline)
        return found.variables, found.rows

    def _of_service(
        self, name: str, clause: Clause, done: Done, context: Context, ask: Ask, deadline: float
    ) -> tuple[Sequence[str], Sequence[Row]]:
        service = local_service(name)
        pattern = read_pattern(self.query, clause.body.start, clause.body.end, self.names, self.vocabulary)
        if message := offered.complaint(name, service, pattern):
            raise wrong(message, self.query.text, clause.start)
        asked = offered.arguments(service, pattern)
        known = self._known(clause, done, asked, ask) if asked else None
        for variable in asked:
            if known is None or variable not in known.variables:
                raise self._unbound(clause, variable)
        return offered.solutions(service, pattern, known, context, deadline)

    def _of_variable(
        self, clause: Clause, wanted: list[str], done: Done, ask: Ask, deadline: float
    ) -> tuple[Sequence[str], Sequence[Row]]:
        """The union over all endpoints that the variable is bound to (section 2.4 of the recommendation)."""
        target = clause.target.text[1:]
        known = self._known(clause, done, [*wanted, target], ask)
        if known is None or target not in known.variables:
            raise self._unbound(clause, target)
        endpoints = sorted({(row[target].kind, row[target].value) for row in known.rows})
        for kind, endpoint in endpoints:
            if not clause.silent and (kind != "uri" or not self.policy.allowed.lists(endpoint)):
                raise self._refused(clause, f"?{target} as {endpoint}")
        names = tuple(name for name in known.variables if name != target and name in wanted)
        rows: list[Row] = []
        for _, endpoint in endpoints:
            here = [row for row in known.rows if row[target].value == endpoint]
            part = Table(names, _once(names, here), None, truncated=False) if names else None
            found = federated.rows_of(self.query, clause, endpoint, part, self.names, self.policy, deadline)
            term = here[0][target]
            rows += [row | {target: term} for row in found.rows if row.get(target, term) == term]
        return sorted({target, *self.query.variables(clause.body.start, clause.body.end)}), rows

    def _known(self, clause: Clause, done: Done, wanted: Sequence[str], ask: Ask) -> Table | None:
        """What stands before a clause says of some variables, each row once; None where it says nothing or too much.

        Only variables that every row binds. A row that holds a blank node is left out: nobody else knows that node.
        """
        patterns = before(clause, self.query, done)
        there = [name for name in sorted(set(wanted)) if mentions(patterns, name)]
        if not there:
            return None
        head = " ".join(f"?{name}" for name in there)
        found = ask(f"{self.query.prologue} SELECT DISTINCT {head} {self.query.dataset} WHERE {{ {patterns}\n}}")
        if found.truncated or len(found.rows) > self.policy.limits.rows:
            return None
        bound = tuple(name for name in there if all(name in row for row in found.rows))
        rows = tuple(row for row in _once(bound, found.rows) if all(can_be_written(term) for term in row.values()))
        return Table(bound, rows, None, truncated=False) if bound else None

    def _unbound(self, clause: Clause, name: str) -> ServiceError:
        return ServiceError(
            "SERVICE008",
            f"Nothing before the clause binds ?{name} in every row, or too many rows do.",
            where=place(self.query.text, clause.start),
            advice="Bind it before the clause, in the same group, with VALUES or a pattern.",
        )


def _once(names: Sequence[str], rows: Sequence[Row]) -> tuple[Row, ...]:
    kept = {tuple((name, row[name]) for name in names): None for row in rows}
    return tuple(dict(pairs) for pairs in kept)
