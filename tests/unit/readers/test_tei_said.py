"""What headings and lists of participants of edited papers say: parts, offices, meetings."""

from __future__ import annotations

import re

import pytest

from extractors.document import Document
from extractors.readers.tei import TeiReader
from extractors.source import Source
from kg.iri import Iris
from kg.rdf.mapper import map_source

_TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt>'
    '<publicationStmt><idno type="frus">v1/d1</idno></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>'
    '</teiHeader><text><body><div type="document" xml:id="d1" xml:lang="en"><head>{head}</head><opener><dateline>'
    '<placeName>Washington</placeName>, <date when="1958-10-08">October 8, 1958</date></dateline></opener>{body}'
    "</div></body></text></TEI>"
)


def source(head: str, body: str = "<p>Text.</p>") -> Source:
    return Source("d1.xml", "usa", _TEI.format(head=head, body=body).encode())


def read(head: str, body: str = "<p>Text.</p>") -> Document:
    (document,) = TeiReader().read(source(head, body))
    assert not list(document.check())
    return document


def parts(document: Document) -> list[tuple[str, str | None]]:
    return [(document.text[m.start : m.end], m.role) for m in document.mentions if m.label == "PERSON"]


def offices(document: Document) -> list[tuple[str, str]]:
    return [
        (document.text[r.subject.start : r.subject.end], document.text[r.object.start : r.object.end])
        for r in document.relations
    ]


@pytest.mark.parametrize(
    ("head", "told", "held"),
    [
        (
            'Telegram From the Ambassador in Iran (<persName type="from">Wiley</persName>) to the Secretary of State',
            [("Wiley", "sender")],
            [("Wiley", "Ambassador in Iran")],
        ),
        (  # the mark-up takes the second for a sender too
            '87. Memorandum From Secretary of State <persName type="from">Rusk</persName> to President '
            '<persName type="from">Johnson</persName>',
            [("Rusk", "sender"), ("Johnson", "addressee")],
            [("Rusk", "Secretary of State"), ("Johnson", "President")],
        ),
        (
            "Letter From the Executive Secretary (<persName>Tarnoff</persName>) and the Director of the Policy "
            "Planning Staff (<persName>Lake</persName>) to the Ambassador to Kuwait (<persName>Cottam</persName>)",
            [("Tarnoff", "sender"), ("Lake", "sender"), ("Cottam", "addressee")],
            [
                ("Tarnoff", "Executive Secretary"),
                ("Lake", "Director of the Policy Planning Staff"),
                ("Cottam", "Ambassador to Kuwait"),
            ],
        ),
        (  # whose "to" it is, is not plain: the mark-up stands
            'Telegram From the Ambassador to Vietnam (<persName type="from">Lodge</persName>)',
            [("Lodge", "sender")],
            [("Lodge", "Ambassador to Vietnam")],
        ),
        (
            'Memorandum of a Conversation Between the British Ambassador (<persName type="from">Makins</persName>) and '
            'Eric <persName type="to">Johnston</persName>',
            [("Makins", "participant"), ("Johnston", "participant")],
            [("Makins", "British Ambassador")],
        ),
        ("Visit of President <persName>Ayub</persName> to Washington", [("Ayub", None)], []),
    ],
)
def test_headings(head: str, told: list[tuple[str, str | None]], held: list[tuple[str, str]]) -> None:
    document = read(head)
    assert parts(document) == told
    assert offices(document) == held


MEETING = (
    "Memorandum of Conversation",
    '<list type="participants"><item>Ambassador <persName>Harman</persName></item><item><persName>R. Hare</persName>, '
    "Assistant Secretary, NEA</item><item>The Secretary</item></list><p>They spoke.</p>",
)


def test_a_conversation_is_an_event_with_those_present() -> None:
    document = read(*MEETING)
    (event,) = document.entities
    assert (event.event_type, event.dates[0].edtf) == ("meeting", "1958-10-08")
    told = [(r.type, document.text[r.start : r.end]) for r in event.relations]  # type: ignore[misc]
    assert told == [("participant", "Harman"), ("participant", "R. Hare"), ("location", "Washington")]
    assert offices(document) == [("Harman", "Ambassador"), ("R. Hare", "Assistant Secretary, NEA")]
    assert document.describes == (event.local_id,)


def test_nobody_is_where_a_telephone_conversation_is() -> None:
    (event,) = read(
        "Memorandum of a Telephone Conversation Between <persName>A. Doe</persName> and the President"
    ).entities
    assert event.event_type == "telephone-conversation"
    assert [r.type for r in event.relations] == ["participant"]


def test_the_event_in_the_graph_has_its_people_place_date_and_evidence() -> None:
    given = source(*MEETING)
    graph = "".join(
        map_source([*TeiReader().read(given)], given, "tei-0.1.0", Iris("https://a.b", "https://a.b/def#")).graph.lines
    )
    (event,) = re.findall(r"<(\S+)> <\S+#hasEventType> <\S+#event-meeting>", graph)
    for property_, times in (("hasOrHadParticipant", 2), ("hasOrHadLocation", 1), ("occurredAtDate", 1)):
        assert len(set(re.findall(rf"<{re.escape(event)}> <\S+#{property_}> <(\S+)>", graph))) == times, property_
    for node in re.findall(rf"<(\S+)> <\S+#relationHasSource> <{re.escape(event)}>", graph):
        assert re.search(rf"<{re.escape(node)}> <\S+#evidence> <\S+/id/mention/", graph)
        assert re.search(rf"<{re.escape(node)}> <\S+#method> <\S+#method-rule>", graph)
