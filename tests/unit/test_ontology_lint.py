"""No file of ours uses a term that does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery
from validation_support import MemoryStore, good_quads

from ontology.example_queries import example_queries
from ontology.lint import REPLACED, main, unknown_terms
from ontology.terms import RICO

ROOT = Path(__file__).parents[2]
CODE = [
    path
    for folder in ("kg", "ontology", "sparql_endpoint", "extractors")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.name != "lint.py"
]
DATA = [*sorted((ROOT / "ontology").rglob("*.ttl")), ROOT / "docs/explanation/model.md"]
READ_BUT_NEVER_WRITTEN = {
    *("rico:certainty", "rico:descriptiveNote", "rico:includes", "rico:isIncludedIn"),
    *("schema:sameAs", "skos:note"),
}
"""What dumps of other nodes may say, in terms of earlier versions and other vocabularies: the RDF reader knows them."""
EXAMPLES = example_queries(vocabulary="https://sunqar.invalid/def#", base="https://sunqar.invalid")


@pytest.mark.parametrize("path", [*CODE, *DATA], ids=lambda path: str(path.relative_to(ROOT)))
def test_only_known_terms(path):
    reads = path.name.startswith("rdf_") and path.parent.name == "readers"
    allowed = READ_BUT_NEVER_WRITTEN if reads else set()
    assert set(unknown_terms(path.read_text(encoding="utf-8"))) <= allowed


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
def test_what_the_linter_sees(text, found):
    assert unknown_terms(text) == found


def test_own_terms_are_judged_under_the_namespace_given():
    text = "<https://a.example/v#mentions> <https://a.example/v#no>"
    assert unknown_terms(text, vocabulary="https://a.example/v#") == ["kg:no"]
    assert unknown_terms(text) == []


def test_what_replaces_an_old_term_exists():
    for old, new in REPLACED.items():
        assert unknown_terms(old) == [old]
        assert new.removeprefix("rico:") in RICO


def test_the_command_says_what_to_write(tmp_path, capsys):
    path = tmp_path / "q.rq"
    path.write_text("?x rico:hasProvenance ?y")
    assert main([str(path)]) == 1
    assert "Write rico:hasOrganicProvenance." in capsys.readouterr().out


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
    rows = {example.key: list(store.select(example.sparql)) for example in EXAMPLES}
    assert all(rows.values()), [key for key, found in rows.items() if not found]
    persons = rows["persons-in-both-archives"]
    assert {row["document"] for row in persons} == {"vol1/d1", "f1/d1"}
    assert {row["quote"] for row in persons} == {"Person One"}
