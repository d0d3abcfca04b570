"""A researcher's script is checked as strictly as ours: what is right passes, what is wrong is found."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SCRIPT = '''"""People and places."""

from __future__ import annotations

from pathlib import Path

from kg import open_graph
from kg.client import ClientError, Evidence, Graph, NotFound


def quotes(graph: Graph, name: str) -> list[str]:
    found: list[Evidence] = graph.entity(name).evidence(limit=5)
    return [f"{one.call_number}: {one.quote} ({one.confidence:.2f})" for one in found]


def main(source: str | Path) -> None:
    with open_graph(source, timeout_s=20) as graph:
        people = graph.sparql("SELECT ?p ?name { ?p a rico:Person, kg:Entity ; rdfs:label ?name } ORDER BY ?name ?p")
        print(len(people), graph.edition.number, graph.cite(style="bibtex"))
        try:
            print(quotes(graph, "Doha"))
        except NotFound as error:
            print(error.lines())
        network = graph.network("together", about="Doha", minimum=2)
        written: Path = network.export("network.gexf")
        number: str = graph.record("QNA-D/4/2/1").call_number
        for path in graph.paths("Doha", "Astana", max_length=2):
            print(written, number, [step.sentence for step in path.steps])
        chart = graph.timeline("Doha", by="decade").chart()
        print(chart, graph.map("places").frame)
        graph.network("friends")  # wrong
        graph.cite(style=3)  # wrong
        weight: int = graph.entity("Doha").label  # wrong
        print(weight)


if __name__ == "__main__":
    try:
        main("demo")
    except ClientError as error:
        print("\\n".join(error.lines()))
'''


def test_types_of_the_client_reach_the_one_who_uses_it(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    path = tmp_path / "script.py"
    path.write_text(SCRIPT, encoding="utf-8")
    # Away from our settings: none of our exceptions helps.
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache" / "script"), path.name],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = {int(number) for number in re.findall(r"^script\.py:(\d+): error", done.stdout, re.MULTILINE)}
    wrong = {number for number, line in enumerate(SCRIPT.splitlines(), 1) if line.endswith("# wrong")}
    assert found == wrong, done.stdout + done.stderr
    assert "kg/" not in done.stdout
