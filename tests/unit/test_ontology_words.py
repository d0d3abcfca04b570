"""Labels and schemes: whole in English, Arabic, Russian and Kazakh, and enough for what the code uses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from extractors.document import Label, Level, Method
from ontology import build_page
from ontology.facts import superclasses, terms
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
        english_will_do = predicate == SKOS.definition and str(subject).startswith(RICO.iri)
        wanted = {"en"} if english_will_do else LANGUAGES
        assert sorted(label.language for label in labels) == sorted(wanted), subject
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


def test_every_rico_term_that_code_pages_and_rules_may_show_has_labels_and_a_definition(graph):
    files = [ROOT / "docs/explanation/model.md"]
    files += [path for folder in ("kg", "sparql_endpoint") for path in sorted((ROOT / folder).rglob("*.py"))]
    files += [path for folder in ("shapes", "examples") for path in sorted((ROOT / "ontology" / folder).glob("*.ttl"))]
    used = set()
    for path in files:
        used |= set(re.findall(r"\b(?:rico:|RICO\.)([A-Za-z]+)", path.read_text(encoding="utf-8"))) & terms().keys()
    assert len(used) > 100
    # Inference adds inverses and superproperties, and what those lead to.
    for _ in range(9):
        used |= {other for name in used for other in (*terms()[name].inverse, *superclasses(name))}
    shown = {name for name in used if not name.endswith("_role")}
    for predicate in (RDFS.label, SKOS.definition):
        assert sorted(name for name in shown if (URIRef(RICO[name]), predicate, None) not in graph) == []


def test_only_technical_terms_are_without_labels(graph):
    unlabelled = [name for name in terms() if (URIRef(RICO[name]), RDFS.label, None) not in graph]
    assert [name for name in unlabelled if not name.endswith("_role") and "roxy" not in name] == []


def test_no_two_properties_of_one_direction_look_alike(graph):
    for language in sorted(LANGUAGES):
        seen: dict[str, list[str]] = {}
        for name, term in terms().items():
            if term.kind == "object":
                for label in graph.objects(URIRef(RICO[name]), RDFS.label):
                    if label.language == language:
                        seen.setdefault(str(label), []).append(name)
        alike = [names for names in seen.values() if len(names) > 1]
        inverse = [names for names in alike if any(set(terms()[name].inverse) & set(names) for name in names)]
        assert inverse == [], language


def test_keys_of_the_data_model_are_concepts():
    types = {"PERSON": "person", "ORG": "body", "PLACE": "place", "EVENT": "event", "DATE": "date", "TERM": "term"}
    wanted = [f"level-{level}" for level in get_args(Level)] + [f"method-{method}" for method in get_args(Method)]
    wanted += [f"type-{types[label]}" for label in get_args(Label)]
    assert [name for name in wanted if name not in OWN_TERMS] == []


def test_every_concept_stands_in_a_scheme_and_every_scheme_has_some(graph):
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        (scheme,) = graph.objects(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph, concept
        assert (concept, SKOS.notation, None) in graph
        above = list(graph.objects(concept, SKOS.broader))
        assert all((other, SKOS.inScheme, scheme) in graph for other in above)
        assert bool(above) != ((concept, SKOS.topConceptOf, scheme) in graph), concept
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert schemes == set(graph.objects(None, SKOS.inScheme))
    notations = [
        (scheme, str(note)) for c, scheme in graph.subject_objects(SKOS.inScheme) for note in graph[c : SKOS.notation]
    ]
    assert len(notations) == len(set(notations))


def test_opis_is_only_close_to_a_series(graph):
    opis = URIRef(OWN_TERMS["level-opis"])
    assert not list(graph.objects(opis, SKOS.exactMatch))
    assert [str(other).rpartition("#")[2] for other in graph.objects(opis, SKOS.closeMatch)] == ["Series"]


def test_the_page_of_terms_is_up_to_date():
    assert build_page.PAGE.read_text(encoding="utf-8") == build_page.page(), "run python -m ontology.build_page"
