"""One small file of our own for each reader."""

from __future__ import annotations

from extractors.source import Source

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter-7" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Note on embassies</title></titleStmt>
<publicationStmt><idno type="callnumber">QA-1/3/7</idno><idno type="url">https://example.org/7</idno>
<availability><licence target="https://creativecommons.org/publicdomain/zero/1.0/">CC0</licence></availability>
</publicationStmt><sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc></teiHeader>
<text><body><div type="letter"><head>Letter from the Ministry<note n="1">A footnote.</note></head>
<opener><dateline><placeName>Doha</placeName>, <date when="1993-07-01">1 July 1993</date></dateline></opener>
<p><pb n="1" facs="0001"/>The embassy of <placeName ref="geonames:1522867">Kazakhstan</placeName> wrote to
<persName corresp="#p_A" type="to">Mr. A</persName>.</p></div></body></text></TEI>
"""

EAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ead SYSTEM "ead.dtd">
<ead><eadheader><eadid>KZ-5</eadid><filedesc><titlestmt><titleproper>Inventory of fond 5</titleproper></titlestmt>
</filedesc></eadheader>
<archdesc level="otherlevel" otherlevel="fond"><did><unitid>5</unitid><unittitle>Embassy papers</unittitle>
<unitdate normal="1992/1999">1992-1999</unitdate><origination><corpname authfilenumber="KZ-A1">Ministry</corpname>
</origination></did><dsc><c id="op1" level="otherlevel" otherlevel="опись"><did><unitid>1</unitid>
<unittitle>Reports</unittitle></did><c level="file"><did><unitid>2</unitid><unittitle>Visits</unittitle></did></c>
</c></dsc></archdesc></ead>
"""

EAC = """<?xml version="1.0" encoding="UTF-8"?>
<eac-cpf xmlns="urn:isbn:1-931666-33-4" xmlns:xlink="http://www.w3.org/1999/xlink">
<control><recordId>KZ-A1</recordId></control>
<cpfDescription><identity><entityType>corporateBody</entityType><nameEntry xml:lang="eng"><part>Ministry
of Foreign Affairs</part></nameEntry></identity><description><existDates><dateRange>
<fromDate standardDate="1992">1992</fromDate></dateRange></existDates></description>
<relations>
<cpfRelation cpfRelationType="temporal-earlier" xlink:href="KZ-A0">
<relationEntry>Commissariat</relationEntry></cpfRelation></relations></cpfDescription></eac-cpf>
"""

ALTO = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit>
<sourceImageInformation><fileName>scans/page-12.png</fileName><documentIdentifier>KZ-5/op1/2</documentIdentifier>
</sourceImageInformation></Description><Layout><Page PHYSICAL_IMG_NR="12" WIDTH="1000" HEIGHT="2000"><PrintSpace>
<TextBlock>
<TextLine HPOS="10" VPOS="20" WIDTH="300" HEIGHT="40" BASELINE="10 55 310 55">
<String CONTENT="Посол" WC="0.9"/><SP/><String CONTENT="при" WC="0.5"/><HYP CONTENT="-"/></TextLine>
<TextLine HPOS="10" VPOS="70" WIDTH="200" HEIGHT="40">
<String CONTENT="был"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>
"""

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="ms_3.jpg"
imageWidth="900" imageHeight="1400"><ReadingOrder><OrderedGroup id="o"><RegionRefIndexed index="0" regionRef="b"/>
<RegionRefIndexed index="1" regionRef="a"/></OrderedGroup></ReadingOrder>
<TextRegion id="a"><Coords points="0,0 9,9"/><TextLine id="l2"><Coords points="5,60 105,60 105,90 5,90"/><TextEquiv>
<Unicode>السطر الثاني</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="b"><Coords points="0,0 9,9"/><TextLine id="l1"><Coords points="5,10 105,10 105,40 5,40"/>
<Baseline points="5,35 105,35"/><TextEquiv conf="0.8"><Unicode>السطر الأول</Unicode></TextEquiv></TextLine></TextRegion>
</Page></PcGts>
"""

HISTSTATE = """<?xml version="1.0" encoding="UTF-8"?>
<country-mission><territory-id>qatar</territory-id><chiefs>
<chief><id>qa-1990-doe-01</id>
<person-id>doe-john</person-id>
<role-title-id>ambassador-e-p</role-title-id><contemporary-territory-id>qatar</contemporary-territory-id>
<appointed><date>1990-01-02</date><note/></appointed><started><date>1990-02-03</date><note/></started>
<ended><date>1992-04-05</date><note>Left post on</note></ended><note/></chief></chiefs></country-mission>
"""

MARKDOWN = """---
title: Readout of a call
date: '2024-05-06'
source_url: https://example.org/readout
tags: [calls]
---
The President spoke with the Amir
of **Qatar**.

## Next
- One
- Two
"""

AUTHORITY = """{"local_id": "vol1#p_A", "name": "A, John", "description": "Ambassador", "person_id": "7"}
{"person_id": "7", "preferred": "A, John", "names": ["A, J."], "birth_year": "1930", "authorities": {"viaf": "12"}}
{"id": "body:1", "kind": "org", "names": ["Ministry", "Министерство"], "identifiers": ["isni:1"]}
"""


def _source(name: str, text: str) -> Source:
    return Source(name, "test", text.encode())


SAMPLES = {
    "alto": _source("page-12.xml", ALTO),
    "authority-list": _source("people.jsonl", AUTHORITY),
    "eac-cpf": _source("ministry.xml", EAC),
    "ead": _source("fond5.xml", EAD),
    "histstate": _source("qatar.xml", HISTSTATE),
    "markdown": _source("readout.md", MARKDOWN),
    "page": _source("ms.xml", PAGE),
    "tei": _source("letter.xml", TEI),
    "text": _source("note.txt", "First line\nSecond line\n"),
}
