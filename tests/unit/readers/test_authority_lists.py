"""Authority lists that archives bring: tables by their headings, RDF of other vocabularies, ids however written."""

from __future__ import annotations

import pytest
from reader_helpers import read, sample

from extractors.document import Entity
from extractors.errors import InputRejected
from extractors.readers.authority_columns import Column, column
from extractors.readers.registry_ids import registry_id
from extractors.registry import reader_for
from extractors.source import Source


def test_a_table_of_any_order_and_language() -> None:
    (document,) = read("authority-table", sample("authority-table"), "people.csv")
    ruler, body, third = document.entities
    assert [(name.value, name.lang, name.preferred) for name in ruler.names] == [
        ("قاسم بن محمد", "ar", True),
        ("Qasim bin Muhammad", "en", False),
        ("Jasim", None, False),
        ("Касым", None, False),
    ]
    assert ruler.identifiers == ("viaf:12", "wikidata:Q7", "iri:https://example.org/p/1")
    assert [(date.role, date.edtf) for date in ruler.dates] == [("death", "1913"), ("birth", "1827~")]
    assert (body.label, body.identifiers, body.local_id) == ("ORG", ("isni:0000000121589529",), "b-1")
    assert (third.local_id, third.label) == ("viaf:99", "PERSON")
    assert document.text[ruler.start : ruler.end].startswith("قاسم بن محمد; Qasim")
    assert [warning.partition(":")[0] for warning in document.warnings] == [
        "AUTH002 line 1", "AUTH003 line 5", "AUTH003 line 6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("name_kk-Latn", Column("name", "kk-Latn")),
        ("Имя (русский)", Column("name", "ru")),
        ("الاسم بالعربية", None),
        ("الاسم (العربية)", Column("name", "ar")),
        ("Wikidata-ID", Column("registry", scheme="wikidata")),
        ("geonames", Column("registry", scheme="geonames")),
        ("Дата рождения", Column("birth")),
        ("Сипаттамасы", Column("description")),
        ("authorizedFormOfName", Column("name")),
        ("birth_en", None),
        ("price", None),
    ],
)
def test_headings(heading: str, expected: Column | None) -> None:
    assert column(heading) == expected


def test_catalogues_are_no_authority_lists_and_these_no_catalogues() -> None:
    table = sample("authority-table")
    for text in (table, table.replace(";", "|").replace(",", ";"), table.replace(",", "\t")):
        assert reader_for(Source("list.csv", "x", text.encode())).name == "authority-table"
    assert reader_for(Source("opis.csv", "x", sample("table").encode())).name == "table"


def test_a_table_without_names_is_rejected_with_advice() -> None:
    with pytest.raises(InputRejected, match="no column of names") as caught:
        read("authority-table", "viaf,birth\n1,1900\n", "l.csv")
    assert caught.value.code == "AUTH001"


@pytest.mark.parametrize(
    "written",
    [
        "https://viaf.org/viaf/12",
        "http://viaf.org/viaf/12/",
        "viaf.org/viaf/12#Qasim",
        "https://www.viaf.org/en/viaf/12?x=1",
        "viaf:12",
        "VIAF:0012",
    ],
)
def test_one_id_however_written(written: str) -> None:
    assert registry_id(written) == "viaf:12"


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("https://m.wikidata.org/wiki/Q232?uselang=kk", "wikidata:Q232"),
        ("http://www.wikidata.org/wiki/Special:EntityData/q232.json", "wikidata:Q232"),
        ("//sws.geonames.org/290030/about.rdf", "geonames:290030"),
        ("https://www.geonames.org/290030/doha.html", "geonames:290030"),
        ("https://isni.org/isni/0000%200001%202158%209529", "isni:0000000121589529"),
        ("ISNI: 0000 0001 2158 9529", "isni:0000000121589529"),
        ("https://d-nb.info/gnd/118529579/about/html", "gnd:118529579"),
        ("https://id.loc.gov/authorities/names/n79021164.html", "lcnaf:n79021164"),
        ("https://viaf.org.example/viaf/12", "https://viaf.org.example/viaf/12"),
        ("https://example.org/?u=viaf.org/viaf/12", "https://example.org/?u=viaf.org/viaf/12"),
        ("https://www.wikidata.org/wiki/Property:P31", "https://www.wikidata.org/wiki/Property:P31"),
    ],
)
def test_addresses_of_registries(written: str, known: str) -> None:
    assert registry_id(written) == known


TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <http://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix ex: <https://example.org/a/> .
ex:1 a skos:Concept, foaf:Person ; skos:prefLabel "Qasim"@en, "قاسم"@ar ; skos:altLabel "Jasim"@en ;
  skos:exactMatch <https://viaf.org/viaf/12/> ; skos:closeMatch <http://www.wikidata.org/entity/Q7> .
ex:2 a schema:Organization ; schema:name "Ministry" ; schema:alternateName "MFA" ; schema:sameAs "viaf.org/viaf/9" .
ex:3 a skos:Concept ; skos:prefLabel "Doha"@en ; wgs:lat "25.28" ; wgs:long "51.53" ;
  owl:sameAs <https://www.geonames.org/290030/doha.html> .
ex:4 a <https://schema.org/Person> ; <https://schema.org/name> "Касым"@ru ; <https://schema.org/birthDate> "1827" ;
  <https://schema.org/description> "Ruler"@en .
ex:5 a foaf:Person ; foaf:givenName "Jane" ; foaf:familyName "Doe" .
"""


def test_rdf_of_other_vocabularies() -> None:
    documents = read("rdf", TURTLE, "list.ttl")
    found: dict[str, Entity] = {one.local_id[-1]: one for document in documents for one in document.entities}
    assert [found[key].label for key in "12345"] == ["PERSON", "ORG", "PLACE", "PERSON", "PERSON"]
    assert [name.value for name in found["1"].names if name.lang == "en"] == ["Qasim", "Jasim"]
    assert {"viaf:12", "closematch:wikidata:Q7"} <= set(found["1"].identifiers)
    assert "wikidata:Q7" not in found["1"].identifiers
    assert {"viaf:9"} <= set(found["2"].identifiers)
    assert [name.value for name in found["2"].names] == ["Ministry", "MFA"]
    assert ("geonames:290030" in found["3"].identifiers, found["3"].latitude) == (True, 25.28)
    assert [(date.role, date.edtf) for date in found["4"].dates] == [("birth", "1827")]
    assert found["4"].description == "Ruler"
    assert [name.value for name in found["5"].names] == ["Doe, Jane"]
    assert set(found) == set(documents[-1].describes and "12345")
