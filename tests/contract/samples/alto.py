from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "page-12.xml",
    "test",
    """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit>
<sourceImageInformation><fileName>scans/page-12.png</fileName><documentIdentifier>KZ-5/op1/2</documentIdentifier>
</sourceImageInformation></Description><Layout><Page PHYSICAL_IMG_NR="12" WIDTH="1000" HEIGHT="2000"><PrintSpace>
<TextBlock>
<TextLine HPOS="10" VPOS="20" WIDTH="300" HEIGHT="40" BASELINE="10 55 310 55">
<String CONTENT="Посол" WC="0.9"/><SP/><String CONTENT="при" WC="0.5"/><HYP CONTENT="-"/></TextLine>
<TextLine HPOS="10" VPOS="70" WIDTH="200" HEIGHT="40">
<String CONTENT="был"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>
""".encode(),
)
