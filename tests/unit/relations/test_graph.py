"""Relations of texts in the graph: nodes, events, evidence; what SHACL says of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pyoxigraph
import pytest

from extractors.dates import parse
from extractors.document import DateExpression, Document, Mention, Relation
from extractors.relations import find
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
            dates.append(replace(understood, start=mention.start, end=mention.end))
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


def test_what_is_told_twice_is_one_event_and_another_day_is_another() -> None:
    written = "{PERSON Ali} met {PERSON Omar} on {DATE May 3, 1964}. "
    example = read_example(written * 2 + "{PERSON Ali} met {PERSON Omar} on {DATE June 5, 1964}.")
    dates = tuple(
        DateExpression(example.text[m.start : m.end], edtf, start=m.start, end=m.end)
        for m, edtf in zip(
            [m for m in example.mentions if m.label == "DATE"], ("1964-05-03", "1964-05-03", "1964-06-05"), strict=True
        )
    )
    found = find(example.text, example.mentions)
    assert len(found) == 3
    whole = Document("x/1", "x", "A", example.text, language="en", mentions=example.mentions, dates=dates)
    graph = triples(replace(whole, relations=found))
    events = set(re.findall(r"<(\S+)> <\S+#hasEventType> <\S+#event-meeting>", graph))
    assert len(events) == 2
    for event in events:
        assert len(re.findall(rf"<{re.escape(event)}> <\S+22-rdf-syntax-ns#type> <\S+#Event>", graph)) == 1
        assert len(re.findall(rf"<{re.escape(event)}> <\S+rdf-schema#label>", graph)) == 1


def test_an_appointment_is_an_event_that_results_in_the_position() -> None:
    graph = triples(
        document("{s:PERSON Ali} was appointed [Ambassador to {PLACE Qatar}] in {DATE May 1964}", "appointed")
    )
    (event,) = re.findall(r"<(\S+)> <\S+#hasEventType> <\S+#event-appointment>", graph)
    (position,) = re.findall(rf"<{re.escape(event)}> <\S+#resultsOrResultedIn> <(\S+)>", graph)
    assert re.search(rf"<{re.escape(position)}> <\S+#isAssociatedWithPlace> <", graph)
    assert re.search(rf"<{re.escape(event)}> <\S+#occurredAtDate> <", graph)


def test_a_renaming_is_an_event_that_affects_the_place() -> None:
    graph = triples(document("{s:PLACE Akmola} was renamed {o:PLACE Astana} in {DATE 1998}", "renamed"))
    (event,) = re.findall(r"<(\S+)> <\S+#hasEventType> <\S+#event-renaming>", graph)
    assert re.search(rf"<{re.escape(event)}> <\S+#affectsOrAffected> <", graph)


def test_competency_questions_on_events_have_answers() -> None:
    """Who visited where and when; who held which position, by which record; of which graph it is."""
    store = pyoxigraph.Store()
    visit = document("{s:PERSON Rusk} visited {o:PLACE Madrid} on {DATE December 16, 1965}.", "visited")
    held = document("[Ambassador of {PLACE Qatar}] {s:PERSON Ali} came in {DATE May 1964}", "held_position")
    text = triples(visit, replace(held, id="x/2"))
    store.load(text.encode(), pyoxigraph.RdfFormat.N_QUADS)
    prefix = (
        "PREFIX rico: <https://www.ica.org/standards/RiC/ontology#>"
        " PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    )
    visits = (
        prefix
        + """SELECT ?b ?place ?who WHERE { ?e a rico:Event ; rico:occurredAtDate/rico:beginningDate ?b ;
      rico:hasOrHadLocation/rdfs:label ?place ; rico:hasOrHadParticipant/rdfs:label ?who }"""
    )
    assert [[term.value for term in row] for row in store.query(visits, use_default_graph_as_union=True)] == [
        ["1965-12-16", "Madrid", "Rusk"]
    ]
    positions = (
        prefix
        + """SELECT ?who ?post ?record WHERE { ?r a rico:PositionHoldingRelation ; rico:isEvidencedBy ?record ;
      rico:relationHasSource/rdfs:label ?who ; rico:relationHasTarget/rdfs:label ?post ; rico:relationHasDate ?d }"""
    )
    assert [row[1].value for row in store.query(positions, use_default_graph_as_union=True)] == ["Ambassador of Qatar"]
