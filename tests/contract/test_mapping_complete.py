"""Finding aids and authority records with everything that their schemas allow: what is mapped, what is not, how."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.registry import reader_for
from extractors.source import Source
from kg.conversion import convert, loss_report
from kg.iri import Iris
from kg.settings import load_settings
from kg.static_graphs import archives_graph, ontology_graph
from kg.store.oxigraph import OxigraphStore
from kg.validation import run
from ontology.lint import lint_file

DATA = Path(__file__).parents[1] / "data" / "complete"
IRIS = Iris("http://e", "http://e/def#")
LOST = {
    "ead.xml": set(),
    "ead-dtd.xml": {
        "ead/archdesc/did/physdesc/dimensions/@type", "ead/archdesc/did/physdesc/extent/@type",
        "ead/archdesc/did/physloc/@parent", "ead/archdesc/dsc/c/@otherlevel",
        "ead/archdesc/index/indexentry/ptrgrp/ptr/@title", "ead/archdesc/relatedmaterial/linkgrp/extptrloc/@title",
        "ead/archdesc/relatedmaterial/linkgrp/extrefloc/@role",
    },
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
        "eac-cpf/cpfDescription/description/occupations/occupation/term/@transliteration",
        "eac-cpf/cpfDescription/description/places/place/placeEntry/@accuracy",
        "eac-cpf/cpfDescription/description/places/place/placeEntry/@scriptCode",
        "eac-cpf/cpfDescription/relations/cpfRelation/@role",
    },
    "eac2.xml": {
        "eac/@lang", "eac/cpfDescription/alternativeSet/setComponent/@lastDateTimeVerified",
        "eac/cpfDescription/description/biogHist/chronList/chronItem/event/@localType",
        "eac/cpfDescription/description/biogHist/p/reference/@linkTitle",
        "eac/cpfDescription/description/biogHist/p/reference/@target",
        "eac/cpfDescription/description/existDates/dateRange/toDate/@calendar",
        "eac/cpfDescription/description/places/place/address/addressLine/@localType",
        "eac/cpfDescription/description/places/place/contact/contactLine/@localType",
        "eac/cpfDescription/identity/identityId/@localType", "eac/cpfDescription/identity/nameEntry/@preferredForm",
    },
}  # fmt: skip
"""What the model has no place for, named so that nothing else may join it unseen."""
NOT_LOST = ("appearance", "internal")


def source(name: str) -> Source:
    return Source(name, "arc", (DATA / name).read_bytes())


def lines(name: str) -> tuple[str, ...]:
    given = source(name)
    return convert(given, reader_for(given), IRIS)[0].graph.lines


@pytest.mark.parametrize("name", sorted(LOST))
def test_nothing_is_lost_that_has_a_place(name: str) -> None:
    given = source(name)
    report = loss_report(given, reader_for(given), IRIS)
    assert {each.path for each in report.paths if each.missing and each.fate not in NOT_LOST} == LOST[name]
    assert report.total("mapped") > 100


@pytest.mark.parametrize("name", sorted(LOST))
def test_every_term_is_rightly_used(name: str, tmp_path: Path) -> None:
    (tmp_path / "all.nq").write_text("".join(lines(name)), "utf-8")
    assert not lint_file(tmp_path / "all.nq", vocabulary=IRIS.vocabulary)


def test_the_shapes_hold_of_all_together(tmp_path: Path) -> None:
    store = OxigraphStore(tmp_path / "store")
    made = [ontology_graph(IRIS), archives_graph(load_settings(tmp_path), IRIS, {"arc"})]
    made += [convert(given, reader_for(given), IRIS)[0].graph for given in map(source, sorted(LOST))]
    store.replace_graphs([graph.name for graph in made], b"".join(graph.nquads for graph in made))
    report = run(store, None, IRIS.vocabulary, IRIS.base)
    assert [finding for finding in report.findings if finding.severity == "Violation"] == []


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
        ("eac.xml", "note", "surname: Doe; forename: Jane"),
        ("eac2.xml", "note", "surname: Najjar; forename: Yusuf"),
        ("eac2.xml", "nameType", "Year book of the Gulf"),
        ("eac2.xml", "externalId", "viaf:90635782"),
        ("eac2.xml", "externalId", "geonames:290030"),
        ("eac2.xml", "hasOrHadSpouse", "/id/local/"),
        ("eac2.xml", "dateQualifier", "certainty: circa"),
        ("eac2.xml", "generalDescription", "Married at home."),
        ("eac2.xml", "localDescription", "https://x.org/g/2"),
        ("eac2.xml", "isCreatorOf", "/id/local/"),
        ("ead-dtd.xml", "identifier", "plan3"),
        ("ead-dtd.xml", "title", "Biens nationaux, "),
        ("ead-dtd.xml", "identifier", "https://img.example/0.jpg"),
        ("ead-dtd.xml", "publicationNote", "La vente"),
        ("ead-dtd.xml", "scopeAndContent", "40 000"),
        ("ead-dtd.xml", "title", "Douzième — plan"),
        ("ead-dtd.xml", "generalDescription", "docs: documents"),
    ],
)
def test_each_kind_has_its_property(name: str, predicate: str, value: str) -> None:
    said = [line.split(" ", 2)[2] for line in lines(name) if line.split(" ", 2)[1].endswith(f"#{predicate}>")]
    assert any(value in each for each in said), said
