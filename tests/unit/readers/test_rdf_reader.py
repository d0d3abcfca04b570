"""RDF in RiC-O: what is read of it, in every syntax, and what is refused."""

from __future__ import annotations

import json

import pytest
from reader_helpers import read, sample, spans

from extractors.document import Document, Note
from extractors.errors import InputRejected
from extractors.readers.rdf import format_of
from extractors.registry import reader, reader_for
from extractors.source import Source

PREFIXES = (
    "@prefix rico: <https://www.ica.org/standards/RiC/ontology#> . @prefix : <https://n.example/id/> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix oa: <http://www.w3.org/ns/oa#> .\n"
    "@prefix kg: <https://vocabulary.example/own#> .\n"
)


def turtle(text: str) -> list[Document]:
    return read("rdf", PREFIXES + text, "dump.ttl")


def test_the_sample_whole() -> None:
    by_id = {document.id: document for document in read("rdf", sample("rdf"), "node.ttl")}
    fond, letter, rest = by_id["KZ-9"], by_id["KZ-9/1"], by_id["node/entities"]
    assert list(by_id) == ["KZ-9", "KZ-9/1", "https://other.example/id/reply", "node/entities"]
    assert (fond.level, fond.title, fond.title_lang) == ("fonds", "Қор 9", "kk")
    assert (letter.level, letter.parent, letter.url) == ("item", "KZ-9", "https://other.example/id/letter")
    assert spans(letter) == [
        ("Emir", "PERSON", "sender", "https://other.example/id/emir"), ("July 1993", "DATE", None, None)
    ]  # fmt: skip
    (date,) = letter.dates
    assert (date.edtf, date.role, letter.text[date.start : date.end]) == ("1993-07", "creation", "July 1993")
    assert Note("scope", "О визите", "ru") in letter.notes
    assert Note("related", "hasReply: https://other.example/id/reply") in letter.notes
    doha, emir, state = rest.entities
    assert (doha.label, doha.latitude, doha.longitude) == ("PLACE", 25.28, 51.53)
    assert (emir.label, emir.identifiers) == ("PERSON", ("iri:https://other.example/id/emir", "wikidata:Q42"))
    assert {(name.value, name.lang) for name in emir.names} == {("Emir", "en"), ("أمير", "ar")}
    assert sum(name.preferred for name in emir.names) == 1
    assert [(d.role, d.edtf) for d in emir.dates] == [("birth", "1932")]
    (leads,) = emir.relations
    assert (leads.type, leads.target, leads.target_name) == ("leader_of", state.local_id, "State of Qatar")


def test_what_is_not_understood_is_counted() -> None:
    first = read("rdf", sample("rdf"), "node.ttl")[0]
    assert first.warnings == ("RDF010 line 1: rico:unheardOf: 1 statements of it are not read",)


ROW = [
    ("https://n.example/id/1", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
     "<https://www.ica.org/standards/RiC/ontology#Record>"),
    ("https://n.example/id/1", "https://www.ica.org/standards/RiC/ontology#identifier", '"Q 1"'),
    ("https://n.example/id/1", "https://www.ica.org/standards/RiC/ontology#title", '"رسالة"@ar'),
]  # fmt: skip
TRIPLES = "".join(f"<{s}> <{p}> {o} .\n" for s, p, o in ROW)
SYNTAXES = {
    "nt": TRIPLES,
    "nq": TRIPLES.replace(" .\n", " <https://n.example/g> .\n"),
    "commented": "# a dump\n\n" + TRIPLES,
    "ttl": PREFIXES + ':1 a rico:Record ; rico:identifier "Q 1" ; rico:title "رسالة"@ar .',
    "sparql prefix": "PREFIX r: <https://www.ica.org/standards/RiC/ontology#>\n"
    '<https://n.example/id/1> a r:Record ; r:identifier "Q 1" ; r:title "رسالة"@ar .',
    "trig": PREFIXES + ':g { :1 a rico:Record ; rico:identifier "Q 1" } :h { :1 rico:title "رسالة"@ar }',
    "rdf": '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="https://www.ica.org/standards/RiC/ontology#"><Record rdf:about="https://n.example/id/1"><identifier>Q 1'
    '</identifier><title xml:lang="ar">رسالة</title></Record></rdf:RDF>',
    "jsonld": json.dumps(
        {
            "@context": {"@vocab": "https://www.ica.org/standards/RiC/ontology#"}, "@id": "https://n.example/id/1",
            "@type": "Record", "identifier": "Q 1", "title": {"@value": "رسالة", "@language": "ar"},
        }
    ),
}  # fmt: skip


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_every_syntax_says_the_same(syntax: str) -> None:
    source = Source("scan.bin", "x", SYNTAXES[syntax].encode())
    assert reader_for(source) is reader("rdf")
    (document,) = reader("rdf").read(source)
    assert (document.id, document.title, document.title_lang, document.warnings) == ("Q 1", "رسالة", "ar", ())


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", '{"a": 1}', "<html/>", "<b>not</b> a statement", "@prefix me, said he", "[1, 2]", ""]
)
def test_what_is_no_rdf_is_left_to_others(text: str) -> None:
    assert format_of(Source("a.txt", "x", text.encode())) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PREFIXES + ":1 a rico:Record ;;; rico:title .", "RDF001"),
        ('{"@context": "https://schema.org/", "@graph": [{"@id": "a:b", "name": "x"}]}', "RDF002"),
        (PREFIXES + ":1 <http://www.w3.org/2002/07/owl#imports> <https://evil.example/o> .", "RDF003"),
        (
            '<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rdf:RDF '
            'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>',
            "XML002",
        ),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputRejected) as caught:
        read("rdf", text, "dump.ttl")
    assert caught.value.code == code
    assert caught.value.where.startswith("dump.ttl")


