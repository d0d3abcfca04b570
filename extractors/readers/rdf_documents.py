"""A dump as Documents: its records by IRI, then one that holds the entities no record describes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractors.document import Document, Entity, Note
from extractors.readers import rdf_records as of
from extractors.readers.ead_levels import RECORDS as RECORD_LEVELS
from extractors.readers.rdf_access import access_of
from extractors.readers.rdf_annotations import Annotation, by_text, mentions
from extractors.readers.rdf_dates import dates_of
from extractors.readers.rdf_described import described
from extractors.readers.rdf_entities import entity, entity_nodes
from extractors.readers.rdf_graph import Graph
from extractors.readers.rdf_pages import pages
from extractors.readers.rdf_terms import DATES, ROLES
from extractors.readers.rdf_values import entity_notes, extents, numbers, scripts
from extractors.readers.text_builder import TextBuilder

_WARNED = 100


@dataclass
class _Dump:
    """What reading a dump needs to know while it goes."""

    graph: Graph
    stem: str
    ids: dict[str, str]
    entities: frozenset[str]
    annotations: dict[str, list[Annotation]]
    told: set[str] = field(default_factory=set)
    lost: int = 0
    nameless: int = 0


def documents(graph: Graph, stem: str) -> Iterator[Document]:
    """All Documents; the first carries the warnings, among them every predicate of which statements were not read."""
    nodes = of.record_nodes(graph)
    ids = of.record_ids(graph, nodes)
    dump = _Dump(graph, stem, ids, frozenset(entity_nodes(graph)), by_text(graph))
    found = [document for node in nodes for document in _record(dump, node)]
    rest = _rest(dump)
    found += [rest] if rest is not None else []
    if found:
        yield replace(found[0], warnings=tuple(_warnings(dump)))
        yield from found[1:]


def _record(dump: _Dump, node: str) -> Iterator[Document]:
    """The record with its text; further texts of it as Documents of their own that instantiate it."""
    graph, identity = dump.graph, dump.ids[node]
    texts = [item for item in graph.pointing(node, "kg:textOf") if graph.literals(item, "kg:text")]
    language, languages = of.language_of(graph, node)
    form, forms = of.form(graph, node)
    titles = of.titles(graph, node, language)
    level = of.level(graph, node)
    above = of.parent(graph, node)
    notes = of.notes(graph, node)
    notes += [Note("title", title.value, title.lang or None) for title in titles[1:]]
    notes += [Note("language", value) for value in languages] + [Note("form", value) for value in forms]
    base = Document(
        id=identity,
        source_id=dump.stem,
        title=titles[0].value if titles else "",
        text="",
        level=level,
        title_lang=(titles[0].lang or None) if titles else None,
        language=language,
        parent=dump.ids.get(above, above) if above is not None else None,
        rank=of.rank(graph, node),
        form=form if level in RECORD_LEVELS else None,
        notes=tuple(notes),
        identifiers=tuple(value for value in of.call_numbers(graph, node) if value != identity)
        + (() if node.startswith(("http", "_:")) else (f"iri:{node}",)),
        extent=of.extent(graph, node),
        url=node if node.startswith(("http://", "https://")) else None,
        licence=of.licence(graph, node),
        access=access_of(graph, node),
        numbers=numbers(graph, node),
        extents=extents(graph, node),
        languages=of.languages_of(graph, node),
        scripts=scripts(graph, node),
        text_kind="content" if texts and level in RECORD_LEVELS else "description",
    )
    if not texts:
        words = [note.text for note in notes if note.kind not in ("link", "holder", "title", "language")]
        text, found, dates = described(graph, node, base.title, words)
        yield _entities(dump, node, replace(base, text=text, mentions=tuple(found), dates=tuple(dates)), "")
        return
    for number, item in enumerate(texts):
        document = _with_text(dump, node, base, item)
        if number:
            extra = Document(f"{identity}#text-{number + 1}", dump.stem, base.title, document.text)
            yield replace(
                extra, instantiates=identity, language=document.language, mentions=document.mentions,
                pages=document.pages, dates=tuple(date for date in document.dates if date.start is not None),
            )  # fmt: skip
        else:
            yield _entities(dump, node, document, item)


def _with_text(dump: _Dump, node: str, base: Document, item: str) -> Document:
    """The record with that text: its pages, what is named there, and the dates that stand nowhere in it."""
    graph = dump.graph
    text = graph.value(item, "kg:text")
    found, placed, lost = mentions(graph, dump.annotations.get(item, []), text)
    dump.lost += len(lost)
    stated = {(date.expressed, date.edtf, date.role) for date in placed}
    others = [made for _, made in dates_of(graph, node, DATES)]
    quoted = {mention.reference for mention in found}
    silent = [
        Note(role, graph.label(agent))
        for predicate, role in graph.among(node, ROLES)
        for agent in graph.nodes(node, predicate)
        if agent not in quoted and graph.is_named(agent)
    ]
    made_by = graph.literals(item, "rico:productionTechnique")
    silent += [Note("transcription", one.value, one.lang or None) for one in made_by]
    graph.nodes(node, "kg:mentions", "rico:hasOrHadDigitalInstantiation")
    spoken = graph.value(item, "dcterms:language")
    return replace(
        base,
        text=text,
        language=base.language or (spoken or None),
        mentions=tuple(found),
        dates=tuple(placed) + tuple(date for date in others if (date.expressed, date.edtf, date.role) not in stated),
        notes=tuple(dict.fromkeys([*base.notes, *silent])),
        pages=tuple(pages(graph, item, text)),
    )


def _entities(dump: _Dump, node: str, document: Document, item: str) -> Document:
    """The record with what it describes: entities that no record before it described, and records."""
    graph = dump.graph
    about = graph.nodes(node, "rico:describesOrDescribed")
    noted = [one for one in dump.annotations.get(item, []) if one.describing]
    made = []
    for target in about:
        if target in dump.entities and target not in dump.told and graph.is_named(target):
            dump.told.add(target)
            made.append(_entity(graph, target, document, noted))
    described = [f"record:{dump.ids[target]}" if target in dump.ids else target for target in about]
    known = [one for one in described if one.startswith("record:") or one in dump.entities]
    notes = [note for target in about if target in dump.entities for note in entity_notes(graph, target)]
    return replace(
        document, entities=tuple(made), describes=tuple(known), notes=tuple(dict.fromkeys([*document.notes, *notes]))
    )


def _entity(graph: Graph, node: str, document: Document, noted: list[Annotation]) -> Entity:
    places = {one.node: place for one in noted if (place := one.place(document.text)) is not None}
    evidence = {item for statement in _statements(graph, node) for item in graph.nodes(statement, "kg:evidence")}
    own = [one for one in noted if node in one.bodies and one.node in places]
    entry = next((one for one in own if one.node not in evidence), next(iter(own), None))
    return entity(graph, node, places[entry.node] if entry is not None else None, places.get)


def _statements(graph: Graph, node: str) -> list[str]:
    return graph.pointing(node, "rico:relationHasSource", "rico:relationHasTarget", "rico:relationConnects")


def _rest(dump: _Dump) -> Document | None:
    """Entities that no record describes, one line each, as the record ``{stem}/entities``; None for none.

    It describes those that somebody said something of; one that a Sunqar node only found in its texts is listed, so
    that what is known of its identity stays.
    """
    graph = dump.graph
    local = set(graph.subjects("kg:LocalEntity"))
    holders = {holder for node in dump.ids for holder in of.holders(graph, node)}
    out = TextBuilder()
    found = []
    for node in sorted(dump.entities - dump.told - (holders - local)):
        if not graph.is_named(node):
            dump.nameless += 1
            continue
        made = entity(graph, node, None, lambda _: None)
        name = next(one.value for one in made.names if one.preferred)
        place = out.add_line(name)
        if made.description:
            out.add_line(made.description)
        found.append(replace(made, start=place[0], end=place[1]) if place[0] < place[1] else made)
    if not found:
        return None
    return Document(
        id=f"{dump.stem}/entities",
        source_id=dump.stem,
        title=f"Entities of {dump.stem}",
        text=out.text,
        form="authority-record",
        entities=tuple(found),
        describes=tuple(one.local_id for one in found if one.local_id not in local),
    )


def _warnings(dump: _Dump) -> Iterator[str]:
    """What was not read: RDF010 by predicate, RDF011 quotations, RDF012 triple terms, RDF013 the nameless."""
    unread = list(dump.graph.unread())
    for predicate, count in unread[:_WARNED]:
        yield f"RDF010 line 1: {predicate}: {count} statements of it are not read"
    if unread[_WARNED:]:
        rest = sum(count for _, count in unread[_WARNED:])
        yield f"RDF010 line 1: {rest} statements of {len(unread) - _WARNED} more predicates are not read"
    if dump.lost:
        yield f"RDF011 line 1: the words of {dump.lost} annotations do not stand in their texts; they were left out"
    if dump.nameless:
        yield f"RDF013 line 1: {dump.nameless} persons, bodies, places or events have no name; they were left out"
    if dump.graph.reified:
        yield f"RDF012 line 1: {dump.graph.reified} statements about statements are not read"
