"""One clause at one other endpoint: its rows, asked for in blocks of what is known already."""

from __future__ import annotations

from sparql_endpoint.results import Row, Table
from sparql_endpoint.services.addresses import target_of
from sparql_endpoint.services.bindings import Cut, replaced
from sparql_endpoint.services.errors import ServiceError
from sparql_endpoint.services.policy import Policy
from sparql_endpoint.services.remote import ask
from sparql_endpoint.services.structure import Clause, Structure
from sparql_endpoint.services.terms import Names, can_be_written, skolem, values


def rows_of(
    query: Structure, clause: Clause, iri: str, known: Table | None, names: Names, policy: Policy, deadline: float
) -> Table:
    """All rows of a clause at an endpoint that is allowed. SILENT: one row that binds nothing, where that fails.

    known: of the clause's variables, the only rows that its own can agree with; None where nothing is known
    """
    mentioned = tuple(sorted(query.variables(clause.body.start, clause.body.end)))
    if known is not None and not known.rows:
        return Table(mentioned, (), None, truncated=False)
    if clause.silent and not policy.allowed.lists(iri):
        return Table(mentioned, ({},), None, truncated=False)
    try:
        with policy.place():
            return _asked(query, clause, iri, known, names, policy, deadline)
    except ServiceError as error:
        if clause.silent and error.passing:
            return Table(mentioned, ({},), None, truncated=False)
        raise


def _asked(
    query: Structure, clause: Clause, iri: str, known: Table | None, names: Names, policy: Policy, deadline: float
) -> Table:
    inside = replaced(query.text, clause.body.start, clause.body.end, _unasked(query, clause, names, policy))
    # Only among plain patterns and filters does it not matter whether VALUES stands within their group or beside it.
    pattern = inside if clause.body.simple else f"{{ {inside}\n}}"
    head = names.declared(query.tokens, clause.body.start, clause.body.end)
    target = target_of(iri, policy.allowed)
    variables: dict[str, None] = {}
    rows: list[Row] = []
    for block in _blocks(known, policy.block):
        asked = f"{head}SELECT * WHERE {{ {block} {pattern}\n}}"
        found = ask(target, asked, policy.limits, deadline)
        variables |= dict.fromkeys(found.variables)
        rows += [_named(row, policy.base, iri, asked) for row in found.rows]
        if len(rows) > policy.limits.rows:
            message = f"The answers of {iri} have more than {policy.limits.rows} rows."
            raise ServiceError("SERVICE005", message, advice="Ask for less in the clause.")
    return Table(tuple(variables), tuple(rows), None, truncated=False)


def _unasked(query: Structure, clause: Clause, names: Names, policy: Policy) -> list[Cut]:
    """Silent clauses within a clause whose endpoints are not listed: the other side is not made to ask them either."""
    cuts: list[Cut] = []
    for inner in clause.nested:
        if policy.allowed.lists(names.iri(inner.target) or ""):
            cuts += _unasked(query, inner, names, policy)
        else:
            cuts.append((inner.start, inner.end, values(sorted(query.variables(inner.start, inner.end)), [{}])))
    return cuts


def _blocks(known: Table | None, size: int) -> list[str]:
    if known is None or not known.variables:
        return [""]
    return [values(known.variables, known.rows[at : at + size]) for at in range(0, len(known.rows), size)]


def _named(row: Row, base: str, iri: str, asked: str) -> Row:
    """The row with an IRI for each blank node. ServiceError where a term is no RDF."""
    made = {name: skolem(base, iri, asked, term.value) if term.kind == "bnode" else term for name, term in row.items()}
    if not all(can_be_written(term) for term in made.values()):
        raise ServiceError("SERVICE004", f"The endpoint {iri} answered with a term that is not valid RDF.")
    return made
