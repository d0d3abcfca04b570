"""Tables and networks as files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.client.errors import BadRequest
from kg.client.needs import needed

if TYPE_CHECKING:
    from kg.client.graph import Graph

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_FRAMES = (".csv", ".parquet", ".json")
_NETWORKS = (".gexf", ".graphml")


def export(graph: Graph, path: Path, query: str | None, frame: Any) -> Path:
    """Write a query's answer, a DataFrame or a Network; BadRequest where it does not fit the end of the name."""
    from kg.client.network import Network

    if (query is None) == (frame is None):
        raise BadRequest("CLIENT004", "Give either query= or frame=.", advice="frame= takes a Network too.")
    given = graph.sparql(query) if query is not None else frame
    if path.suffix not in (*_FRAMES, *_NETWORKS, ".ttl"):
        advice = f"Formats: {', '.join(end[1:] for end in (*_FRAMES, *_NETWORKS, '.ttl'))}."
        raise BadRequest("CLIENT004", f"There is no format {path.suffix!r}.", where=str(path), advice=advice)
    if isinstance(given, Network):
        return given.export(path)
    if path.suffix == ".ttl":
        if not hasattr(given, "serialize"):
            raise BadRequest("CLIENT004", "Turtle holds a graph.", where=str(path), advice="Ask with CONSTRUCT.")
        path.write_text(given.serialize(format="longturtle"), encoding="utf-8")
        return path
    if not hasattr(given, "columns"):
        raise BadRequest("CLIENT004", "The answer is no table.", where=str(path), advice="Ask with SELECT.")
    if path.suffix in _NETWORKS:
        return write_network(_network_of(given, path), path)
    return write_frame(given, path)


def write_frame(frame: Any, path: Path) -> Path:
    """csv: UTF-8 with a byte order mark, so that Excel reads it, and an apostrophe before what it would run (OWASP);
    parquet: with the types and ``attrs``; json: a list of objects. BadRequest for another ending."""
    if path.suffix == ".csv":
        needed("pandas")
        shown = frame.copy()
        for name in shown.columns:
            if str(shown[name].dtype) in ("string", "str", "object"):
                shown[name] = shown[name].map(_harmless, na_action="ignore")
        shown.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    elif path.suffix == ".parquet":
        needed("pyarrow")
        frame.to_parquet(path, index=False)
    elif path.suffix == ".json":
        path.write_text(
            frame.to_json(orient="records", force_ascii=False, date_format="iso", indent=1) + "\n", encoding="utf-8"
        )
    else:
        raise BadRequest(
            "CLIENT004", f"There is no format {path.suffix!r} for a table.", where=str(path),
            advice="Formats: csv, parquet, json.",
        )  # fmt: skip
    return path


def write_network(network: Any, path: Path) -> Path:
    """GEXF 1.2 or GraphML, as Gephi and yEd read them. The same network gives the same bytes."""
    networkx = needed("networkx")
    if path.suffix == ".gexf":
        text = "\n".join(networkx.generate_gexf(network))
    else:
        text = "\n".join(networkx.generate_graphml(network))
    path.write_text(_undated(text) + "\n", encoding="utf-8")
    return path


def _network_of(frame: Any, path: Path) -> Any:
    networkx = needed("networkx")
    if not {"source", "target"} <= set(frame.columns):
        raise BadRequest(
            "CLIENT004", "A network needs the columns source and target.", where=str(path),
            advice="Name two variables of the query so.",
        )  # fmt: skip
    pandas = needed("pandas")
    made = networkx.MultiDiGraph()
    for row in frame.to_dict("records"):
        ends = str(row.pop("source")), str(row.pop("target"))
        known = {key: value for key, value in row.items() if not pandas.isna(value)}
        made.add_edge(*ends, **{key: value if isinstance(value, str | int | float) else str(value)
                                for key, value in known.items()})  # fmt: skip
    return made


def _undated(text: str) -> str:
    """Without the day of writing, which networkx puts into GEXF."""
    return re.sub(r' lastmodifieddate="[^"]*"', "", text)


def _harmless(value: object) -> object:
    if isinstance(value, str) and (value.lstrip(" ").startswith(_FORMULA) or value.startswith(_FORMULA)):
        return "'" + value
    return value
