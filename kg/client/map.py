"""Places and events on a map that needs no server: coordinates from the graph, outlines of land from this package."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.client.errors import BadRequest
from kg.client.frames import table
from kg.client.names import chain, labels
from kg.client.texts import term
from kg.client.things import rows

if TYPE_CHECKING:
    import pandas as pd

    from kg.client.graph import Graph

LAND = "land.json"
"""TopoJSON of all land, 1:110 million: Natural Earth, public domain."""
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
_WIDTH, _HEIGHT = 640, 380
_PLACES = """SELECT ?place ?n ?wkt {{
  GRAPH <{base}/graph/summary/named> {{ ?sum kg:summaryOf ?place ; kg:recordCount ?n ; kg:archiveCount ?archives }}
  FILTER(STRSTARTS(STR(?place), "{base}/id/place/")) ?place geo:hasGeometry/geo:asWKT ?wkt
}} ORDER BY DESC(?n) ?place ?wkt"""
_BESIDE = """SELECT ?place (COUNT(DISTINCT ?record) AS ?n) ?wkt {{
  ?record kg:mentions {iri} , ?place . ?place geo:hasGeometry/geo:asWKT ?wkt
  FILTER(STRSTARTS(STR(?place), "{base}/id/place/") && ?place != {iri})
}} GROUP BY ?place ?wkt ORDER BY DESC(?n) ?place ?wkt"""
_EVENTS = """SELECT ?event ?day ?place ?wkt {{ {about} ?event a rico:Event , kg:Entity ; rico:hasOrHadLocation ?place .
  ?place a kg:Entity ; geo:hasGeometry/geo:asWKT ?wkt OPTIONAL {{ ?event rico:occurredAtDate/rico:beginningDate ?day }}
}} ORDER BY ?day ?event ?place ?wkt"""


@dataclass(frozen=True)
class Map:
    """frame: name, lang, latitude, longitude (degrees, WGS 84), records, iri; of events place and day besides.

    A place with several points in the sources stands at the first of them, by their text.
    """

    frame: pd.DataFrame
    kind: str
    about: str = ""

    def chart(self) -> Any:
        """An altair chart: circles over land, as large as they have records; the map shows what the frame holds.

        No borders are drawn: those of today would be wrong for most of the records.
        """
        from kg.client.charts import altair

        alt = altair()
        data = [
            {key: row[key] for key in ("name", "latitude", "longitude", "records")}
            for row in self.frame.to_dict("records")
        ]
        land = base_map()
        layers = [alt.Chart(alt.graticule(step=[15, 15])).mark_geoshape(filled=False, stroke="#ccc", strokeWidth=0.4)]
        if land is not None:
            outline = alt.InlineData(values=land, format=alt.TopoDataFormat(feature="land", type="topojson"))
            layers.append(alt.Chart(outline).mark_geoshape(fill="#e8e4d8", stroke="#b8b09a", strokeWidth=0.5))
        weighted = self.kind == "places"
        points = alt.Chart(alt.Data(values=data)).mark_circle(opacity=0.65, color="#8a1538", stroke="white", size=60)
        encoding: dict[str, Any] = {
            "longitude": "longitude:Q", "latitude": "latitude:Q", "tooltip": ["name:N", "records:Q"],
        }  # fmt: skip
        if weighted:
            scale = alt.Scale(type="sqrt", range=[12, 700])
            encoding["size"] = alt.Size("records:Q", title="Records", scale=scale)
        layers.append(points.encode(**encoding))
        what = "Places" if weighted else "Events"
        named = f" named with {self.about}" if weighted and self.about else f" of {self.about}" if self.about else ""
        missing = "" if land is not None else " (without outlines of land, which this installation lacks)"
        by = ", by the records that name them" if weighted else ""
        title = f"{what}{named}{by}{missing}"
        return (
            alt.layer(*layers)
            .project(type="equalEarth", **_window(data))
            .properties(title=title, width=_WIDTH, height=_HEIGHT)
        )

    def __repr__(self) -> str:
        return f"<Map of {len(self.frame)} {self.kind}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        from kg.client.charts import bundle

        return bundle(self.chart(), repr(self)) if len(self.frame) else {"text/plain": repr(self)}


def base_map() -> dict[str, Any] | None:
    """The outlines of land; None in an installation without them."""
    path = files("kg.client") / LAND
    if not path.is_file():
        return None
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def map_of(graph: Graph, kind: str, about: str | None) -> Map:
    """The map. BadRequest for a kind that there is not."""
    if kind not in ("places", "events"):
        raise BadRequest("CLIENT004", f"There is no map of {kind!r}.", advice="Kinds: places, events.")
    base = graph.edition.base
    if kind == "events":
        narrowed = f"?event rico:hasOrHadParticipant {term(about)} ." if about else ""
        query = _EVENTS.format(about=narrowed)
    else:
        query = _BESIDE.format(base=base, iri=term(about)) if about else _PLACES.format(base=base)
    subject = "event" if kind == "events" else "place"
    first: dict[str, tuple[dict[str, Any], float, float]] = {}
    for row in rows(graph.source, query):
        point = _POINT.search(str(row["wkt"]["value"]))
        if point:
            first.setdefault(row[subject]["value"], (row, float(point[2]), float(point[1])))
    places = {row["place"]["value"] for row, _, _ in first.values()}
    named = labels(graph.source, set(first) | places | ({about} if about else set()), chain(None))
    counted = _records(graph, first) if kind == "events" else {}
    made = [
        (
            *named[iri], lat, lon, counted.get(iri, 0) if kind == "events" else int(row["n"]["value"]), iri,
            named[row["place"]["value"]][0], str(row["day"]["value"]) if "day" in row else None,
        )
        for iri, (row, lat, lon) in first.items()
    ]  # fmt: skip
    columns = ("name", "lang", "latitude", "longitude", "records", "iri", "place", "day")
    frame = table(columns, made, latitude="Float64", longitude="Float64", records="Int64")
    if kind == "places":
        frame = frame.drop(columns=["place", "day"])
    frame.attrs = {"edition": str(graph.edition), "query": query, "complete": True}
    return Map(frame, kind, named[about][0] if about else "")


def _records(graph: Graph, events: dict[str, Any]) -> dict[str, int]:
    """How many records name each event."""
    order, found = sorted(events), dict[str, int]()
    for start in range(0, len(order), 400):
        values = " ".join(term(iri) for iri in order[start : start + 400])
        query = (
            f"SELECT ?event (COUNT(DISTINCT ?r) AS ?n) {{ VALUES ?event {{ {values} }} ?r kg:mentions ?event }} "
            "GROUP BY ?event"
        )
        found |= {row["event"]["value"]: int(row["n"]["value"]) for row in rows(graph.source, query)}
    return found


def _window(data: list[dict[str, Any]]) -> dict[str, Any]:
    """Scale and centre of the projection, so that the points fill the drawing; the whole world where they span it."""
    if not data:
        return {}
    lons, lats = [row["longitude"] for row in data], [row["latitude"] for row in data]
    across, up = max(lons) - min(lons), max(lats) - min(lats)
    if across > 150 or up > 80:
        return {}
    centre = [(max(lons) + min(lons)) / 2, (max(lats) + min(lats)) / 2]
    scale = min(_WIDTH / max(across, 12), _HEIGHT / max(up, 8)) * 57.3 * 0.8
    middle = [_WIDTH / 2, _HEIGHT / 2]
    return {"scale": scale, "rotate": [-centre[0], 0, 0], "center": [0, centre[1]], "translate": middle}
