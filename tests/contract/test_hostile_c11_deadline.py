"""C11: text that no tagger should have to read costs no more than its time; the rest of the run is not held up."""

from __future__ import annotations

import json
import time

import pytest
from graph_workspace import make_workspace, sunqar

SECONDS = 3
GOOD = "Ambassador John Smith met the Amir of Qatar in Doha on 3 July 1993.\n"
BOMBS = {
    "line": "The President of Kazakhstan met the Amir of Qatar in Doha on 3 July 1993. " * 70_000,
    "letters": "a" * 1_000_000,
    "capitals": "Aa " * 700_000,
    "dates": "1 1 " * 300_000 + "12.12." * 300_000 + "between " * 50_000,
    "months": "January " * 200_000 + "с 1 по " * 100_000 + "١٢/" * 100_000,
    "hyphens": "слово-\n" * 200_000,
    "brackets": "(" * 500_000 + "[" * 500_000,
    "dots": "и т. д. " * 200_000 + "." * 500_000,
    "marks": "ب" + "\u064b\u064c\u0640" * 500_000,
    "joiners": "\u200f\u202e\u200d" * 400_000 + "a",
    "combining": "e" + "\u0301" * 1_000_000,
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("bombs")
    workspace = make_workspace(folder / "workspace")
    (folder / "in").mkdir()
    (folder / "in" / "good.txt").write_text(GOOD)
    for name, text in BOMBS.items():
        (folder / "in" / f"{name}.txt").write_text(text)
    settings = workspace / "sunqar.toml"
    settings.write_text(f"document_seconds = {SECONDS}\n" + settings.read_text())
    began = time.monotonic()
    done = sunqar(
        "ingest", folder / "in", "--archive", "qatar-gulf", "--workspace", workspace, "--jobs", 2, "--json", expect=None
    )
    said = (done.stdout + done.stderr).replace(str(folder), "")
    return {"code": done.returncode, "said": said, "took": time.monotonic() - began, "workspace": workspace}


def test_c11_the_run_ends_in_time_and_says_how(outcome: dict[str, object]) -> None:
    assert outcome["code"] in (0, 4), outcome["said"]
    took = outcome["took"]
    assert isinstance(took, float)
    assert took < 60 + 3 * 4 * SECONDS * len(BOMBS) / 2, outcome["said"]
    assert "Traceback" not in str(outcome["said"])


def test_c11_the_good_document_is_in_with_its_mentions(outcome: dict[str, object]) -> None:
    done = sunqar("stats", "--workspace", outcome["workspace"], "--json", expect=None)
    said = str(outcome["said"])
    first = json.loads(said[said.index("{") : said.rindex("}") + 1])
    assert first["mentions"] >= 3, (said, done.stdout)


def test_c11_what_took_too_long_is_named(outcome: dict[str, object]) -> None:
    said = str(outcome["said"])
    assert "READ008" in said or "READ004" in said, said
    assert "line" in said