def test_a_mention_is_found_by_its_position_else_by_its_quotation() -> None:
    noted = (
        ":{n} a oa:Annotation ; oa:hasBody :doha ; oa:hasTarget [ oa:hasSource :t ; oa:hasSelector "
        '[ oa:start {start} ; oa:end {end} ] , [ oa:exact "{exact}" ; oa:prefix "{prefix}" ; oa:suffix "" ] ] .\n'
    )
    documents = turtle(
        ':r a rico:Record ; rico:identifier "1" . :doha a rico:Place ; rdfs:label "Doha"@en .\n'
        ':t kg:textOf :r ; kg:text "From Doha, to Doha" .\n'
        + noted.format(n="a", start=5, end=9, exact="Doha", prefix="From ")
        + noted.format(n="b", start=1, end=5, exact="Doha", prefix="to ")
        + noted.format(n="c", start=1, end=5, exact="Astana", prefix="")
    )
    assert documents[0].text == "From Doha, to Doha"
    assert [(m.start, m.end, m.label) for m in documents[0].mentions] == [(5, 9, "PLACE"), (14, 18, "PLACE")]
    assert [w[:6] for w in documents[0].warnings] == ["RDF011"]


def test_call_numbers_that_two_records_share_do_not_merge_them() -> None:
    found = turtle(':a a rico:Record ; rico:identifier "1" . :b a rico:Record ; rico:identifier "1" .')
    assert [(d.id, d.identifiers) for d in found] == [
        ("https://n.example/id/a", ("1",)), ("https://n.example/id/b", ("1",))
    ]  # fmt: skip


def test_a_relation_with_a_date_is_told_once() -> None:
    (rest,) = turtle(
        ':p a rico:Person ; rdfs:label "P" ; rico:isOrWasLeaderOf :b . :b a rico:CorporateBody ; rdfs:label "B" .\n'
        "[] a rico:LeadershipRelation ; rico:relationHasSource :p ; rico:relationHasTarget :b ; rico:relationHasDate "
        '[ rico:beginningDate "1991-12-01" ; rico:endDate "1995-01-01" ] .\n'
        "[] a rico:SpouseRelation ; rico:relationConnects :p , :q . :q a rico:Person ; rdfs:label \"Q\" ."
    )
    told = [(e.local_id[-1], r.type, r.target[-1], r.date) for e in rest.entities for r in e.relations]
    assert [row[:3] for row in told] == [("p", "leader_of", "b"), ("p", "spouse", "q")]
    assert [row[3].edtf for row in told if row[3] is not None] == ["1991-12-01/1995-01-01"]


def test_the_order_of_statements_does_not_matter() -> None:
    lines = sample("rdf").split("\n\n", 1)
    entries = [part for part in lines[1].split(" .\n") if part.strip()]
    turned = lines[0] + "\n\n" + " .\n".join(reversed(entries)) + " .\n"
    assert repr(read("rdf", turned, "node.ttl")) == repr(read("rdf", sample("rdf"), "node.ttl"))


def test_what_has_no_name_is_left_out_and_said() -> None:
    documents = turtle(':r a rico:Record ; rico:identifier "1" ; rico:hasSender :p . :p a rico:Person .')
    assert documents[0].mentions == ()
    assert [w[:6] for w in documents[0].warnings] == ["RDF013"]
