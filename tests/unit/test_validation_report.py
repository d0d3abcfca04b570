"""The gate as its users see it: findings in words, counts, files of one's own, and what pyshacl cannot be asked."""

from __future__ import annotations

import json

import pytest
from validation_support import BASE, VOCABULARY, MemoryStore, good_quads, ours, own_shapes_text

from extractors.errors import RunAborted, UsageError
from kg.shacl.facts import fact_shapes
from kg.shacl.parse import parse_shapes
from kg.validation import render, run, validate

PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix e: <https://e.example/> .\n"
DATE = "https://data.example.org/id/day"


def broken(old: str, new: str) -> MemoryStore:
    """The sound graph with one text replaced in every line."""
    lines = [line.replace(old, new) if old in line else line for line in good_quads()]
    assert lines != good_quads()
    return MemoryStore("".join(lines))


def findings(store: MemoryStore):
    return [sentence for finding in run(store, None, VOCABULARY, BASE).findings for sentence in finding.sentences()]


def test_a_missing_holder_is_said_in_plain_words():
    lines = [line for line in good_quads() if not ("id/letter>" in line.split()[0] and "hasOrHadHolder" in line)]
    report = run(MemoryStore("".join(lines)), None, VOCABULARY, BASE)
    (finding,) = report.findings
    assert finding.sentences() == ["record vol1/d1 has no holder"]
    assert finding.sentences("ru") == ["документ vol1/d1 не имеет архива-хранителя"]
    assert finding.sentences("ar") == ["الوثيقة vol1/d1 ليس لها جهة حفظ"]
    assert not report.conforms
    assert render(report).splitlines()[0] == "Violation: record vol1/d1 has no holder"
    assert json.loads(json.dumps(report.as_dict()))["violations"] == 1


@pytest.mark.parametrize("day", ["1916-13-99", "1916-02-30", "", "1916", "0000-00-00"])
def test_a_day_that_does_not_exist_is_caught(day):
    store = broken('beginningDate> "1948-08-02"', f'beginningDate> "{day}"')
    sentences = findings(store)
    assert any("has an earliest day that does not exist" in sentence and day in sentence for sentence in sentences)


def test_a_date_that_ends_before_it_begins_is_caught():
    store = broken('endDate> "1948-08-02"', 'endDate> "1948-08-01"')
    assert findings(store) == ["date «August 2, 1948» (id/day) begins after it ends (1948-08-02)"]


def test_a_quotation_of_another_length_is_caught():
    store = broken('exact> "Person One"', 'exact> "Person On"')
    assert findings(store) == [
        "place of a mention «Person On» (mention/a1#target) quotes more or fewer words than its position spans"
    ]


def test_a_mention_outside_a_source_graph_is_caught():
    lines = [
        line.replace("graph/source/one> .", "graph/stray> .") if "mention/a1" in line else line for line in good_quads()
    ]
    assert findings(MemoryStore("".join(lines))) == [
        "mention «Person One» (mention/a1) stands in a graph that does not name its archive"
    ]


def test_warnings_do_not_close_the_gate():
    lines = [line for line in good_quads() if not ("id/fonds>" in line.split()[0] and "hasRecordSetType" in line)]
    report = run(MemoryStore("".join(lines)), None, VOCABULARY, BASE)
    assert report.conforms
    assert report.count("Warning") == 1
    assert render(report).endswith("0 violations, 1 warnings.")


def test_examples_are_few_sorted_and_counted_whole():
    quads = "".join(f'<https://e.example/{number:02}> <https://e.example/p> "x" .\n' for number in range(40))
    shapes = parse_shapes(PREFIXES + "e:S sh:targetSubjectsOf e:p ; sh:property [ sh:path e:q ; sh:minCount 1 ] .", "")
    report = validate(MemoryStore(quads).select, shapes, limit=3)
    (finding,) = report.findings
    assert finding.count == 40
    assert [example.focus[-2:] for example in finding.examples] == ["00", "01", "02"]
    assert "… and 38 more like this" in render(report, examples=2)


def test_a_result_is_counted_once_however_many_graphs_say_it():
    quads = "".join(f'<https://e.example/a> <https://e.example/p> "x" <https://e.example/g{n}> .\n' for n in range(9))
    shapes = parse_shapes(
        PREFIXES + "e:S sh:targetSubjectsOf e:p ; sh:property [ sh:path e:p ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .",
        "",
    )
    (finding,) = validate(MemoryStore(quads).select, shapes).findings
    assert (finding.component.rpartition("#")[2], finding.count) == ("NodeKindConstraintComponent", 1)


def test_subclasses_that_the_data_declares_count():
    quads = (
        "<https://e.example/B> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <https://e.example/A> .\n"
        "<https://e.example/C> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <https://e.example/B> .\n"
        "<https://e.example/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://e.example/C> .\n"
    )
    shapes = PREFIXES + "e:S sh:targetClass e:A ; sh:class e:A ; sh:property [ sh:path e:p ; sh:minCount 1 ] ."
    (finding,) = ours(quads, shapes).findings
    assert finding.examples[0].focus == "https://e.example/x"
    assert finding.path == "<https://e.example/p>"


def test_shapes_of_ones_own_are_checked_besides_ours(tmp_path):
    path = tmp_path / "mine.ttl"
    path.write_text(
        PREFIXES + f"@prefix kg: <{VOCABULARY}> .\n"
        "e:S sh:targetClass kg:LocalEntity ; sh:property [ sh:path kg:externalId ; sh:minCount 1 ] ."
    )
    report = run(MemoryStore("".join(good_quads())), path, VOCABULARY, BASE)
    assert not report.conforms
    assert {finding.shape for finding in report.findings} == {"https://e.example/S"}
    assert "Doha" in render(report)


def test_errors_of_a_shapes_file_are_coded(tmp_path):
    store = MemoryStore("")
    with pytest.raises(UsageError) as missing:
        run(store, tmp_path / "none.ttl", VOCABULARY, BASE)
    assert (missing.value.code, missing.value.exit_code) == ("SHAPES003", 2)
    (tmp_path / "bad.ttl").write_text("this is no Turtle")
    with pytest.raises(RunAborted) as bad:
        run(store, tmp_path / "bad.ttl", VOCABULARY, BASE)
    assert bad.value.where.endswith("bad.ttl:1")


def test_an_empty_store_conforms():
    report = run(MemoryStore(""), None, VOCABULARY, BASE)
    assert report.findings == ()
    assert report.shapes == len(parse_shapes(own_shapes_text(triples_only=False), "")) + len(fact_shapes(BASE))


def test_a_record_outside_a_source_graph_is_caught():
    lines = [
        line.replace("graph/source/one> .", "graph/stray> .") if line.split()[0].endswith("id/letter>") else line
        for line in good_quads()
    ]
    assert findings(MemoryStore("".join(lines))) == [
        "record vol1/d1 is described in a graph that does not name its archive"
    ]
