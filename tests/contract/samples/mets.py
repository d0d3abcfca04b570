from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "issue.xml",
    "test",
    """<?xml version="1.0" encoding="UTF-8"?>
<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" OBJID="obj-1">
<dmdSec ID="d1"><mdWrap MDTYPE="MODS"><xmlData><mods xmlns="http://www.loc.gov/mods/v3">
<titleInfo lang="rus"><nonSort>О</nonSort><title>торговле</title><subTitle>доклад</subTitle></titleInfo>
<identifier type="local">KZ-9/1/4</identifier><identifier type="urn">urn:x:1</identifier>
<originInfo><dateCreated encoding="w3cdtf">1994-05-05</dateCreated></originInfo><genre>report</genre>
<language><languageTerm type="code" authority="iso639-2b">rus</languageTerm></language>
<abstract>О торговле с Катаром.</abstract></mods></xmlData></mdWrap></dmdSec>
<fileSec><fileGrp USE="DEFAULT"><file ID="i1" MIMETYPE="image/jpeg"><FLocat xlink:href="img/2.jpg"/></file>
<file ID="i2" MIMETYPE="image/jpeg"><FLocat xlink:href="img/1.jpg"/></file></fileGrp>
<fileGrp USE="FULLTEXT"><file ID="t1" MIMETYPE="text/xml"><FContent><xmlData>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page><PrintSpace><TextBlock><TextLine>
<String CONTENT="Вторая" HPOS="1" VPOS="2" WIDTH="3" HEIGHT="4"/></TextLine></TextBlock></PrintSpace></Page></Layout>
</alto></xmlData></FContent></file><file ID="t2" MIMETYPE="text/xml"><FContent><xmlData>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page><PrintSpace><TextBlock><TextLine>
<String CONTENT="Первая"/><SP/><String CONTENT="страница"/></TextLine></TextBlock></PrintSpace></Page></Layout>
</alto></xmlData></FContent></file></fileGrp></fileSec>
<structMap TYPE="LOGICAL"><div TYPE="delo" DMDID="d1"/></structMap>
<structMap TYPE="PHYSICAL"><div TYPE="physSequence"><div TYPE="page" ORDER="2"><fptr FILEID="i1"/><fptr FILEID="t1"/>
</div><div TYPE="page" ORDER="1" ORDERLABEL="[1]"><fptr FILEID="i2"/><fptr FILEID="t2"/></div></div></structMap></mets>
""".encode(),
)
