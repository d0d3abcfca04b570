"""Check the documentation and write it out: every page, every relative link, one page of all commands.

Usage: ``python docs/build.py --out build/docs``. Exit code 1 where a page links to a file that is not there.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

ROOT = Path(__file__).parents[1]
HEAD = ("| option | meaning |", "| --- | --- |")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def pages() -> list[Path]:
    """The Markdown pages of docs/ and of the top folder."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def broken_links() -> Iterator[str]:
    """``page: target`` for each relative link that leads nowhere."""
    for page in pages():
        for target in LINK.findall(page.read_text("utf-8")):
            if not (page.parent / target).exists():
                yield f"{page.relative_to(ROOT)}: {target}"


def commands() -> str:
    """Every command with its options, from the program's own help, so that the page cannot be out of date."""
    from kg.cli import application

    group = typer.main.get_command(application())
    root = typer.Context(group, info_name="sunqar")
    parts = ["# Commands\n\nWritten by `make docs` from `sunqar --help`.\n"]
    for name, command in sorted(getattr(group, "commands", {}).items()):
        context = typer.Context(command, info_name=name, parent=root)
        records = [parameter.get_help_record(context) for parameter in command.get_params(context)]
        rows = [f"| `{record[0]}` | {' '.join(record[1].split())} |" for record in records if record]
        parts.append("\n".join([f"## sunqar {name}", "", command.help or "", "", *HEAD, *rows, ""]))
    return "\n".join(parts)


def main() -> None:
    """Write everything below --out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "docs")
    out = parser.parse_args().out
    if broken := list(broken_links()):
        sys.exit("Links that lead nowhere:\n  " + "\n  ".join(broken))
    for page in pages():
        target = out / page.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)
    reference = out / "docs" / "reference" / "commands.md"
    reference.parent.mkdir(parents=True, exist_ok=True)
    reference.write_text(commands(), "utf-8")
    print(f"{len(pages()) + 1} pages in {out}")


if __name__ == "__main__":
    main()
