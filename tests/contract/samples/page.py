from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "ms.xml",
    "test",
    """<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="ms_3.jpg"
imageWidth="900" imageHeight="1400"><ReadingOrder><OrderedGroup id="o"><RegionRefIndexed index="0" regionRef="b"/>
<RegionRefIndexed index="1" regionRef="a"/></OrderedGroup></ReadingOrder>
<TextRegion id="a"><Coords points="0,0 9,9"/><TextLine id="l2"><Coords points="5,60 105,60 105,90 5,90"/><TextEquiv>
<Unicode>السطر الثاني</Unicode></TextEquiv></TextLine></TextRegion>
<TextRegion id="b"><Coords points="0,0 9,9"/><TextLine id="l1"><Coords points="5,10 105,10 105,40 5,40"/>
<Baseline points="5,35 105,35"/><TextEquiv conf="0.8"><Unicode>السطر الأول</Unicode></TextEquiv></TextLine></TextRegion>
</Page></PcGts>
""".encode(),
)
