"""No file of ours uses a term that does not exist, or one where it may not stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery
from validation_support import MemoryStore, good_quads

from ontology.example_queries import example_queries
from ontology.facts import terms
from ontology.lint import lint_file, main, own_files
from ontology.lint_terms import advice, unknown_terms
from ontology.replaced import REPLACED, instead

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "rico"
EXAMPLES = example_queries(vocabulary="https://sunqar.invalid/def#", base="https://sunqar.invalid")
HEAD = """@prefix rico: <https://www.ica.org/standards/RiC/ontology#> .
@prefix e: <https://e.example/> .
"""


def test_nothing_of_ours_is_wrong():
    files = own_files()
    assert {path.suffix for path in files} == {".ttl", ".rq", ".py", ".md"}
    assert [str(fault) for path in files for fault in lint_file(path)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("?x rico:hasInstantiation ?y", ["rico:hasInstantiation"]),
        ("<https://www.ica.org/standards/RiC/ontology#DateRange>", ["rico:DateRange"]),
        ("PREFIX r: <https://www.ica.org/standards/RiC/ontology#> SELECT * { ?x r:certainty ?y }", ["rico:certainty"]),
        ("kg:mentiones oa:hasBody", ["kg:mentiones"]),
        ("HOLDER = RICO.hasOrHadHoldr", ["rico:hasOrHadHoldr"]),
        ("prov:wasMadeBy foaf:Person mailto:x", ["prov:wasMadeBy"]),
        ("rico:Record/rico:identifier|^rico:hasSender kg:level-opis", []),
        ('f"kg:level-{key}"', []),
    ],
)
def test_terms_that_do_not_exist(text, found):
    assert unknown_terms(text) == found


def test_own_terms_are_judged_under_the_namespace_given():
    text = "<https://a.example/v#mentions> <https://a.example/v#no>"
    assert unknown_terms(text, vocabulary="https://a.example/v#") == ["kg:no"]
    assert unknown_terms(text) == []


def test_what_replaces_an_old_term_exists():
    for old, (version, new) in REPLACED.items():
        assert old not in terms()
        assert new in terms()
        assert version in ("0.2", "1.0")


@pytest.mark.parametrize(
    ("old", "says"),
    [
        ("hasInstantiation", "hasInstantiation is RiC-O 0.2: use hasOrHadInstantiation."),
        ("isOrWasCategoryOfAllMembersOf", "isOrWasCategoryOfAllMembersOf is RiC-O 1.0: use isOrWasTypeOfAllMembersOf."),
        ("spouseRelationConnects", "spouseRelationConnects is RiC-O 0.2: use relationConnects."),
        ("hasComponent", "hasComponent is RiC-O 0.2: use hasOrHadComponent."),
        ("hasSendr", "rico:hasSendr is no term of RiC-O 1.1. Did you mean hasSender?"),
    ],
)
def test_old_names_are_answered_with_the_new(old, says):
    assert advice(f"rico:{old}") == says
    assert instead(old)[1] in terms()


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ('e:a a rico:Record ;\n  rico:hasSender "X" .', 4, "rico:hasSender leads to a thing, not to text."),
        ('e:a rico:hasOrHadTitle "X" .', 3, "leads to a thing, not to text. Use title."),
        ("e:a rico:title e:b .", 3, "rico:title is for text, not for a thing. Use hasOrHadTitle."),
        ('e:a rico:rankInSequence "first" .', 3, 'asks for xsd:int, not "first".'),
        (
            "e:s a rico:RecordSet .\ne:s rico:hasOrHadLanguage e:l .",
            4,
            "not for rico:RecordSet. Use hasOrHadSomeMembersWithLanguage.",
        ),
        ("e:s a rico:RecordSet ; rico:directlyIncludes e:p .\ne:p a rico:RecordPart .", 3, "not to rico:RecordPart."),
        ("e:a a rico:hasSender .", 3, "rico:hasSender is a property and no class."),
        ("e:a rico:Record e:b .", 3, "rico:Record is a class and no property."),
        ("e:a a rico:Person , rico:CorporateBody .", 3, "Nothing can be both rico:CorporateBody and rico:Person."),
        (
            "e:r a rico:LeadershipRelation ; rico:relationHasTarget e:p .\ne:p a rico:Person .",
            3,
            "The relationHasTarget of a rico:LeadershipRelation is rico:Group, not rico:Person.",
        ),
        (
            "e:r a rico:SpouseRelation ; rico:relationHasSource e:p .\ne:p a rico:Person .",
            3,
            "rico:SpouseRelation has no direction: use relationConnects for both its ends.",
        ),
    ],
)
def test_terms_that_stand_where_they_may_not(tmp_path, body, line, says):
    for name in ("data.ttl", "data.trig"):
        path = tmp_path / name
        path.write_text(HEAD + body)
        (fault,) = lint_file(path)
        assert fault.line == line
        assert says in fault.message


def test_lines_of_quads_are_judged_alike(tmp_path):
    rico = "https://www.ica.org/standards/RiC/ontology#"
    path = tmp_path / "data.nq"
    path.write_text(
        f'<e:a> <{rico}name> "says rico:hasProvenance" <e:g> .\n<e:a> <{rico}hasSource> _:b <e:g> .\n'
        f"<e:a> <{rico}hasBirthDate> <e:d> .\n<e:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{rico}Place> .\n"
    )
    assert [(fault.line, fault.message) for fault in lint_file(path)] == [
        (2, "hasSource is RiC-O 0.2: use isEvidencedBy."),
        (3, "rico:hasBirthDate is for rico:Person, not for rico:Place."),
    ]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * { ?s a rico:RecordSet .\n ?s rico:hasDocumentaryFormType ?f }", ["2: rico:hasDocumentaryFormType"]),
        ("SELECT * { ?p a rico:Person OPTIONAL { ?x ^rico:hasOrHadMember/rico:title ?t ; a rico:Person } }", []),
        ("ASK { ?e a rico:Event FILTER EXISTS { ?e rico:hasSender|rico:hasAuthor ?x } }", ["hasSender", "hasAuthor"]),
        ("SELECT * { ?a rico:directlyIncludes+ ?b . ?a a rico:Record }", []),
        ("SELECT nothing", ["1: This is no SPARQL query"]),
    ],
)
def test_queries_are_judged_with_the_types_that_they_state(tmp_path, query, says):
    path = tmp_path / "q.rq"
    path.write_text(query)
    faults = [str(fault) for fault in lint_file(path)]
    assert len(faults) == len(says)
    assert all(any(words in fault for fault in faults) for words in says), faults


def test_the_command_says_what_to_write(tmp_path, capsys):
    path = tmp_path / "q.rq"
    path.write_text("SELECT ?x {\n ?x rico:hasProvenance ?y }")
    assert main([str(path)]) == 1
    assert capsys.readouterr().out == f"{path}:2: hasProvenance is RiC-O 0.2: use hasOrganicProvenance.\n"


@pytest.mark.skipif(not SHARED.exists(), reason="the sample graph is not at hand")
def test_no_fault_is_seen_in_a_sound_graph_of_others():
    found = {fault.message for fault in lint_file(SHARED / "sample.trig", vocabulary="https://example.org/def#")}
    # Its two languages have a code without being called appellations; ours are.
    assert found == {"rico:normalizedValue is for rico:Appellation or rico:Date, not for rico:Language."}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)
def test_examples_are_sparql_with_titles_in_four_languages(example):
    prepareQuery(example.sparql)
    for words in (example.titles, example.comments):
        assert [language for language, _ in words] == ["ar", "en", "kk", "ru"]


def test_examples_answer_on_a_graph_of_both_archives():
    one = "".join(good_quads())
    other = one.replace("id/letter", "id/reply").replace("vol1/d1", "f1/d1").replace("id/qna", "id/aprk")
    for part in ("id/text", "graph/source/one", "id/mention/a1", "id/holding", "id/file", "id/series", "id/fonds"):
        other = other.replace(part, f"{part}-2")
    doubtful = (
        (one + other)
        .replace('confidence> "1"^^', 'confidence> "0.7"^^')
        .replace(
            "XMLSchema#integer> <https://data.example.org/graph/links",
            "XMLSchema#decimal> <https://data.example.org/graph/links",
        )
    )
    store = MemoryStore(doubtful)
    rows = {example.key: list(store.select(example.sparql)) for example in EXAMPLES if not example.group}
    assert all(rows.values()), [key for key, found in rows.items() if not found]
    persons = rows["persons-in-both-archives"]
    assert {row["document"] for row in persons} == {"vol1/d1", "f1/d1"}
    assert {row["quote"] for row in persons} == {"Person One"}
