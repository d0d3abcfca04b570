"""Each command, setting and address has its line in the reference; no page names one that is gone."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from kg.cli import application
from kg.settings import Settings
from sparql_endpoint.openapi import describe

REPO = Path(__file__).parents[3]
TOP = tuple(REPO / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY"))
PAGES = [*sorted((REPO / "docs").rglob("*.md")), *TOP]
REFERENCE = REPO / "docs" / "reference"
FIRST_CELL = re.compile(r"^\| (`[^|]*`) \|", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")


@cache
def commands() -> dict[str, Any]:
    """``review accept`` -> the command, for all of them; and the names of groups."""
    found: dict[str, Any] = {}

    def gather(group: Any, path: str) -> None:
        for name, one in group.commands.items():
            found[f"{path}{name}"] = one
            if hasattr(one, "commands"):
                gather(one, f"{path}{name} ")

    gather(typer.main.get_command(application()), "")
    return found


def test_every_command_has_its_line() -> None:
    table = FIRST_CELL.findall((REFERENCE / "commands.md").read_text("utf-8"))
    listed = [name.removeprefix("sunqar ") for cell in table for name in CODE.findall(cell)]
    single = {name for name, one in commands().items() if not hasattr(one, "commands")}
    assert_same(listed, single)


def test_every_argument_and_option_says_what_it_is() -> None:
    silent = [
        f"sunqar {name}: {parameter.name}"
        for name, one in commands().items()
        for parameter in one.params
        if not getattr(parameter, "help", None) and parameter.name != "help"
    ]
    assert not silent


def test_every_setting_has_its_line_and_its_meaning() -> None:
    listed = table_names("settings.md", 1)
    assert_same(listed, Settings.model_fields)
    assert not [name for name, field in Settings.model_fields.items() if not field.description]


def test_every_address_has_its_line() -> None:
    assert_same(table_names("routes.md", 1), describe(writable=True)["paths"])


def assert_same(listed: list[str], there: Iterable[str]) -> None:
    """Each of what there is stands in the list, once, and nothing else does."""
    known = set(there)
    without, gone = sorted(known - set(listed)), sorted(set(listed) - known)
    assert (without, gone) == ([], []), "without a line, or documented but gone"
    assert len(listed) == len(known), "one stands there twice"


def table_names(page: str, column: int) -> list[str]:
    """What stands as code in that column of the page's tables."""
    rows = [line.split(" | ") for line in (REFERENCE / page).read_text("utf-8").splitlines() if line.startswith("| ")]
    return [name for row in rows for name in CODE.findall(row[column])]


def uses(text: str) -> list[str]:
    """Every ``sunqar …`` that the text shows as code, in a block or in a line, continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", text)
    blocks = re.findall(r"^```.*?\n(.*?)^```", joined, re.DOTALL | re.MULTILINE)
    whole = [line.split(" # ")[0] for block in blocks for line in block.split("\n")]
    lines = [part for line in whole for part in re.split(r"&&|;|\|", line)]
    inline = re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", joined, flags=re.DOTALL | re.MULTILINE))
    wanted = re.compile(r"(?<![\w./-])(?:\.venv/bin/)?(sunqar [a-z].*)")
    tidy = (" ".join(line.split()).removeprefix("$ ") for line in [*lines, *inline])
    return [found[1] for line in tidy if (found := wanted.match(line))]


def fault(use: str) -> str:
    """What is wrong with a use of the command; empty: nothing."""
    try:
        words = shlex.split(use)[1:]
    except ValueError:  # an apostrophe, or a quotation that goes on in the next line
        words = use.split()[1:]
    whole = next((path for path in (" ".join(words[:2]), words[0]) if path in commands()), None)
    if whole is None or (hasattr(commands()[whole], "commands") and len(words) > 1):
        return "no such command"
    known = {option for one in commands()[whole].params for option in (*one.opts, *one.secondary_opts)} | {"--help"}
    gone = [word for word in words if re.match(r"--?[a-z]", word) and word.split("=")[0] not in known]
    return f"no option {gone}" if gone else ""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(REPO).as_posix())
def test_no_page_uses_what_is_gone(page: Path) -> None:
    assert not {use: wrong for use in uses(page.read_text("utf-8")) if (wrong := fault(use))}


def test_what_is_gone_is_noticed() -> None:
    block = "```sh\n$ sunqar ingest x \\\n  --no-such y\nsunqar nothing\n```\n"
    text = f"{block}Write `sunqar review acept X` or `sunqar\nlink`.\n"
    assert [bool(fault(use)) for use in uses(text)] == [True, True, True, False]


def test_tables_of_settings_name_none_that_is_gone() -> None:
    """Every page's tables headed ``setting`` speak of settings that there are, or of keys of their tables."""
    tables = Settings.model_json_schema()["$defs"].values()
    known = {*Settings.model_fields, *(key for table in tables for key in table.get("properties", {}))}
    for page in PAGES:
        for table in re.findall(r"^\| setting \|.*\n\|[ -|]+\n((?:\|.*\n)+)", page.read_text("utf-8"), re.MULTILINE):
            assert {name for cell in FIRST_CELL.findall(table) for name in CODE.findall(cell)} <= known, page


def test_every_name_of_the_python_client_is_described() -> None:
    import kg.client

    page = (REFERENCE / "python-api.md").read_text("utf-8")
    described = re.findall(r"^\.\. auto(?:class|function|exception):: (\w+)$", page, re.MULTILINE)
    assert set(kg.client.__all__) <= set(described)


def test_every_group_of_entry_points_is_described() -> None:
    groups = set(re.findall(r'entry-points\."(sunqar\.\w+)"', (REPO / "pyproject.toml").read_text("utf-8")))
    page = (REFERENCE / "python-api.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(sunqar\.\w+)`", page, re.MULTILINE)) == groups


def test_the_map_leads_to_every_page() -> None:
    """Indices of folders stand for themselves in the built pages only."""
    links = set(re.findall(r"\]\(([\w/-]+\.md)\)", (REPO / "docs" / "README.md").read_text("utf-8")))
    pages = {path.relative_to(REPO / "docs").as_posix() for path in (REPO / "docs").rglob("*.md")}
    inside = {page for page in pages if page.endswith(("index.md", "README.md")) or page.startswith("workshop/day")}
    assert not pages - inside - links
