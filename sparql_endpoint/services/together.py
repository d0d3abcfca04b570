"""``…/service/together``: who is named together with somebody, in the most records first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.together.build import KINDS, TOGETHER
from kg.together.find import named_together
from sparql_endpoint.results import Row, Term
from sparql_endpoint.services.arguments import bad, iri_of, last_part, limit_of
from sparql_endpoint.services.local import THING, Context, integer, iri


class TogetherService:
    """The subject is a shared person, body or family that the same records name."""

    inputs = frozenset(("namedWith", "ofKind", "limit"))
    required = frozenset(("namedWith",))
    outputs = frozenset(("recordCount",))

    def answer(self, context: Context, given: Mapping[str, Term]) -> Iterator[Row]:
        """One row an entity; kg:recordCount is the number of records that name both."""
        kind = last_part(given, "ofKind")
        if kind and kind not in KINDS.values():
            raise bad("ofKind", f"one of {', '.join(sorted(KINDS.values()))}")
        path = context.edition.path / TOGETHER
        for other, records in named_together(path, iri_of(given, "namedWith"), kind=kind, limit=limit_of(given)):
            yield {THING: iri(other), "recordCount": integer(records)}
