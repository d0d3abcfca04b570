"""The endpoint as SPARQL 1.1 Service Description: formats, graphs and their licences, functions, entailment."""

from __future__ import annotations

from kg.edition import Edition
from kg.publication.writing import Description, term
from kg.rdf import nt

_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip
_INPUTS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_FUNCTIONS = ("distance", "sfWithin", "sfContains", "sfIntersects")
_MOST_GRAPHS = 2000
"""Named graphs that are listed one by one; the rest can be asked for at the endpoint."""


def describe_service(edition: Edition, endpoint: str, *, update: str = "", union: bool = True) -> str:
    """N-Triples about the service.

    update: where updates are taken, empty for nowhere. union: whether the default graph is that of all named graphs.
    """
    out = Description()
    whole = f"{edition.base}/dataset"
    default, merged = f"{whole}#default", f"{whole}#union"
    out.types(endpoint, "sd:Service")
    out.link(endpoint, "sd:endpoint", endpoint)
    out.link(endpoint, "sd:supportedLanguage", term("sd:SPARQL11Query"))
    if union:
        out.link(endpoint, "sd:feature", term("sd:UnionDefaultGraph"))
    if update:
        out.types(update, "sd:Service")
        out.link(update, "sd:endpoint", update)
        out.link(update, "sd:supportedLanguage", term("sd:SPARQL11Update"))
        out.link(update, "sd:inputFormat", *(term(f"formats:{name}") for name in _INPUTS))
        out.link(update, "sd:defaultDataset", default)
    out.link(endpoint, "sd:resultFormat", *(term(f"formats:{name}") for name in _RESULTS))
    # Nothing is entailed while a query runs: what follows was written down beforehand, in graphs of its own.
    out.link(endpoint, "sd:defaultEntailmentRegime", term("ent:Simple"))
    for name in _FUNCTIONS:
        function = f"http://www.opengis.net/def/function/geosparql/{name}"
        out.link(endpoint, "sd:extensionFunction", function)
        out.types(function, "sd:Function")
    out.link(endpoint, "sd:defaultDataset", default)
    out.link(endpoint, "sd:availableGraphs", default)
    out.types(default, "sd:Dataset", "sd:GraphCollection")
    out.link(default, "sd:defaultGraph", merged)
    out.types(merged, "sd:Graph")
    if union:
        counted = sum(edition.counts.get("properties", {}).values())  # what two sources state is one statement here
        out.number(merged, "void:triples", counted or int(edition.manifest["counts"]["triples"]))
    out.link(merged, "dcterms:isPartOf", whole)
    _graphs(out, edition, default)
    return str(out)


def _graphs(out: Description, edition: Edition, default: str) -> None:
    sources = edition.counts.get("sources", {})
    graphs = edition.manifest["graphs"]
    # Derived graphs first: they are few, and tell what of the union nobody stated.
    ordered = sorted(graphs, key=lambda name: (name in sources, name))
    if len(ordered) > _MOST_GRAPHS:
        note = f"{_MOST_GRAPHS} of {len(ordered)} graphs are listed; SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} gives all."
        out.text(default, "rdfs:comment", note, "en")
    for name in ordered[:_MOST_GRAPHS]:
        entry = f"{name}#described"
        out.link(default, "sd:namedGraph", entry)
        out.types(entry, "sd:NamedGraph")
        out.link(entry, "sd:name", name)
        out.link(entry, "sd:graph", name)
        out.types(name, "sd:Graph")
        out.number(name, "void:triples", int(graphs[name]["triples"]))
        if "/graph/inferred/" in name:
            out.text(name, "rdfs:comment", "Inferred by rules; `sunqar explain` gives the reasons.", "en")
        if "/graph/summary/" in name:
            out.text(name, "rdfs:comment", "Numbers counted over the union, which this graph is no part of.", "en")
        for licence in sources.get(name, {}).get("licences", []):
            if address := nt.web_address(licence):
                out.link(name, "dcterms:license", address[1:-1])
            else:
                out.text(name, "dcterms:rights", licence)
