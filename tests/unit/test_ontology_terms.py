"""Terms, facts and data files of the ontology package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ontology import build_facts, files
from ontology.namespaces import NAMESPACES, PLACEHOLDER, prefixes
from ontology.terms import OA, OWN_TERMS, RICO, UnknownTerm, own, own_terms, rico_rows

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "rico" / "RiC-O_1-1.rdf"


def test_a_term_is_its_iri():
    assert RICO.Record == "https://www.ica.org/standards/RiC/ontology#Record"
    assert RICO["hasOrHadHolder"].endswith("#hasOrHadHolder")
    assert own("https://a.example/def#")["level-opis"] == "https://a.example/def#level-opis"
    assert "mentions" in OWN_TERMS
    assert "mentiones" not in OWN_TERMS


@pytest.mark.parametrize(("vocabulary", "name"), [(RICO, "hasInstantiation"), (OA, "hasBoddy"), (OWN_TERMS, "nothing")])
def test_an_unknown_term_is_an_error_that_names_the_nearest(vocabulary, name):
    with pytest.raises(UnknownTerm, match=r"TERM001") as caught:
        vocabulary[name]
    assert caught.value.code == "TERM001"
    with pytest.raises(AttributeError):
        getattr(vocabulary, name)


def test_a_misspelt_constant_fails_when_its_module_loads():
    code = "from ontology.terms import RICO\nHOLDER = RICO.hasOrHadHoldr\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert "Did you mean rico:hasOrHadHolder?" in done.stderr


def test_importing_terms_is_quick_and_loads_no_library():
    code = (
        "import re, functools, pathlib, time, sys\n"
        "def best(module):\n"
        "    least = 9.0\n"
        "    for turn in range(9):\n"
        "        for name in [n for n in sys.modules if n.startswith(module.split('.')[0])]: del sys.modules[name]\n"
        "        start = time.process_time(); __import__(module); least = min(least, time.process_time() - start)\n"
        "    return least\n"
        "print(best('ontology.terms') / best('argparse'))\n"
        "assert 'rdflib' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert float(done.stdout) < 2, "it takes half as long as argparse"


def test_counts_of_the_facts():
    kinds = [row[0] for row in rico_rows().values()]
    assert (kinds.count("class"), kinds.count("object"), kinds.count("datatype")) == (107, 480, 75)
    assert rico_rows()["hasSender"][2] == "Agent"
    assert rico_rows()["directlyIncludes"][3] == "isDirectlyIncludedIn"


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published ontology is not at hand")
def test_the_facts_are_those_of_the_published_file():
    facts = build_facts.Facts(PUBLISHED)
    assert facts.terms() == (ROOT / "ontology/rico_terms.tsv").read_text(encoding="utf-8")
    assert facts.relations() == (ROOT / "ontology/rico_relations.tsv").read_text(encoding="utf-8")
    assert facts.axioms() == (ROOT / "ontology/rico_axioms.ttl").read_text(encoding="utf-8")


def test_axioms_hold_what_was_counted_and_no_words():
    from collections import Counter

    from rdflib import RDFS, SKOS, Graph

    graph = Graph().parse(ROOT / "ontology/rico_axioms.ttl")
    counts = Counter(str(predicate).rpartition("#")[2] for predicate in graph.predicates())
    assert counts["propertyChainAxiom"] == 121
    assert counts["hasSelf"] == 49
    assert (None, RDFS.label, None) not in graph
    assert (None, SKOS.scopeNote, None) not in graph


@pytest.mark.parametrize("name", [*files.graph_files(), *files.shape_files(), *files.example_files()])
def test_every_data_file_is_turtle_under_any_namespace(name):
    from rdflib import Graph

    text = files.text(name, vocabulary="https://other.example/v/", base="https://a.example/data")
    assert "sunqar.invalid" not in text
    assert len(Graph().parse(data=text, format="turtle")) > 5


def test_own_terms_are_those_that_the_files_define():
    from rdflib import RDF, Graph

    graph = Graph()
    for name in files.graph_files():
        graph.parse(data=files.text(name, vocabulary=PLACEHOLDER, base="https://sunqar.invalid"), format="turtle")
    defined = {str(node).removeprefix(PLACEHOLDER) for node in graph.subjects(RDF.type) if PLACEHOLDER in str(node)}
    assert defined == own_terms()


def test_prefix_lines_are_sparql():
    from rdflib.plugins.sparql import prepareQuery

    prepareQuery(prefixes(vocabulary="https://a.example/def#") + "SELECT ?x { ?x a kg:Entity , rico:Person }")
    assert NAMESPACES["rico"] in prefixes(vocabulary=PLACEHOLDER)
