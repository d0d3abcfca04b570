"""Build the documentation as HTML, without a network: ``python docs/build.py --out build/docs``.

Pages are gathered beside the output (``build/docs-source``), those that a program writes are added, and Sphinx builds
them with every warning an error. Exit code 1 where a link leads nowhere or Sphinx warns.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pages import commands, routes, settings, staging

MADE = {
    "reference/commands.md": commands.section,
    "reference/settings.md": settings.section,
    "reference/routes.md": routes.section,
}
"""Page -> what is written at its end."""


def gather(source: Path) -> int:
    """Everything that Sphinx reads; the number of pages."""
    number = staging.stage(source)
    for place, section in MADE.items():
        with (source / place).open("a", encoding="utf-8") as page:
            page.write(section())
    return number


def build(out: Path) -> int:
    """0 when the pages of out are whole and without a warning."""
    if broken := list(staging.broken_links()):
        print("Links that lead nowhere:\n  " + "\n  ".join(broken), file=sys.stderr)
        return 1
    source = out.parent / f"{out.name}-source"
    number = gather(source)
    from sphinx.cmd.build import main as sphinx

    # Sphinx keeps going to the end, so that all warnings are told at once.
    doctrees = out.parent / f"{out.name}-doctrees"
    code = sphinx(["-b", "html", "-q", "-W", "--keep-going", "-d", str(doctrees), str(source), str(out)])
    if code == 0:
        print(f"{number} pages in {out}")
    return code


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=staging.ROOT / "build" / "docs")
    sys.exit(build(parser.parse_args().out.resolve()))
