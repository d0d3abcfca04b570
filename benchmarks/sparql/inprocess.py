"""A library that answers in its own process: queries as JSON lines on stdin, times and answers as JSON lines on stdout.

    python inprocess.py sparq|pyoxigraph|oxrdflib DATA.nt

Runs with the peers' own Python. The time is that of the query with its answer as SPARQL JSON or N-Triples text.
"""

from __future__ import annotations

import json
import resource
import sys
import time


def sparq(path):  # type: ignore[no-untyped-def]
    """The whole query is native; sparq has a text index of its own, asked by ``query_text``."""
    import sparq as engine

    graph = engine.Graph.load(path, format="ntriples")

    def term(one):  # type: ignore[no-untyped-def]
        if one.kind in ("iri", "uri"):
            return f"<{one.value}>"
        suffix = f"@{one.language}" if one.language else f"^^<{one.datatype}>" if one.datatype else ""
        return json.dumps(one.value, ensure_ascii=False) + suffix

    def cell(one):  # type: ignore[no-untyped-def]
        told = {"type": "uri" if one.kind in ("iri", "uri") else "literal", "value": one.value}
        if one.language:
            return told | {"xml:lang": one.language}
        return told | ({"datatype": one.datatype} if one.datatype else {})

    def ask(query):  # type: ignore[no-untyped-def]
        if "CONSTRUCT" in query:
            return "\n".join(" ".join(map(term, triple)) + " ." for triple in graph.construct(query))
        if "text:matches" in query:
            rows = [{name: cell(row[name]) for name in ("r", "t")} for row in graph.query_text(query)]
            return json.dumps({"results": {"bindings": rows}}, ensure_ascii=False)
        return graph.query_json(query)

    return ask


def pyoxigraph(path):  # type: ignore[no-untyped-def]
    """In memory."""
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES)

    def ask(query):  # type: ignore[no-untyped-def]
        found = store.query(query)
        graph = isinstance(found, ox.QueryTriples)
        return found.serialize(format=ox.RdfFormat.N_TRIPLES if graph else ox.QueryResultsFormat.JSON).decode()

    return ask


def oxrdflib(path):  # type: ignore[no-untyped-def]
    """rdflib over pyoxigraph in memory, which answers the query whole."""
    import rdflib

    graph = rdflib.Graph(store="Oxigraph")
    graph.parse(path, format="ox-nt")

    def ask(query):  # type: ignore[no-untyped-def]
        found = graph.query(query)
        return found.serialize(format="nt" if found.type == "CONSTRUCT" else "json").decode()

    return ask


def main(name: str, path: str) -> None:
    """Answer until stdin ends."""
    begin = time.perf_counter()
    ask = {"sparq": sparq, "pyoxigraph": pyoxigraph, "oxrdflib": oxrdflib}[name](path)
    print(json.dumps({"loaded": time.perf_counter() - begin}), flush=True)
    for line in sys.stdin:
        query = json.loads(line)
        start = time.perf_counter()
        try:
            answer, error = ask(query), ""
        except Exception as raised:  # (whatever the library raises is its answer)
            answer, error = "", f"{type(raised).__name__}: {raised}"
        seconds = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(json.dumps({"seconds": seconds, "answer": answer, "error": error, "mib": memory}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
