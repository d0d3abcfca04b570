"""Relations of texts in the graph: nodes, events, evidence; what SHACL says of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from extractors.dates import parse
from extractors.document import DateExpression, Document, Mention, Relation
from extractors.relations.examples import read_example
from extractors.relations.find import MODEL
from extractors.source import Source
from kg.iri import Iris
from kg.rdf.mapper import map_source

IRIS = Iris("https://sunqar.example", "https://sunqar.example/def#")


def document(written: str, type_: str, confidence: float = 0.9) -> Document:
    """One document whose one relation is the one marked in the text; dates are read."""
    example = read_example(written)
    assert example.subject is not None
    assert example.object is not None
    last = max(m.end for m in example.mentions)
    evidence = replace(example.subject, start=0, end=max(last, example.object.end))
    relation = Relation(type_, example.subject, example.object, evidence, "rule", confidence, f"{MODEL}/en-test")
    dates = []
    for mention in example.mentions:
        if mention.label == "DATE":
            words = example.text[mention.start : mention.end]
            understood = parse(words, "en")
            assert understood is not None
            dates.append(DateExpression(words, understood.edtf, start=mention.start, end=mention.end))
    return Document(
        "x/1",
        "x",
        "A letter",
        example.text,
        language="en",
        mentions=example.mentions,
        dates=tuple(dates),
        relations=(relation,),
    )


def triples(*documents: Document) -> str:
    mapped = map_source(documents, Source("a.txt", "qna", b""), "text-0.1.0", IRIS)
    return "".join(mapped.graph.lines)


def test_a_visit_is_an_event_with_place_person_and_date() -> None:
    graph = triples(document("{s:PERSON Rusk} visited {o:PLACE Madrid} on {DATE December 16, 1965}.", "visited"))
    (event,) = re.findall(r"<(\S+)> <\S+#hasEventType> <\S+#event-visit>", graph)
    for property_ in ("hasOrHadParticipant", "hasOrHadLocation", "occurredAtDate"):
        assert re.search(rf"<{re.escape(event)}> <\S+#{property_}> <", graph), property_
    assert "Rusk visited Madrid on December 16, 1965" in graph


@pytest.mark.parametrize(
    ("written", "type_", "class_", "shortcut"),
    [
        ("[Ambassador of {PLACE Qatar}] {s:PERSON Ali} came", "held_position", "PositionHolding", "occupiesOrOccupied"),
        ("{s:PERSON Ali} was appointed [Ambassador]", "appointed", "PositionHoldingRelation", "occupiesOrOccupied"),
        ("{s:PERSON Ali}, head of the {o:ORG Bank}", "leader_of", "LeadershipRelation", "isOrWasLeaderOf"),
        ("{s:PERSON Ali} joined the {o:ORG Party}", "member_of", "MembershipRelation", "isOrWasMemberOf"),
        ("{s:PERSON Ali}, son of {o:PERSON Omar}", "parent", "ChildRelation", "isChildOf"),
        ("{s:PERSON Ali}, brother of {o:PERSON Omar}", "sibling", "SiblingRelation", "hasSibling"),
        ("{s:PERSON Ali} attended the {o:EVENT Conference}", "participated", "EventRelation", "hasOrHadParticipant"),
        ("{s:PLACE Akmola} was renamed {o:PLACE Astana}", "renamed", "PlaceRelation", "isAssociatedWithPlace"),
        ("{s:PERSON Ali} met {o:PERSON Omar}", "met", "EventRelation", "hasOrHadParticipant"),
        ("{s:PLACE Qatar} signed the [treaty]", "signed", "EventRelation", "hasOrHadParticipant"),
    ],
)
def test_node_shortcut_confidence_and_method(written: str, type_: str, class_: str, shortcut: str) -> None:
    graph = triples(document(written, type_, 0.87))
    nodes = set(re.findall(rf"<(\S+/id/relation/\w+)> <\S+#type> <\S+#{class_}", graph))
    assert nodes
    assert re.search(rf"<\S+> <\S+#{shortcut}> <", graph)
    for node in nodes:
        mark = re.escape(node)
        assert re.search(rf'<{mark}> <\S+#confidence> "0.87"', graph)
        assert re.search(rf"<{mark}> <\S+#method> <\S+#method-rule>", graph)
        assert re.search(rf"<{mark}> <\S+#evidence> <\S+/id/mention/", graph)
        assert re.search(rf"<{mark}> <\S+#isEvidencedBy> <\S+/id/record/", graph)


def test_a_relation_whose_mention_was_dropped_is_not_stated() -> None:
    whole = document("{s:PERSON Ali} met {o:PERSON Omar}", "met")
    left: tuple[Mention, ...] = whole.mentions[:1]
    assert "/id/relation/" not in triples(replace(whole, mentions=left))


def test_two_rules_that_say_one_thing_give_one_confidence() -> None:
    one = document("{s:PERSON Ali}, head of the {o:ORG Bank}", "leader_of", 0.8)
    other = replace(one.relations[0], confidence=0.95, model=f"{MODEL}/en-other")
    graph = triples(replace(one, relations=(*one.relations, other)))
    assert re.findall(r'/id/relation/\w+> <\S+#confidence> "([\d.]+)"', graph) == ["0.95"]


def test_standing_together_is_no_statement() -> None:
    text = read_example("{PERSON Ali} and {PERSON Omar} and {PLACE Doha}")
    bare = Document("x/1", "x", "A letter", text.text, language="en", mentions=text.mentions)
    assert "/id/relation/" not in triples(bare)
