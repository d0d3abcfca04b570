from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "letter.xml",
    "test",
    b"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter-7" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Note on embassies</title></titleStmt>
<publicationStmt><idno type="callnumber">QA-1/3/7</idno><idno type="url">https://example.org/7</idno>
<availability><licence target="https://creativecommons.org/publicdomain/zero/1.0/">CC0</licence></availability>
</publicationStmt><sourceDesc><p>Written for a test.</p></sourceDesc></fileDesc></teiHeader>
<text><body><div type="letter"><head>Letter from the Ministry<note n="1">A footnote.</note></head>
<opener><dateline><placeName>Doha</placeName>, <date when="1993-07-01">1 July 1993</date></dateline></opener>
<p><pb n="1" facs="0001"/>The embassy of <placeName ref="geonames:1522867">Kazakhstan</placeName> wrote to
<persName corresp="#p_A" type="to">Mr. A</persName>.</p></div></body></text></TEI>
""",
)
