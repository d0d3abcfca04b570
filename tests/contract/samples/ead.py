from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "fond5.xml",
    "test",
    """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ead SYSTEM "ead.dtd">
<ead><eadheader><eadid>KZ-5</eadid><filedesc><titlestmt><titleproper>Inventory of fond 5</titleproper></titlestmt>
</filedesc></eadheader>
<archdesc level="otherlevel" otherlevel="fond"><did><unitid>5</unitid><unittitle>Embassy papers</unittitle>
<unitdate normal="1992/1999">1992-1999</unitdate><origination><corpname authfilenumber="KZ-A1">Ministry</corpname>
</origination></did><dsc><c id="op1" level="otherlevel" otherlevel="опись"><did><unitid>1</unitid>
<unittitle>Reports</unittitle></did><c level="file"><did><unitid>2</unitid><unittitle>Visits</unittitle></did></c>
</c></dsc></archdesc></ead>
""".encode(),
)
