"""An edition as VoID and DCAT 3: one data set for each archive and one for what is derived; dumps, links, licences."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from kg.edition import Edition
from kg.publication.dumps import MEDIA_TYPES, dumps_of
from kg.publication.quality import describe_quality
from kg.publication.writing import Description
from kg.rdf import nt
from kg.summaries.description import describe_summaries

RICO = "https://www.ica.org/standards/RiC/ontology"
_VOCABULARIES = (
    f"{RICO}#", "http://www.w3.org/ns/oa#", "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/ns/prov#",
    "https://w3id.org/sssom/", "http://purl.org/dc/terms/", "http://www.opengis.net/ont/geosparql#",
)  # fmt: skip
REGISTRIES = {
    "wikidata": ("Wikidata", "http://www.wikidata.org/entity/"),
    "viaf": ("VIAF", "http://viaf.org/viaf/"),
    "geonames": ("GeoNames", "https://sws.geonames.org/"),
    "gnd": ("GND", "https://d-nb.info/gnd/"),
    "lcnaf": ("LC Name Authority File", "http://id.loc.gov/authorities/names/"),
    "isni": ("ISNI", "https://isni.org/isni/"),
}
"""Registries by the scheme of their ids."""
_TITLES = {
    "en": "Sunqar: a knowledge graph of archival records",
    "ar": "سنقر: شبكة معرفية للوثائق الأرشيفية",
    "ru": "Sunqar: граф знаний об архивных документах",
    "kk": "Sunqar: архив құжаттарының білім графы",
}
_ABOUT = {
    "en": "Descriptions and texts of archives in RiC-O 1.1: each statement with its source and its words.",
    "ar": "أوصاف الأرشيفات ونصوصها وفق RiC-O 1.1: كل معلومة مع مصدرها والكلمات التي تحملها.",
    "ru": "Описания и тексты архивов в RiC-O 1.1: каждое утверждение с источником и словами, в которых оно дано.",
    "kk": "Архивтердің сипаттамалары мен мәтіндері RiC-O 1.1 бойынша: әр тұжырым дереккөзімен және сөздерімен бірге.",
}
OWN = "~own"
"""Stands for an archive's code where graphs are meant that people wrote; no archive is called so."""
_DERIVED = {
    "en": "What is derived: shared entities, identity links, inferred statements, gazetteer, vocabulary",
    "ar": "المشتقّ: الكيانات المشتركة وروابط الهوية والمعلومات المستنتَجة ومعجم الأماكن والمصطلحات",
    "ru": "Производное: общие сущности, связи тождества, выводы, справочник мест, словарь",
    "kk": "Туынды деректер: ортақ нысандар, бірдейлік байланыстары, қорытындылар, жер атаулары, сөздік",
}
_WRITTEN = {
    "en": "Graphs that people wrote, beside those of documents",
    "ar": "رسوم بيانية كتبها أشخاص، إلى جانب ما جاء من الوثائق",
    "ru": "Графы, написанные людьми, помимо взятых из документов",
    "kk": "Құжаттардан алынғандардан бөлек, адамдар жазған графтар",
}
_NAMES = {"": _DERIVED, OWN: _WRITTEN}


def describe(edition: Edition) -> str:
    """N-Triples about ``{base}/dataset``, its parts, its dumps and its links. No blank nodes."""
    out = Description()
    whole = f"{edition.base}/dataset"
    _catalogue(out, edition, whole)
    _whole(out, edition, whole)
    for number, (format_name, (path, checksum)) in enumerate(dumps_of(edition).items()):
        _distribution(out, edition, whole, format_name, path.stat().st_size, checksum, number)
    _parts(out, edition, whole)
    _links(out, edition, whole)
    describe_summaries(out, edition, whole)
    describe_quality(out, edition, whole)
    return str(out)


def dataset_iri(edition: Edition, archive: str) -> str:
    """Of an archive's part; empty: of what is derived; OWN: of what people wrote."""
    if archive == OWN:
        return f"{edition.base}/dataset#own"
    return f"{edition.base}/dataset#{f'archive-{archive}' if archive else 'derived'}"


