from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "ministry.xml",
    "test",
    b"""<?xml version="1.0" encoding="UTF-8"?>
<eac-cpf xmlns="urn:isbn:1-931666-33-4" xmlns:xlink="http://www.w3.org/1999/xlink">
<control><recordId>KZ-A1</recordId></control>
<cpfDescription><identity><entityType>corporateBody</entityType><nameEntry xml:lang="eng"><part>Ministry
of Foreign Affairs</part></nameEntry></identity><description><existDates><dateRange>
<fromDate standardDate="1992">1992</fromDate></dateRange></existDates></description>
<relations>
<cpfRelation cpfRelationType="temporal-earlier" xlink:href="KZ-A0">
<relationEntry>Commissariat</relationEntry></cpfRelation></relations></cpfDescription></eac-cpf>
""",
)
