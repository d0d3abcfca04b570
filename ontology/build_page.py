"""Write ``docs/reference/vocabulary.md``: our own terms and schemes, from the files that define them.

python -m ontology.build_page
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.files import graph_files, text
from ontology.namespaces import NAMESPACES, PLACEHOLDER, PLACEHOLDER_BASE

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "vocabulary.md"
LANGUAGES = ("en", "ar", "ru", "kk")
HEAD = """\
# Own terms and vocabularies

Made by `python -m ontology.build_page` from `ontology/sunqar.ttl` and `ontology/vocabularies/`; change those, not this
page. `kg:` stands for the vocabulary of the workspace (`{base}/def#`, or the setting `vocabulary_iri`). Everything here
is also in the graph `{base}/graph/ontology`, with labels in English, Arabic, Russian and Kazakh, and can be asked for
by SPARQL.

The graph's other terms are those of [RiC-O 1.1](https://www.ica.org/standards/RiC/ontology/1.1) and of PROV, Web
Annotation, SKOS, SSSOM, Dublin Core and GeoSPARQL. RiC-O has no labels in Arabic, Russian or Kazakh: those in
`ontology/labels/`, and the definitions beside them, are translations and words of this project.

`make lint` runs `python -m ontology.lint`, which rejects a term that does not exist, has another name in RiC-O 1.1, or
stands where its domain and range do not allow it. It takes files too: Turtle, TriG, N-Triples, N-Quads and SPARQL.
"""


def page() -> str:
    """The whole page as Markdown."""
    from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

    graph = Graph()
    for name in graph_files():
        graph.parse(data=text(name, vocabulary=PLACEHOLDER, base=PLACEHOLDER_BASE), format="turtle")
    parts = [HEAD, f"Version {graph.value(URIRef(PLACEHOLDER.rstrip('#')), OWL.versionInfo)}.\n"]
    for title, kinds in (("Classes", (RDFS.Class,)), ("Properties", (RDF.Property,))):
        terms = sorted({node for kind in kinds for node in graph.subjects(RDF.type, kind)}, key=str)
        rows = [_term(graph, node) for node in terms]
        parts.append(f"## {title}\n\n" + _table(("term", "of → to", "means", "labels"), rows))
    parts.append("## Schemes\n")
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        concepts = sorted(graph.subjects(SKOS.inScheme, scheme), key=str)
        rows = [_concept(graph, node) for node in concepts]
        title = f"### {_words(graph, scheme, SKOS.prefLabel)['en']}: `{_short(scheme)}`\n\n"
        parts.append(title + _table(("concept", *LANGUAGES, "same as, within"), rows))
    return "\n".join(parts)


def _term(graph: Graph, node: Node) -> tuple[str, ...]:
    from rdflib import RDFS, SKOS

    domain, range_ = graph.value(node, RDFS.domain), graph.value(node, RDFS.range)
    ends = f"{_short(domain) if domain else 'anything'} → {_short(range_)}" if range_ else ""
    above = [*graph.objects(node, RDFS.subPropertyOf), *graph.objects(node, RDFS.subClassOf)]
    under = f" Below {', '.join(sorted(map(_short, above)))}." if above else ""
    means = _words(graph, node, SKOS.definition)["en"] + under
    labels = _words(graph, node, RDFS.label)
    return f"`{_short(node)}`", ends, means, " · ".join(labels[language] for language in LANGUAGES)


def _concept(graph: Graph, node: Node) -> tuple[str, ...]:
    from rdflib import SKOS

    labels = _words(graph, node, SKOS.prefLabel)
    links = [
        f"{name} `{_short(other)}`"
        for name, predicate in (("=", SKOS.exactMatch), ("≈", SKOS.closeMatch), ("in", SKOS.broader))
        for other in sorted(graph.objects(node, predicate), key=str)
    ]
    return f"`{_short(node)}`", *(labels[language] for language in LANGUAGES), ", ".join(links)


def _words(graph: Graph, node: Node, predicate: Node) -> dict[str, str]:
    return {str(getattr(word, "language", "")): str(word) for word in graph.objects(node, predicate)}


def _short(iri: object) -> str:
    for prefix, namespace in NAMESPACES.items():
        if str(iri).startswith(namespace):
            return f"{prefix}:{str(iri).removeprefix(namespace)}"
    return str(iri)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *rows)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
