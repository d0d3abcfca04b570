from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "qatar.xml",
    "test",
    b"""<?xml version="1.0" encoding="UTF-8"?>
<country-mission><territory-id>qatar</territory-id><chiefs>
<chief><id>qa-1990-doe-01</id>
<person-id>doe-john</person-id>
<role-title-id>ambassador-e-p</role-title-id><contemporary-territory-id>qatar</contemporary-territory-id>
<appointed><date>1990-01-02</date><note/></appointed><started><date>1990-02-03</date><note/></started>
<ended><date>1992-04-05</date><note>Left post on</note></ended><note/></chief></chiefs></country-mission>
""",
)
