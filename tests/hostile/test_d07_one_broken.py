"""D7: one broken file among a thousand: the others go in, the one is named with its code and its line."""

from __future__ import annotations

import json
from pathlib import Path

from graph_workspace import sunqar

_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>Letter {0}</title></titleStmt>
<publicationStmt><idno type="callnumber">D/{0}</idno></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader>
<text><body><div type="letter"><p>Words.</p></div></body></text></TEI>"""


def test_one_among_a_thousand(tmp_path: Path) -> None:
    workspace, side = tmp_path / "w", tmp_path / "in"
    sunqar("init", workspace, "--archive", "a=A")
    (workspace / "sunqar.toml").write_text('recognise = false\n[archives.a]\nen = "A"\n', "utf-8")
    side.mkdir()
    for number in range(1000):
        text = _TEI.format(number)
        broken = text.replace("</p></div>", "</q></div>")
        (side / f"{number:04}.xml").write_text(broken if number == 500 else text, "utf-8")
    done = sunqar("ingest", side, "--archive", "a", "--jobs", "1", "--json", "--workspace", workspace, expect=4)
    report = json.loads(done.stdout)
    (failure,) = report["failed"]
    assert (report["new"], report["files"]) == (999, 1000)
    assert failure["error"]["where"].startswith(f"{side / '0500.xml'}:5:")
    assert (bool(failure["error"]["code"]), bool(failure["error"]["message"])) == (True, True)
    again = json.loads(sunqar("ingest", side, "--archive", "a", "--jobs", "1", "--json", "--workspace", workspace,
                              expect=4).stdout)  # fmt: skip
    assert (again["new"], again["unchanged"], len(again["failed"])) == (0, 999, 1)


def test_strict_ends_there_and_keeps_what_was_read(tmp_path: Path) -> None:
    workspace, side = tmp_path / "w", tmp_path / "in"
    sunqar("init", workspace, "--archive", "a=A")
    side.mkdir()
    for number in range(3):
        text = _TEI.format(number)
        (side / f"{number}.xml").write_text(text.replace("</p></div>", "</q></div>") if number == 1 else text, "utf-8")
    asked = ("ingest", side, "--archive", "a", "--jobs", "1", "--json", "--workspace", workspace)
    error = json.loads(sunqar(*asked, "--strict", expect=1).stdout)["error"]
    assert error["code"] == "INGEST002"
    assert error["where"].startswith(f"{side / '1.xml'}:5:")
    (side / "1.xml").write_text(_TEI.format(1), "utf-8")
    report = json.loads(sunqar(*asked, "--strict").stdout)
    assert (report["new"] + report["unchanged"], report["failed"]) == (3, [])
