"""What an edition holds, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.client.edition_info import EditionInfo
from kg.client.frames import table
from kg.client.source import Source
from kg.client.things import rows

if TYPE_CHECKING:
    import pandas as pd

_CLASSES = {"Record": "record", "RecordSet": "record set"}
_SHARED = {
    "Person": "person", "CorporateBody": "body", "Family": "family", "Place": "place", "Event": "event",
    "Concept": "term",
}  # fmt: skip
_RICO = "https://www.ica.org/standards/RiC/ontology#"


def stats_frame(source: Source, info: EditionInfo) -> pd.DataFrame:
    """Columns kind, things, across: how many of them records of more than one archive name (NA for records).

    The last two kinds are mention (of names and dates in texts) and statement (triples of the default graph).
    """
    counted = {
        row["class"]["value"].removeprefix(_RICO): int(row["n"]["value"])
        for row in rows(source, "SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class")
    }
    shared: dict[str, list[int]] = {}
    query = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a kg:Entity ; a ?class } GROUP BY ?class"
    for row in rows(source, query):
        shared[row["class"]["value"].removeprefix(_RICO)] = [int(row["n"]["value"]), 0]
    across = f"""SELECT ?class ?archives ?n {{ GRAPH <{info.base}/graph/summary/named> {{
      ?x kg:ofClass ?class ; kg:archiveCount ?archives ; kg:thingCount ?n }} }}"""
    for row in rows(source, across):
        name = row["class"]["value"].removeprefix(_RICO)
        if name in shared and int(row["archives"]["value"]) > 1:
            shared[name][1] += int(row["n"]["value"])
    triples = rows(source, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]["value"]
    made: list[tuple[object, ...]] = [(kind, counted[name], None) for name, kind in _CLASSES.items() if name in counted]
    made += [(kind, *shared[name]) for name, kind in _SHARED.items() if name in shared]
    annotations = counted.get("http://www.w3.org/ns/oa#Annotation", 0)
    made += [("mention", annotations, None), ("statement", int(triples), None)]
    return table(("kind", "things", "across"), made, things="Int64", across="Int64")
