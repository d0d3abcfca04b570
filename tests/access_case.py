"""A small archive with open, closed and embargoed units, in process, so that a test can publish for any day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from extractors.errors import UsageError
from kg.edition import Edition
from kg.inference import infer
from kg.ingest_actions import IngestRequest, ingest_stage
from kg.linking import link
from kg.publish import publish, roll_back
from kg.workspace import Workspace, init_workspace, open_workspace
from kg.writing import writing

BASE = "https://graph.example"
TODAY = "2026-06-01"
SECRETS = ("Zarqawiya", "Qumbelik", "Shahrizoda", "Wadimurra", "Yerlanqul")
"""Words that stand in closed units alone: in a description, a letter, a name, a place, an embargoed letter."""

_EAD = """<ead xmlns="urn:isbn:1-931666-22-9"><eadheader><eadid>F</eadid></eadheader><archdesc level="fonds">
<did><unitid>F</unitid><unittitle>Letters of the port office</unittitle></did>
<accessrestrict><p>Open to all.</p></accessrestrict><dsc>
<c level="file"><did><unitid>F/1</unitid><unittitle>Open letters</unittitle></did>
 <c level="item"><did><unitid>F/1/1</unitid><unittitle>Letter about pearls</unittitle></did>
  <controlaccess><persname authfilenumber="F:omar">Omar Alqasimi</persname></controlaccess></c></c>
<c level="file"><did><unitid>F/2</unitid><unittitle>Inquiry of Zarqawiya</unittitle></did>
 <accessrestrict><head>Access</head><p>Closed.</p></accessrestrict>
 <c level="item"><did><unitid>F/2/1</unitid><unittitle>Statement of a witness</unittitle></did>
  <controlaccess><persname authfilenumber="F:omar">Omar Wadimurra</persname>
  <persname authfilenumber="F:shah">Shahrizoda Yerlanqul</persname></controlaccess></c>
 <c level="item"><did><unitid>F/2/2</unitid><unittitle>Notice to the public</unittitle></did>
  <accessrestrict><p>Open to all.</p></accessrestrict></c></c>
<c level="item"><did><unitid>F/3</unitid><unittitle>Embargoed letter</unittitle></did>
 <accessrestrict><p>Closed until 1 January 2030.</p></accessrestrict></c>
<c level="item"><did><unitid>F/4</unitid><unittitle>Plan of the harbour</unittitle></did>
 <accessrestrict><p>In the reading room only.</p></accessrestrict></c>
</dsc></archdesc></ead>"""

_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>{title}</title></titleStmt><publicationStmt><idno type="callnumber">{id}</idno></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body><div type="letter"><head>{title}</head>
<p>{words}</p></div></body></text></TEI>"""

_LETTERS = {
    "F/1/1": "<persName ref='F:omar'>Omar Alqasimi</persName> writes from <placeName>Doha</placeName> of pearls.",
    "F/2/1": "<persName ref='F:omar'>Omar Alqasimi</persName> saw Qumbelik at night in <placeName>Doha</placeName>.",
    "F/3": "<persName ref='F:hidden'>Yerlanqul</persName> asks for coal.",
    "F/4": "The plan shows <placeName>Wadimurra</placeName> and the pier.",
}
_LIVING = """<eac-cpf xmlns="urn:isbn:1-931666-33-4"><control><recordId>{id}</recordId></control><cpfDescription>
<identity><entityType>person</entityType><nameEntry><part>{name}</part></nameEntry></identity><description>
<existDates><dateRange><fromDate standardDate="{born}">{born}</fromDate>{died}</dateRange></existDates>
<places><place><placeRole>residence</placeRole><placeEntry>Aktau</placeEntry></place></places>
<occupations><occupation><term>harbour master</term></occupation></occupations></description>
<relations><cpfRelation cpfRelationType="family" xlink:href="F-kin" xmlns:xlink="http://www.w3.org/1999/xlink">
<relationEntry>Saule Kin</relationEntry></cpfRelation></relations></cpfDescription></eac-cpf>"""


def write_letter(files: Path, id_: str, words: str) -> None:
    """Write a letter into the folder that is read."""
    text = _TEI.format(title=f"Letter {id_}", id=id_, words=words)
    (files / f"{id_.replace('/', '-')}.xml").write_text(text, encoding="utf-8")


def write_official(files: Path, id_: str, name: str, born: str, died: str = "") -> None:
    """Write a record of authority into the folder that is read; died: the year, if any."""
    ended = f'<toDate standardDate="{died}">{died}</toDate>' if died else ""
    (files / f"{id_}.xml").write_text(_LIVING.format(id=id_, name=name, born=born, died=ended), encoding="utf-8")


def make(
    folder: Path, *, letters: dict[str, str] | None = None, living: bool = False, finding_aid: bool = True
) -> Workspace:
    """A workspace with the finding aid, its letters, and two officials, one of whom may be alive; linked."""
    files = folder / "in"
    files.mkdir(parents=True)
    if finding_aid:
        (files / "f.xml").write_text(_EAD, encoding="utf-8")
    for id_, words in (_LETTERS if letters is None else letters).items():
        write_letter(files, id_, words)
    if living:
        write_official(files, "F-alive", "Marat Alive", "1950")
        write_official(files, "F-dead", "Sadyk Dead", "1930", "2001")
    init_workspace(folder / "w", BASE, {"qna": "Q"})
    (folder / "w" / "sunqar.toml").write_text(
        f'base_iri = "{BASE}"\nrecognise = false\n[archives.qna]\nen = "Q"\n', encoding="utf-8"
    )
    workspace = open_workspace(folder / "w")
    ingest_again(workspace)
    return workspace


def ingest_again(workspace: Workspace) -> None:
    """Read the folder once more, and link."""
    with writing(workspace, "test") as (ledger, store, run):
        request = IngestRequest((workspace.path.parent / "in",), "qna", jobs=1)
        ingest_stage(workspace, ledger, store, run, request)
        link(ledger, store, workspace)
        infer(ledger, store, workspace.iris)


def publish_on(workspace: Workspace, day: str, **settings: object) -> Edition:
    """Publish for a day."""
    opened = open_workspace(workspace.path, clock=date.fromisoformat(day), **settings)
    with writing(opened, "test") as (ledger, store, _):
        return publish(opened, ledger, store, 1).edition


def refused(workspace: Workspace, number: int) -> str:
    """Code of the error with which a return to an earlier edition is refused; empty where it is not."""
    try:  # no excinfo of pytest, which would keep the store open
        with writing(workspace, "test") as (ledger, store, _):
            roll_back(workspace, ledger, store, number)
    except UsageError as error:
        return error.code
    return ""


def everything(edition: Edition) -> bytes:
    """All bytes of all files of an edition."""
    return b"".join(path.read_bytes() for path in sorted(edition.path.rglob("*")) if path.is_file())
