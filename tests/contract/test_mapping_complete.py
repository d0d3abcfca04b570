"""Finding aids and authority records with everything that their schemas allow: what is mapped, what is not, how."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.registry import reader_for
from extractors.source import Source
from kg.conversion import convert, loss_report
from kg.iri import Iris
from ontology.lint import lint_file

DATA = Path(__file__).parents[1] / "data" / "complete"
IRIS = Iris("http://e", "http://e/def#")
LOST = {
    "ead.xml": set(),
    "ead3.xml": {
        "ead/archdesc/@lang", "ead/archdesc/@script", "ead/archdesc/bioghist/chronlist/chronitem/event/@localtype",
        "ead/archdesc/controlaccess/subject/@relator", "ead/archdesc/controlaccess/subject/part/@localtype",
        "ead/archdesc/did/origination/corpname/part/@localtype",
        "ead/archdesc/did/physdescset/physdescstructured/unittype/@source",
        "ead/archdesc/relations/relation/@lastdatetimeverified",
        "ead/archdesc/relations/relation/relationentry/@localtype", "ead/control/@base",
        "ead/control/filedesc/titlestmt/titleproper/@localtype",
    },
    "eac.xml": {
        "eac-cpf/control/localControl/date/@standardDate",
        "eac-cpf/cpfDescription/description/biogHist/p/span/@localType",
        "eac-cpf/cpfDescription/description/functions/function/placeEntry/@countryCode",
        "eac-cpf/cpfDescription/description/occupations/occupation/term/@transliteration",
        "eac-cpf/cpfDescription/description/places/place/@localType",
        "eac-cpf/cpfDescription/description/places/place/placeEntry/@accuracy",
        "eac-cpf/cpfDescription/description/places/place/placeEntry/@scriptCode",
        "eac-cpf/cpfDescription/identity/@localType", "eac-cpf/cpfDescription/identity/nameEntry/part/@localType",
        "eac-cpf/cpfDescription/relations/cpfRelation/@lastDateTimeVerified",
        "eac-cpf/cpfDescription/relations/cpfRelation/@role",
        "eac-cpf/cpfDescription/relations/cpfRelation/relationEntry/@localType",
    },
}  # fmt: skip
"""What the model has no place for, named so that nothing else may join it unseen."""


def source(name: str) -> Source:
    return Source(name, "arc", (DATA / name).read_bytes())


def lines(name: str) -> tuple[str, ...]:
    given = source(name)
    return convert(given, reader_for(given), IRIS)[0].graph.lines


@pytest.mark.parametrize("name", sorted(LOST))
def test_nothing_is_lost_that_has_a_place(name: str) -> None:
    given = source(name)
    report = loss_report(given, reader_for(given), IRIS)
    assert {each.path for each in report.paths if each.missing and each.fate != "appearance"} == LOST[name]
    assert report.total("mapped") > 100


@pytest.mark.parametrize("name", sorted(LOST))
def test_every_term_is_rightly_used(name: str, tmp_path: Path) -> None:
    (tmp_path / "all.nq").write_text("".join(lines(name)), "utf-8")
    assert not lint_file(tmp_path / "all.nq", vocabulary=IRIS.vocabulary)


@pytest.mark.parametrize(
    ("name", "predicate", "value"),
    [
        ("ead.xml", "creatorHistory", "Born in Doha"),
        ("ead.xml", "acquisition", "Gift, 1950."),
        ("ead.xml", "container", "box 1, folder 7"),
        ("ead.xml", "storageLocation", "Annex 2"),
        ("ead.xml", "physicalCharacteristicsNote", "vellum"),
        ("ead.xml", "unitOfMeasurement", "linear feet"),
        ("ead.xml", "accruals", "None."),
        ("ead.xml", "heading", "biography: Life"),
        ("ead.xml", "hasOrHadMostMembersWithCreationDate", "/id/date/"),
        ("ead.xml", "calendar", "calendar-hijri"),
        ("ead.xml", "hasOrHadLanguage", "lang-ar"),
        ("ead.xml", "hasOrHadSomeMembersWithLanguage", "lang-en"),
        ("ead.xml", "hasIdentifierType", "identifier-former-call-number"),
        ("ead.xml", "maintenanceAgency", "us-dlc us"),
        ("ead.xml", "hasTitleType", "title-translated"),
        ("ead3.xml", "maintenanceStatus", "revised"),
        ("ead3.xml", "dateQualifier", "certainty: probable"),
        ("eac.xml", "hasOrHadLegalStatus", "/id/local/"),
        ("eac.xml", "authorizedBy", "/id/local/"),
        ("eac.xml", "isCreatorOf", "/id/local/"),
        ("eac.xml", "occurredAtDate", "/id/date/"),
        ("eac.xml", "hasOrHadLanguage", "lang-ar"),
        ("eac.xml", "generalContext", "Colonial."),
        ("eac.xml", "authorizingMandate", "Act 5"),
        ("eac.xml", "maintenanceHistory", "created"),
        ("eac.xml", "nameType", "pseudonym"),
    ],
)
def test_each_kind_has_its_property(name: str, predicate: str, value: str) -> None:
    said = [line.split(" ", 2)[2] for line in lines(name) if line.split(" ", 2)[1].endswith(f"#{predicate}>")]
    assert any(value in each for each in said), said
