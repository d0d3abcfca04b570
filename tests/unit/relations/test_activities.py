"""Activities that a finding aid's index names: whose they are; records that RiC-O files relate to records."""

from __future__ import annotations

import re

import pytest
from test_graph import IRIS

from extractors.registry import reader
from extractors.source import Source
from kg.rdf.mapper import map_source

EAD = """<ead><eadheader><eadid>F1</eadid></eadheader><archdesc level="fonds"><did><unitid>F1</unitid>
<unittitle>Fonds</unittitle><origination>{}</origination></did><controlaccess><function>inspection</function>
</controlaccess></archdesc></ead>"""


@pytest.mark.parametrize(
    ("creators", "performers"),
    [(["Ministry of Trade"], 1), (["Ministry of Trade", "Ministry of Finance"], 0), ([], 0)],
)
def test_an_activity_is_the_creator_s_where_there_is_one(creators: list[str], performers: int) -> None:
    names = "".join(f"<corpname>{name}</corpname>" for name in creators)
    source = Source("f1.xml", "qna", EAD.format(names).encode())
    graph = "".join(map_source(list(reader("ead").read(source)), source, "ead-0.1.0", IRIS).graph.lines)
    (activity,) = re.findall(r"<\S+> <\S+#documents> <(\S+)>", graph)
    found = re.findall(rf"<(\S+)> <\S+#performsOrPerformed> <{re.escape(activity)}>", graph)
    assert len(found) == performers
    assert all(re.search(rf"<\S+> <\S+#hasCreator> <{re.escape(one)}>", graph) for one in found)


@pytest.mark.parametrize(("kind", "linked"), [("Record", True), ("RecordSet", False)])
def test_a_reply_is_stated_between_two_records_only(kind: str, linked: bool) -> None:
    turtle = f"""@prefix rico: <https://www.ica.org/standards/RiC/ontology#> . @prefix x: <https://x.example/> .
    x:a a rico:Record ; rico:identifier "A 1" ; rico:title "Letter" ; rico:hasReply x:b .
    x:b a rico:{kind} ; rico:identifier "A 2" ; rico:title "Reply" ."""
    source = Source("letters.ttl", "qna", turtle.encode())
    graph = "".join(map_source(list(reader("rdf").read(source)), source, "rdf-0.1.0", IRIS).graph.lines)
    replies = re.findall(r"#hasReply> <(\S+)>", graph)
    assert replies == ([IRIS.record("qna", "A 2")] if linked else [])
