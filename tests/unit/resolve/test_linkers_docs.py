"""What the pages on authority lists and linkers show is what the code does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from extractors.readers.authority_columns import column
from extractors.registry import names, reader, reader_for
from extractors.source import Source
from kg.resolve.proposals import LINKERS
from kg.resolve.rules import ReconciliationRule
from kg.settings import Settings

ROOT = Path(__file__).parents[3]
LISTS = (ROOT / "docs" / "how-to" / "authority-list.md").read_text("utf-8")
PAGE = (ROOT / "docs" / "reference" / "linkers.md").read_text("utf-8")


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


def test_the_table_shown_is_read_whole() -> None:
    source = Source("people.csv", "x", blocks(LISTS, "csv")[0].encode())
    assert reader_for(source).name == "authority-table"
    (document,) = reader("authority-table").read(source)
    assert document.warnings == ()
    person, place = document.entities
    assert [date.edtf for date in person.dates] == ["1827~", "1913"]
    assert (place.label, place.identifiers) == ("PLACE", ("wikidata:Q232",))


def test_every_heading_named_is_known() -> None:
    rows = re.findall(r"^\| [a-z ,]+ \| (`.*) \|$", LISTS.partition("| column |")[2], re.MULTILINE)
    shown = [heading for row in rows for heading in re.findall(r"`([^`]+)`", row)]
    unknown = [one for one in shown if column(one) is None and one not in ("id", "uri", "url", ";", "\\|", "1827-1913")]
    assert len(shown) > 60
    assert unknown == []


@pytest.mark.parametrize("page", [LISTS, PAGE])
def test_the_settings_shown_are_settings(page: str) -> None:
    for block in blocks(page, "toml"):
        Settings(**tomllib.loads(block))


def test_the_page_names_every_linker_setting_and_code() -> None:
    rows = re.findall(r"^\| `([a-z_-]+)` \|", PAGE, re.MULTILINE)
    assert set(rows) == {*names(LINKERS), *ReconciliationRule.model_fields}
    sources = [*(ROOT / "kg" / "explain").glob("*.py"), *(ROOT / "kg" / "reconciliation").glob("*.py")]
    sources += (ROOT / "extractors" / "readers").glob("authority_*.py")
    raised = {
        code for path in sources for code in re.findall(r'"((?:AUTH|RECON|EXPLAIN)0\d\d)\b', path.read_text("utf-8"))
    }
    told = set(re.findall(r"^\| ((?:AUTH|RECON|EXPLAIN)\d+) \|", PAGE + LISTS, re.MULTILINE))
    assert told == {code for code in raised if not code.startswith("EXPLAIN01")} | {"AUTH002", "AUTH004"}
