"""Turn the figures of all benchmarks into one Markdown page.

Each ``bench_*.py`` writes ``{"benchmark": title, "rows": [{"measure": …, "value": …, "unit": …, …}]}``.
Any further keys of a row (a peer's name, the machine, a dataset) become columns.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def table(report: dict[str, object]) -> str:
    """One heading and one table, columns in the order in which rows first name them."""
    rows = report["rows"]
    assert isinstance(rows, list)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    lines = [f"## {report['benchmark']}", "", f"| {' | '.join(columns)} |", "|" + " --- |" * len(columns)]
    lines += [f"| {' | '.join(str(row.get(column, '')) for column in columns)} |" for row in rows]
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    """Write README.md beside the JSON files; no file is a failure, for then nothing was measured."""
    reports = sorted(folder.glob("*.json"))
    if not reports:
        sys.exit(f"No benchmark wrote a figure to {folder}.")
    page = "# Benchmarks\n\n" + "\n".join(table(json.loads(path.read_text("utf-8"))) for path in reports)
    (folder / "README.md").write_text(page, "utf-8")
    print(page)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
