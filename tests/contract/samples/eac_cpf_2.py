from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "ministry2.xml",
    "test",
    """<?xml version="1.0" encoding="UTF-8"?>
<eac xmlns="https://archivists.org/ns/eac/v2">
<control maintenanceStatus="revised"><recordId>KZ-P7</recordId><otherRecordIds><otherRecordId>old-7</otherRecordId>
</otherRecordIds><conventionDeclaration id="cd1"><reference>ALA-LC</reference><shortCode>alalc</shortCode>
</conventionDeclaration><languageDeclaration languageCode="rus" scriptCode="Cyrl"/></control>
<cpfDescription><identity><entityType value="person"/><identityId localType="Wikidata">Q123</identityId>
<nameEntrySet><nameEntry status="authorized" languageOfElement="rus" scriptOfElement="Cyrl" preferredForm="true">
<part localType="surname">Токаев</part><part localType="forename">Касым-Жомарт</part></nameEntry>
<nameEntry languageOfElement="kaz" scriptOfElement="Cyrl"><part>Тоқаев Қасым-Жомарт</part></nameEntry>
<nameEntry languageOfElement="ara"><part>توكاييف، قاسم جومارت</part></nameEntry>
<nameEntry languageOfElement="rus" scriptOfElement="Latn" conventionDeclarationReference="cd1"><part>Tokaev</part>
</nameEntry></nameEntrySet></identity>
<description><existDates><dateRange><fromDate standardDate="1953-05-17">17 мая 1953</fromDate>
<toDate status="ongoing"/></dateRange></existDates>
<places><place><placeName>Алма-Ата</placeName><placeRole>место рождения</placeRole>
<geographicCoordinates coordinateSystem="WGS84">43.24 76.89</geographicCoordinates></place></places>
<occupations><occupation><term>дипломат</term><dateRange><fromDate standardDate="1975">1975</fromDate></dateRange>
</occupation></occupations><biogHist><p>Министр, см. <reference href="https://example.org">биографию</reference>.</p>
</biogHist></description>
<relations><relation><targetEntity targetType="corporateBody" valueURI="KZ-A1"><part>МИД</part></targetEntity>
<dateRange><fromDate standardDate="1994">1994</fromDate><toDate standardDate="1999">1999</toDate></dateRange>
<relationType>associative</relationType><targetRole>член</targetRole></relation>
<relation><targetEntity targetType="resource" valueURI="https://example.org/fond"><part>Фонд 5</part></targetEntity>
<relationType>creatorOf</relationType></relation></relations></cpfDescription></eac>
""".encode(),
)
