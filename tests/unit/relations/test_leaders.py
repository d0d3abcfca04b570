"""Offices that lead a body, and leadership in the graph: who, which body, when, in which office, on what evidence."""

from __future__ import annotations

import json
import re

import pytest
from test_graph import IRIS, document, triples

from extractors.leaders import heads, leads
from extractors.registry import reader
from extractors.source import Source
from kg.rdf.mapper import map_source


@pytest.mark.parametrize(
    ("office", "body"),
    [
        ("Director, Office of Chinese Affairs, Department of State", "Office of Chinese Affairs, Department of State"),
        ("Acting Chief of the Fuels Division", "Fuels Division"),
        ("First Secretary of the Polish United Workers' Party", "Polish United Workers' Party"),
        ("председатель Комитета", "Комитета"),
        ("مدير مدرسة السياسة", "مدرسة السياسة"),
        ("Катар даму қорының бас директоры", "Катар даму қорының"),
    ],
)
def test_an_office_that_leads(office: str, body: str) -> None:
    assert leads(office, body)


@pytest.mark.parametrize(
    ("office", "body"),
    [
        ("Deputy Director, Office of Chinese Affairs", "Office of Chinese Affairs"),
        ("Chief of Staff, Far East Command", "Far East Command"),
        ("First Secretary of the Embassy", "Embassy"),
        ("Director, Export-Import Bank", "Export-Import Bank"),
        ("Director General, Iranian Foreign Ministry", "Iranian Foreign Ministry"),
        ("Executive Director of the Bureau of African Affairs", "Bureau of African Affairs"),
        ("заместитель председателя Комитета", "Комитета"),
        ("Head of Arabian Department, British Foreign Office", "Arabian Department"),
        ("President", ""),
    ],
)
def test_one_that_does_not(office: str, body: str) -> None:
    assert not leads(office, body)


def test_a_role_that_is_a_head_s_and_one_that_is_not() -> None:
    assert all(map(heads, ("глава представительства", "Director", "رئيس البعثة", "елшілік басшысы")))
    assert not any(map(heads, ("head gardener", "сотрудник представительства", "vice president", "")))


def test_leadership_from_the_words_of_a_text_names_the_position() -> None:
    graph = triples(
        document("[Director of the {ORG Bureau}] {s:PERSON Hughes} wrote in {DATE May 1964}", "held_position")
    )
    (node,) = re.findall(r"<(\S+)> <\S+#type> <\S+#LeadershipRelation>", graph)
    (position,) = re.findall(rf"<{re.escape(node)}> <\S+#leadershipWithPosition> <(\S+)>", graph)
    assert f"<{position}> <https://www.ica.org/standards/RiC/ontology#existsOrExistedIn>" in graph
    for property_ in ("relationHasSource", "relationHasTarget", "relationHasDate", "isEvidencedBy"):
        assert re.search(rf"<{re.escape(node)}> <\S+#{property_}> <", graph), property_
    assert "LeadershipRelation" not in triples(
        document("[Deputy Director of the {ORG Bureau}] {s:PERSON Hughes} wrote", "held_position")
    )


def test_a_list_of_persons_tells_who_led_which_body_when() -> None:
    entry = {
        "local_id": "v1#p_GG1",
        "name": "Gray, Gordon",
        "description": "Director, Office of Defense Mobilization, from March 14, 1957, until July 1958; physicist",
    }
    source = Source("persons.jsonl", "qna", json.dumps(entry).encode())
    documents = list(reader("authority-list").read(source))
    (relation,) = documents[0].entities[0].relations
    assert documents[0].text[relation.start : relation.end].endswith("until July 1958")
    graph = "".join(map_source(documents, source, "authority-list-0.1.0", IRIS).graph.lines)
    (node,) = re.findall(r"<(\S+)> <\S+#type> <\S+#LeadershipRelation>", graph)
    (date,) = re.findall(rf"<{re.escape(node)}> <\S+#relationHasDate> <(\S+)>", graph)
    assert re.search(rf'<{re.escape(date)}> <\S+#beginningDate> "1957-03-14"', graph)
    assert re.search(rf'<{re.escape(date)}> <\S+#endDate> "1958-07-31"', graph)
