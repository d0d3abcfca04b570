"""``…/service/nearby``: places around a point or a place, the nearest first, by great circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing

from kg.search.near import near, points_of
from kg.search.query import opened
from sparql_endpoint.results import Row, Term
from sparql_endpoint.services.arguments import bad, limit_of, number_of, point_of
from sparql_endpoint.services.local import THING, Context, decimal, iri

_HALF_ROUND_THE_EARTH = 20_040.0


class NearbyService:
    """The subject is a shared place that has a point."""

    inputs = frozenset(("nearTo", "withinKilometres", "limit"))
    required = frozenset(("nearTo",))
    outputs = frozenset(("kilometres",))

    def answer(self, context: Context, given: Mapping[str, Term]) -> Iterator[Row]:
        """One row a place; the place that is asked about is not among them."""
        centre = given["nearTo"]
        within = number_of(given, "withinKilometres", 100.0, 0, _HALF_ROUND_THE_EARTH)
        with closing(opened(context.edition.search_path)) as database:
            point = point_of(centre)
            if centre.kind == "literal" and point is None:
                raise bad("nearTo", 'a place, or a point such as "POINT(51.5 25.3)": longitude, then latitude')
            points = [point] if point is not None else points_of(database, centre.value)
            for place, distance in near(database, points, within, limit_of(given), leave_out=centre.value):
                yield {THING: iri(place), "kilometres": decimal(round(distance, 3))}
