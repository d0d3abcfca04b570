"""Dates of a dump: rico:Date nodes, and literals."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import DateExpression
from extractors.readers.machine_dates import bounds, circa, dated, edtf_day, edtf_interval
from extractors.readers.rdf_graph import Graph

_CALENDARS = frozenset(("gregorian", "julian", "hijri", "rumi", "coptic", "unknown"))

_OF_EDTF = frozenset(("circa", "uncertain", "uncertain and circa"))
"""Qualifiers that the EDTF of the date says too."""


def node_date(graph: Graph, node: str, role: str | None) -> DateExpression | None:
    """The date that a node is; None for one that says nothing.

    Its EDTF is rico:normalizedDateValue, else made of rico:beginningDate and rico:endDate; these two are its bounds.
    """
    begin = edtf_day(graph.value(node, "rico:beginningDate", "rico:hasBeginningDate"))
    end = edtf_day(graph.value(node, "rico:endDate", "rico:hasEndDate"))
    told = graph.value(node, "rico:normalizedDateValue", "rico:normalizedValue").strip()
    expressed = graph.value(node, "rico:expressedDate", "rico:textualValue", "rdfs:label", "rico:name")
    edtf = told or edtf_interval(begin or "", end or "")
    qualifier = " ".join(literal.value for literal in graph.literals(node, "rico:dateQualifier", "rico:certainty"))
    if edtf and "circa" in qualifier and not any(mark in edtf for mark in "~?%"):
        edtf = circa(edtf)
    if not expressed and not edtf:
        return None
    first, last = bounds(edtf)
    calendar = next((key for item in graph.nodes(node, "kg:calendar") if (key := graph.key(item, "calendar-"))), "")
    made = dated(
        expressed, edtf, role=role, method="catalogue", calendar=calendar if calendar in _CALENDARS else "gregorian"
    )
    told_types = [graph.key(item, "date-type-") or graph.label(item) for item in graph.nodes(node, "rico:hasDateType")]
    said = [literal.value for literal in graph.literals(node, "rico:dateQualifier") if literal.value not in _OF_EDTF]
    return replace(
        made,
        earliest=_day(begin, False) or first,
        latest=_day(end, True) or last,
        qualifiers=tuple(dict.fromkeys([*told_types, *said])),
    )


def literal_date(value: str, role: str | None) -> DateExpression | None:
    """The date that a literal is: ISO, an interval of two, or words."""
    value = " ".join(value.split())
    start, slash, end = value.partition("/")
    edtf = edtf_interval(start, end) if slash else edtf_day(value)
    return dated(value, edtf, role=role, method="catalogue") if value else None


def dates_of(graph: Graph, node: str, roles: dict[str, str]) -> list[tuple[str, DateExpression]]:
    """Dates of a record or an entity by those predicates: with their nodes' IRIs, empty for literals. Each once."""
    found: dict[tuple[str, str], tuple[str, DateExpression]] = {}
    for predicate, role in graph.among(node, roles):
        for item in graph.nodes(node, predicate):
            made = node_date(graph, item, role)
            if made is not None:
                found.setdefault((item, role), (item, made))
        for literal in graph.literals(node, predicate):
            made = literal_date(literal.value, role)
            if made is not None:
                found.setdefault((literal.value, role), ("", made))
    begin, end = graph.value(node, "rico:beginningDate"), graph.value(node, "rico:endDate")
    span = edtf_interval(begin or "", end or "") if begin or end else None
    if span is not None and not found:
        found[("", "")] = ("", dated(span, span, role=next(iter(roles.values())), method="catalogue"))
    return list(found.values())


def _day(value: str | None, last: bool) -> str | None:
    return bounds(value)[1 if last else 0]
