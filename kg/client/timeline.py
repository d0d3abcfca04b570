"""Records through time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.client.errors import BadRequest
from kg.client.frames import table
from kg.client.names import chain, labels
from kg.client.texts import term
from kg.client.things import rows

if TYPE_CHECKING:
    import pandas as pd

    from kg.client.graph import Graph

_QUERY = """SELECT ?day ?archive (COUNT(DISTINCT ?record) AS ?n) {{ {about}
  ?record a rico:Record ; rico:hasCreationDate/rico:beginningDate ?day ; rico:hasOrHadHolder ?archive
}} GROUP BY ?day ?archive ORDER BY ?day ?archive"""


@dataclass(frozen=True)
class Timeline:
    """frame: year (the first of the decade by decade), archive (name), records. A record counts where it begins."""

    frame: pd.DataFrame
    by: str
    about: str = ""

    def chart(self) -> Any:
        """An altair bar chart, a colour for each archive."""
        from kg.client.charts import altair

        alt = altair()
        data = [
            {"year": int(row["year"]), "archive": str(row["archive"]), "records": int(row["records"])}
            for row in self.frame.to_dict("records")
        ]
        step = 10 if self.by == "decade" else 1
        legend = alt.Legend(orient="bottom", columns=1, labelLimit=560)
        title = f"Records that name {self.about}" if self.about else "Records"
        return (
            alt.Chart(alt.Data(values=data))
            .transform_calculate(until=f"datum.year + {step}")
            .mark_bar()
            .encode(
                x=alt.X("year:Q", bin="binned", title=self.by.capitalize(), axis=alt.Axis(format="d")),
                x2="until:Q",
                y=alt.Y("records:Q", title="Records", stack=True, axis=alt.Axis(tickMinStep=1)),
                color=alt.Color("archive:N", title="Archive", legend=legend),
                tooltip=["year:Q", "archive:N", "records:Q"],
            )
            .properties(title=f"{title} by {self.by} of creation", width=560, height=220)
        )

    def __repr__(self) -> str:
        return f"<Timeline by {self.by}: {int(self.frame['records'].sum())} records>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        from kg.client.charts import bundle

        return bundle(self.chart(), repr(self)) if len(self.frame) else {"text/plain": repr(self)}


def timeline(graph: Graph, about: str | None, by: str) -> Timeline:
    """The time line of the edition or of an entity. BadRequest for another step than year and decade."""
    if by not in ("year", "decade"):
        raise BadRequest("CLIENT004", f"There is no time line by {by!r}.", advice="Steps: year, decade.")
    narrowed = f"?record kg:mentions {term(about)} ." if about else ""
    counted: dict[tuple[int, str], int] = {}
    for row in rows(graph.source, _QUERY.format(about=narrowed)):
        year = _year(str(row["day"]["value"]))
        if year is not None:
            key = year // 10 * 10 if by == "decade" else year, str(row["archive"]["value"])
            counted[key] = counted.get(key, 0) + int(row["n"]["value"])
    named = labels(graph.source, {archive for _, archive in counted} | ({about} if about else set()), chain(None))
    made = [(year, named[archive][0], counted[year, archive]) for year, archive in sorted(counted)]
    frame = table(("year", "archive", "records"), made, year="Int64", records="Int64")
    frame.attrs = {"edition": str(graph.edition), "query": _QUERY.format(about=narrowed), "complete": True}
    return Timeline(frame, by, named[about][0] if about else "")


def _year(day: str) -> int | None:
    """Of an xsd:date, before the common era too; None for what is no date."""
    sign, rest = (-1, day[1:]) if day.startswith("-") else (1, day)
    year = rest.split("-")[0]
    return sign * int(year) if year.isdigit() else None
