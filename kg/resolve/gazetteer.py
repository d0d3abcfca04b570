"""Places of the gazetteer as candidates of linking, and as a graph: names in four languages, years of use, coordinates.

Only the places that documents name are taken in. Source: ``extractors.gazetteer`` (GeoNames, CC BY 4.0; our own table).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.document import Name
from extractors.gazetteer.records import PlaceRecord, records
from extractors.languages.fold import fold
from kg.iri import Iris
from kg.rdf import nt
from kg.rdf.context import Mapping
from kg.rdf.entities import locate
from kg.rdf.graph import GraphBuilder, NamedGraph
from kg.resolve.candidates import Candidate
from kg.resolve.meant_places import meant_places
from ontology.terms import DCTERMS, RDFS, RICO

ARCHIVE = "gazetteer"
GEONAMES_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def named_places(candidates: Iterable[Candidate]) -> tuple[PlaceRecord, ...]:
    """The gazetteer's places that candidates mean or carry the identifier of, by id."""
    found = tuple(candidates)
    wanted = {place.place for place in meant_places(found).values()}
    for candidate in found:
        if candidate.label == "PLACE":
            wanted.update(candidate.identifiers)
            wanted.update(candidate.references)
    return tuple(record for record in sorted(records(), key=lambda r: r.id) if record.id in wanted)


def place_candidates(places: Sequence[PlaceRecord], iris: Iris) -> tuple[Candidate, ...]:
    """The places as candidates, described by the gazetteer."""
    return tuple(
        Candidate(
            iris.local(ARCHIVE, place.id),
            "PLACE",
            ARCHIVE,
            tuple((lang, name) for lang, name, _ in place.names),
            tuple(dict.fromkeys(fold(name) for _, name, _ in place.names)),
            (place.id,),
            (place.id,),
            (),
            True,
        )
        for place in places
    )


def gazetteer_graph(places: Sequence[PlaceRecord], iris: Iris) -> NamedGraph:
    """``graph/gazetteer``."""
    graph = GraphBuilder(iris.graph("gazetteer"))
    mapping = Mapping(graph, iris, ARCHIVE, "gazetteer")
    graph.add(graph.name, DCTERMS.license, nt.iri(GEONAMES_LICENCE))
    for place in places:
        node = iris.local(ARCHIVE, place.id)
        graph.types(node, RICO.Place, iris.own("LocalEntity"))
        graph.add(node, RICO.identifier, nt.literal(place.id))
        graph.add(node, iris.own("externalId"), nt.literal(place.id))
        seen = set()
        for lang, value, used in place.names:
            start, _, end = used.partition("/")
            name = Name(value, lang, used_from=start.strip(".") or None, used_to=end.strip(".") or None)
            mapping.add_name(node, name, RICO.hasOrHadPlaceName, RICO.PlaceName)
            if lang not in seen:
                graph.add(node, RDFS.label, nt.literal(value, lang))
                seen.add(lang)
        if place.latitude is not None and place.longitude is not None:
            locate(mapping, node, place.latitude, place.longitude)
    return graph.close()
