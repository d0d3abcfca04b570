"""Which thing is meant: by address, by call number, by a name in any language."""

from __future__ import annotations

from kg.client.edition_info import EditionInfo
from kg.client.errors import BadRequest, NotFound
from kg.client.frames import Rows, solutions
from kg.client.names import chain, labels
from kg.client.source import Source
from kg.client.texts import term

_SCHEMES = ("http://", "https://", "urn:")


def rows(source: Source, query: str) -> Rows:
    """Bindings of a query of ours."""
    return solutions(source.ask(query).body)[1]


def thing_iri(source: Source, thing: object) -> str:
    """The IRI of what is meant: an object with ``iri``, an address, or a whole name of a shared entity.

    Of several entities of a name, the one that most records name, then the first by IRI. A name that nothing has word
    for word is searched for, in any script. NotFound with what is like it; BadRequest for no text.
    """
    iri = getattr(thing, "iri", thing)
    if not isinstance(iri, str) or not iri.strip():
        raise BadRequest("CLIENT004", f"{thing!r} names nothing.", advice="Give a name, an address, or an Entity.")
    if iri.startswith(_SCHEMES):
        term(iri)
        return iri
    tags = " ".join([term((iri, lang)) for lang in ("en", "ar", "ru", "kk", "fr", "de", "tr")] + [term(iri)])
    query = f"""SELECT ?thing (COUNT(DISTINCT ?record) AS ?records) {{
      VALUES ?name {{ {tags} }} {{ ?thing skos:prefLabel ?name }} UNION {{ ?thing rdfs:label ?name }}
      UNION {{ ?thing skos:altLabel ?name }} ?thing a kg:Entity OPTIONAL {{ ?record kg:mentions ?thing }}
    }} GROUP BY ?thing ORDER BY DESC(?records) ?thing LIMIT 1"""
    info = source.edition()
    if info is None:
        raise NotFound("CLIENT003", f"{iri!r} is no address.", advice="This endpoint finds things by address only.")
    if found := rows(source, query):
        return str(found[0]["thing"]["value"])
    hits = source.search(iri, "", "", 5)
    entities = [hit for hit in hits if hit["kind"] != "record" and hit["field"] == "name"]
    if entities and entities[0]["score"] >= 0.95:
        return str(entities[0]["iri"])
    like = ", ".join(hit["label"] for hit in entities[:3])
    advice = f"Did you mean {like}?" if like else "Look with .search(…)."
    raise NotFound("CLIENT003", f"Nothing is called {iri!r}.", advice=advice)


def record_iri(source: Source, record: object) -> str:
    """The IRI of a record, by itself or by a call number, which only one record may have. NotFound, BadRequest."""
    iri = getattr(record, "iri", record)
    if isinstance(iri, str) and iri.startswith(_SCHEMES):
        term(iri)
        return iri
    if not isinstance(iri, str) or not iri.strip():
        raise BadRequest("CLIENT004", f"{record!r} names no record.", advice="Give its address or its call number.")
    found = rows(
        source,
        f"SELECT DISTINCT ?r {{ ?r rico:identifier {term(iri)} ; a ?class "
        "FILTER(?class IN (rico:Record, rico:RecordSet)) } ORDER BY ?r LIMIT 3",
    )
    if len(found) == 1:
        return str(found[0]["r"]["value"])
    if found:
        told = ", ".join(row["r"]["value"] for row in found)
        raise NotFound("CLIENT003", f"Several records have the call number {iri!r}.", advice=f"Take one: {told}.")
    raise NotFound("CLIENT003", f"No record has the call number {iri!r}.", advice="Look with .search(…).")


def known(source: Source, iri: str) -> bool:
    """Whether the edition says anything about it."""
    return b"true" in source.ask(f"ASK {{ {term(iri)} ?p ?o }}").body


def cited(source: Source, info: EditionInfo, iri: str) -> tuple[str, str, tuple[str, ...], str]:
    """(title, its language, names of the archives that hold it, call number), as the portal cites it. NotFound."""
    if not known(source, iri):
        raise NotFound("CLIENT003", "The edition says nothing about this.", where=iri, advice="Check the address.")
    held: Rows = []
    if "/id/record/" in iri:
        held = rows(
            source,
            f"SELECT ?h ?n {{ {term(iri)} rico:hasOrHadHolder ?h ; rico:identifier ?n "
            f'FILTER(STRSTARTS(STR(?h), "{info.base}/id/archive/")) }} ORDER BY ?h ?n LIMIT 1',
        )
    holders = [row["h"]["value"] for row in held]
    named = labels(source, [iri, *holders], chain(None))
    title, lang = named[iri]
    return title, lang, tuple(named[one][0] for one in holders), held[0]["n"]["value"] if held else ""
