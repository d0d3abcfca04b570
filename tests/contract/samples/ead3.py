from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "qor7.xml",
    "test",
    """<?xml version="1.0" encoding="UTF-8"?>
<ead xmlns="http://ead3.archivists.org/schema/"><control><recordid instanceurl="https://example.org/fa/7">KZ-7</recordid>
<filedesc><titlestmt><titleproper>7-қордың тізімдемесі</titleproper></titlestmt></filedesc>
<maintenancestatus value="new"/><languagedeclaration><language langcode="kaz">қазақша</language>
<script scriptcode="Cyrl"/></languagedeclaration></control>
<archdesc level="otherlevel" otherlevel="қор"><did><unitid>7</unitid><unittitle>Елшілік құжаттары</unittitle>
<unitdatestructured unitdatetype="inclusive"><daterange><fromdate standarddate="1992">1992</fromdate><todate
standarddate="1999" certainty="approximate">1999 ш.</todate></daterange></unitdatestructured>
<physdescset coverage="whole"><physdescstructured coverage="whole" physdescstructuredtype="materialtype"><quantity>12
</quantity><unittype>іс</unittype></physdescstructured></physdescset>
<origination><corpname identifier="KZ-A1"><part>Сыртқы істер министрлігі</part></corpname></origination>
<langmaterial><languageset><language langcode="rus">орысша</language><script scriptcode="Cyrl">кирилл</script>
</languageset></langmaterial></did>
<controlaccess><persname identifier="90635782" source="viaf"><part localtype="surname">Kissinger</part><part
localtype="forename">Henry</part><part localtype="dates">1923-2023</part></persname>
<geogname><part>الدوحة</part><geographiccoordinates coordinatesystem="WGS84">25.28 51.53</geographiccoordinates>
</geogname><genreform><part>letters</part></genreform></controlaccess>
<relations><relation relationtype="cpfrelation" href="KZ-A2"><relationentry>Посольство</relationentry></relation>
</relations>
<dsc><c01 level="otherlevel" otherlevel="тізімдеме"><did><unitid>1</unitid><unittitle>Reports</unittitle></did>
<c02 level="item" id="l1"><did><unitid>2</unitid><unittitle lang="rus">Письмо послу</unittitle>
<unitdate normal="1993-07-01">1 июля 1993</unitdate><unitdatestructured><datesingle notbefore="1993-07-01"
notafter="1993-07-31"/></unitdatestructured><daoset><dao daotype="derived" href="scans/0001.tif"/><dao
daotype="derived" href="https://example.org/iiif/2"/></daoset></did></c02></c01></dsc></archdesc></ead>
""".encode(),
)