def graphs_by_archive(edition: Edition) -> dict[str, list[str]]:
    """Graph names by the archive whose source they are; under '' what is derived, under OWN what people wrote."""
    sources, own = edition.counts.get("sources", {}), frozenset(edition.manifest.get("own", ()))
    found: dict[str, list[str]] = {}
    for name in edition.manifest["graphs"]:
        found.setdefault(OWN if name in own else str(sources.get(name, {}).get("archive", "")), []).append(name)
    return {key: found[key] for key in sorted(found)}


def _catalogue(out: Description, edition: Edition, whole: str) -> None:
    catalogue = f"{whole}#catalogue"
    out.types(catalogue, "dcat:Catalog")
    for lang, title in _TITLES.items():
        out.text(catalogue, "dcterms:title", title, lang)
    out.link(catalogue, "dcat:dataset", whole, *(dataset_iri(edition, code) for code in graphs_by_archive(edition)))
    out.link(catalogue, "dcat:service", f"{edition.base}/sparql")
    out.types(f"{edition.base}/sparql", "dcat:DataService")
    out.link(f"{edition.base}/sparql", "dcat:endpointURL", f"{edition.base}/sparql")
    out.link(f"{edition.base}/sparql", "dcat:servesDataset", whole)
    out.text(f"{edition.base}/sparql", "dcterms:title", "SPARQL 1.1 endpoint", "en")


def _whole(out: Description, edition: Edition, whole: str) -> None:
    manifest, counts = edition.manifest, edition.counts
    _dataset(out, edition, whole, manifest["licences"])
    for lang, title in _TITLES.items():
        out.text(whole, "dcterms:title", title, lang)
    out.number(whole, "void:triples", int(manifest["counts"]["triples"]))
    out.number(whole, "void:entities", sum(edition.stats.get("entities", {}).values()))
    out.number(whole, "void:classes", len(counts.get("classes", {})))
    out.number(whole, "void:properties", len(counts.get("properties", {})))
    out.number(whole, "void:documents", int(edition.stats.get("records", 0)))
    for lang, words in _ABOUT.items():
        out.text(whole, "dcterms:description", words, lang)
    archives = [f"{edition.base}/id/archive/{code}" for code in sorted(manifest["archives"])]
    out.link(whole, "dcterms:publisher", *archives)
    out.link(whole, "dcterms:accessRights", "http://publications.europa.eu/resource/authority/access-right/PUBLIC")
    out.link(whole, "dcterms:conformsTo", f"{edition.base}/def/profile")
    out.link(whole, "void:exampleResource", *archives)
    out.link(whole, "dcat:hasCurrentVersion", f"{whole}#edition-{edition.number}")
    out.link(whole, "void:vocabulary", *_VOCABULARIES, edition.vocabulary)
    out.link(whole, "void:sparqlEndpoint", f"{edition.base}/sparql")
    out.text(whole, "void:uriSpace", f"{edition.base}/id/")
    out.link(whole, "dcat:landingPage", whole)
    out.link(whole, "foaf:homepage", f"{edition.base}/")
    previous = edition.number - 1
    if previous and (edition.path.parent / str(previous)).is_dir():
        out.link(whole, "dcat:previousVersion", f"{whole}#edition-{previous}")
    out.link(whole, "void:subset", *(dataset_iri(edition, code) for code in graphs_by_archive(edition)))
    for number, (class_, instances) in enumerate(counts.get("classes", {}).items()):
        part = f"{whole}#class-{number}"
        out.link(whole, "void:classPartition", part)
        out.link(part, "void:class", class_)
        out.number(part, "void:entities", instances)
    for number, (property_, triples) in enumerate(counts.get("properties", {}).items()):
        part = f"{whole}#property-{number}"
        out.link(whole, "void:propertyPartition", part)
        out.link(part, "void:property", property_)
        out.number(part, "void:triples", triples)


def _dataset(out: Description, edition: Edition, iri: str, licences: Any) -> None:
    """What is said of the whole and of each part alike."""
    day = date.fromisoformat(edition.manifest["created"][:10])
    out.types(iri, "void:Dataset", "dcat:Dataset")
    out.day(iri, "dcterms:issued", day)
    out.text(iri, "dcat:version", str(edition.number))
    out.text(iri, "owl:versionInfo", str(edition.number))
    out.link(iri, "owl:versionIRI", f"{edition.base}/dataset#edition-{edition.number}")
    out.link(iri, "dcterms:conformsTo", f"{RICO}/1.1")
    for lang in ("en", "ar", "ru", "kk"):
        out.text(iri, "dcterms:language", lang)
    for value in sorted(licences):
        address = nt.web_address(value)
        if address:
            out.link(iri, "dcterms:license", address[1:-1])
        else:
            out.text(iri, "dcterms:rights", value)


