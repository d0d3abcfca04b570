"""Labels and schemes: whole in English, Arabic, Russian and Kazakh, and enough for what the code uses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from extractors.document import Label, Level, Method
from ontology.files import graph_files, text
from ontology.terms import OWN_TERMS, RICO

ROOT = Path(__file__).parents[2]
LANGUAGES = {"en", "ar", "ru", "kk"}
ARABIC, CYRILLIC = re.compile(r"[\u0600-\u06ff]"), re.compile(r"[\u0400-\u04ff]")
KAZAKH = re.compile(r"[әғқңөұүһі]")


@pytest.fixture(scope="module")
def graph():
    made = Graph()
    for name in graph_files():
        made.parse(data=text(name, vocabulary=OWN_TERMS.iri, base="https://sunqar.invalid"), format="turtle")
    return made


def test_no_blank_nodes(graph):
    assert not [node for triple in graph for node in triple if node.n3().startswith("_:")]


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.prefLabel, SKOS.definition])
def test_one_label_in_each_language_in_its_own_script(graph, predicate):
    for subject in set(graph.subjects(predicate)):
        labels = list(graph.objects(subject, predicate))
        assert sorted(label.language for label in labels) == sorted(LANGUAGES), subject
        for label in labels:
            assert str(label).strip() == str(label) != ""
            assert bool(ARABIC.search(label)) == (label.language == "ar"), label
            assert bool(CYRILLIC.search(label)) == (label.language in ("ru", "kk")), label
            assert not (label.language == "ru" and KAZAKH.search(label)), label


def test_own_terms_have_labels_and_properties_a_definition(graph):
    for name in OWN_TERMS.names():
        assert (URIRef(OWN_TERMS[name]), RDFS.label, None) in graph, name
    for kind in (RDF.Property, RDFS.Class):
        for node in graph.subjects(RDF.type, kind):
            assert (node, SKOS.definition, None) in graph, node


def test_every_rico_term_of_the_model_and_the_mapper_has_a_label(graph):
    model = (ROOT / "docs/explanation/model.md").read_text(encoding="utf-8")
    used = set(re.findall(r"rico:([A-Za-z]+)", model))
    for path in sorted((ROOT / "kg/rdf").glob("*.py")):
        used |= set(re.findall(r"RICO\.([A-Za-z]+)", path.read_text(encoding="utf-8")))
    missing = sorted(name for name in used if (URIRef(RICO[name]), RDFS.label, None) not in graph)
    assert missing == []


def test_keys_of_the_data_model_are_concepts():
    types = {"PERSON": "person", "ORG": "body", "PLACE": "place", "EVENT": "event", "DATE": "date", "TERM": "term"}
    wanted = [f"level-{level}" for level in get_args(Level)] + [f"method-{method}" for method in get_args(Method)]
    wanted += [f"type-{types[label]}" for label in get_args(Label)]
    assert [name for name in wanted if name not in OWN_TERMS] == []


def test_opis_is_only_close_to_a_series(graph):
    opis = URIRef(OWN_TERMS["level-opis"])
    assert not list(graph.objects(opis, SKOS.exactMatch))
    assert [str(other).rpartition("#")[2] for other in graph.objects(opis, SKOS.closeMatch)] == ["Series"]
