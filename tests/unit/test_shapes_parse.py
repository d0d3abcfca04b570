"""What is in a shapes file is compiled or refused by name; nothing is skipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from validation_support import own_shapes_text

from extractors.errors import RunAborted
from kg.shacl.model import path_text
from kg.shacl.parse import parse_shapes

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <https://e.example/> .
"""


def parse(body: str):
    return parse_shapes(PREFIXES + body, "mine.ttl")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("e:S a sh:NodeShape ; sh:targetClass e:C ; sh:closed true .", "sh:closed"),
        ("e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:node e:T ] .", "sh:node"),
        ("e:S sh:targetClass e:C ; sh:not [ sh:class e:D ] .", "sh:not"),
        ("e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:qualifiedMinCount 1 ] .", "sh:qualifiedMinCount"),
        ("e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:equals e:q ] .", "sh:equals"),
        ("e:S sh:targetClass e:C ; sh:or ( [ sh:path e:p ; sh:minCount 1 ] ) .", "sh:or of anything but"),
        (
            "e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:or ( [ sh:hasValue 1 ] ) ] .",
            "sh:or of anything but",
        ),
        ("e:S sh:targetClass e:C ; sh:property [ sh:path [ e:odd e:p ] ; sh:minCount 1 ] .", "path"),
        ("e:S sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ; sh:severity e:Bad ] .", "severity"),
        ('e:S sh:targetClass e:C ; sh:sparql [ sh:select "SELECT $this { $this $PATH ?v }" ] .', "$PATH"),
        ('e:S sh:targetClass e:C ; sh:sparql [ sh:select "SELECT $this { SERVICE <http://x/> { } }" ] .', "SERVICE"),
        ('e:S sh:targetClass e:C ; sh:sparql [ sh:select "SELECT ?x { ?x ?y ?z }" ] .', "begin with $this"),
        ('e:S sh:targetClass e:C ; sh:sparql [ sh:select "SELECT $this { { SELECT $this { } } }" ] .', "nested SELECT"),
        ('e:S sh:targetClass e:C ; sh:sparql [ sh:ask "ASK { }" ] .', "sh:sparql"),
        ("e:S sh:targetClass e:C ; sh:js [ ] .", "sh:js"),
        ("e:S sh:target [ ] ; sh:targetClass e:C .", "sh:target"),
    ],
)
def test_what_is_not_supported_is_named(body, named):
    with pytest.raises(RunAborted) as caught:
        parse(body)
    assert caught.value.code in ("SHAPES001", "SHAPES002")
    assert named in str(caught.value)
    assert caught.value.where
    assert caught.value.advice


@pytest.mark.parametrize(
    ("body", "words", "where"),
    [
        ("e:S sh:targetClass e:C ;\n  sh:property [ sh:path e:p ;; ] [ .\n", "no valid Turtle", "mine.ttl:"),
        ("<> owl:imports <http://127.0.0.1:1/shapes> .", "nothing is ever fetched", "mine.ttl"),
        ("e:S a sh:NodeShape ; sh:property [ sh:path e:p ; sh:minCount 1 ] .", "no target", "https://e.example/S"),
        ("e:S sh:targetClass e:C ; sh:minCount 1 .", "needs a path", "https://e.example/S"),
        ("e:S sh:targetClass e:C ; sh:sparql [ sh:message 'x' ] .", "no sh:select", "n"),
    ],
)
def test_what_is_malformed_is_located(body, words, where):
    with pytest.raises(RunAborted) as caught:
        parse(body)
    assert caught.value.code == "SHAPES001"
    assert words in caught.value.message
    assert where in caught.value.where


def test_paths_severities_and_messages():
    (shape,) = parse(
        """e:S a sh:NodeShape ; sh:targetClass e:C ; rdfs:label "thing"@en ; sh:property
          [ sh:path ( [ sh:inversePath e:p ] [ sh:alternativePath ( e:q e:r ) ] [ sh:zeroOrMorePath e:s ] ) ;
            sh:minCount 1 ; sh:severity sh:Warning ; sh:message "has none"@en , "жоқ"@kk ] ."""
    )
    (rule,) = shape.rules
    p, q, r, s = (f"<https://e.example/{name}>" for name in "pqrs")
    assert path_text(rule.path) == f"^{p}/({q}|{r})/({s})*"
    assert rule.severity == "Warning"
    assert rule.messages == (("en", "has none"), ("kk", "жоқ"))
    assert shape.kind == (("en", "thing"),)


def test_deactivated_shapes_rest():
    assert parse("e:S sh:targetClass e:C ; sh:deactivated true ; sh:nodeKind sh:IRI .") == ()


def test_our_messages_speak_four_languages():
    shapes = parse_shapes(own_shapes_text(triples_only=False), "shapes")
    assert len(shapes) == len({shape.name for shape in shapes}) > 20
    for shape in shapes:
        assert [language for language, _ in shape.kind] == ["ar", "en", "kk", "ru"], shape.name
        for rule in shape.rules:
            assert [language for language, _ in rule.messages] == ["ar", "en", "kk", "ru"], (shape.name, rule)


DATES = Path(__file__).parents[2].parent / "shared" / "dates" / "dates_dev.jsonl"


@pytest.mark.skipif(not DATES.exists(), reason="the shared dates are not at hand")
def test_the_edtf_pattern_takes_every_known_date():
    import re

    (pattern,) = {
        constraint.values[0]
        for shape in parse_shapes(own_shapes_text(), "shapes")
        for rule in shape.rules
        for constraint in rule.constraints
        if constraint.component == "Pattern" and "normalizedDateValue" in path_text(rule.path)
    }
    expression = re.compile(pattern[1:-1].replace("\\\\", "\\"))
    known = [json.loads(line)["edtf"] for line in DATES.read_text(encoding="utf-8").splitlines()]
    known += ["1985-04/..", "[1667,1668,1670..1672]", "{1960,1961-12}", "Y-170000002", "1950S2", "2004-06~-11", "-0333"]
    assert [edtf for edtf in known if edtf and not expression.search(edtf)] == []
    for wrong in ("2 August 1948", "1948/8/2", "1948-8-2", "", "48", "1948-08-02-01", "circa 1948", "1948 ", "[1948"):
        assert not expression.search(wrong), wrong