def _distribution(
    out: Description, edition: Edition, whole: str, format_name: str, size: int, checksum: str, number: int
) -> None:
    address = f"{whole}/dump/edition-{edition.number}.{format_name}.gz"
    node, sum_ = f"{whole}#dump-{number}", f"{whole}#dump-{number}-checksum"
    out.link(whole, "dcat:distribution", node)
    out.link(whole, "void:dataDump", address)
    out.types(node, "dcat:Distribution")
    out.text(node, "dcterms:title", f"Edition {edition.number}, {format_name}, gzip", "en")
    out.link(node, "dcat:downloadURL", address)
    out.link(node, "dcat:mediaType", f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[format_name]}")
    out.link(node, "dcat:compressFormat", "https://www.iana.org/assignments/media-types/application/gzip")
    for value in sorted(edition.manifest["licences"]):
        if licence := nt.web_address(value):
            out.link(node, "dcterms:license", licence[1:-1])
        else:
            out.text(node, "dcterms:rights", value)
    out.typed(node, "dcat:byteSize", str(size), "xsd:nonNegativeInteger")
    out.link(node, "spdx:checksum", sum_)
    out.types(sum_, "spdx:Checksum")
    out.link(sum_, "spdx:algorithm", "http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
    out.typed(sum_, "spdx:checksumValue", checksum, "xsd:hexBinary")


def _parts(out: Description, edition: Edition, whole: str) -> None:
    """A data set for each archive, of the graphs of its sources and under their licences; one for what is derived."""
    sources, sizes = edition.counts.get("sources", {}), edition.manifest["graphs"]
    by_archive = graphs_by_archive(edition)
    for code, graphs in by_archive.items():
        part = dataset_iri(edition, code)
        licences = {licence for name in graphs for licence in sources.get(name, {}).get("licences", [])}
        _dataset(out, edition, part, licences)
        out.number(part, "void:triples", sum(int(sizes[name]["triples"]) for name in graphs))
        out.link(part, "dcterms:isPartOf", whole)
        names = _NAMES.get(code) or edition.manifest["archives"].get(code, {"en": code})
        for lang, name in sorted(names.items()):
            out.text(part, "dcterms:title", name, lang)
        if code not in _NAMES:
            out.link(part, "dcterms:publisher", f"{edition.base}/id/archive/{code}")
            out.number(part, "void:documents", int(edition.stats.get("archives", {}).get(code, 0)))
        elif not code:
            archives = (dataset_iri(edition, other) for other in by_archive if other not in _NAMES)
            out.link(part, "prov:wasDerivedFrom", *archives)


def _links(out: Description, edition: Edition, whole: str) -> None:
    """Linksets: of each pair of archives, and to each registry."""
    totals: Counter[str] = Counter()
    for one in edition.counts.get("links", []):
        first, second = one["archives"]
        kind = one["predicate"].rsplit("#", 1)[-1]
        node = f"{whole}#links-{first}-{second}-{kind}"
        totals[node] += one["links"]
        out.types(node, "void:Linkset")
        out.link(whole, "void:subset", node)
        out.link(node, "void:subjectsTarget", dataset_iri(edition, first))
        out.link(node, "void:objectsTarget", dataset_iri(edition, second))
        out.link(node, "void:linkPredicate", one["predicate"])
        out.number(node, "void:triples", totals[node])
    for scheme, number in edition.counts.get("registries", {}).items():
        if scheme in REGISTRIES:
            name, space = REGISTRIES[scheme]
            node, target = f"{whole}#links-{scheme}", f"{whole}#registry-{scheme}"
            out.types(node, "void:Linkset")
            out.types(target, "void:Dataset")
            out.text(target, "dcterms:title", name, "en")
            out.text(target, "void:uriSpace", space)
            out.link(whole, "void:subset", node)
            out.link(node, "void:subjectsTarget", dataset_iri(edition, ""))
            out.link(node, "void:objectsTarget", target)
            out.link(node, "void:linkPredicate", f"{edition.vocabulary}externalId")
            out.number(node, "void:triples", number)
