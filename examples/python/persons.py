"""Prints the answer as CSV, with Sunqar's client and pandas. Usage: python persons.py [ADDRESS, FOLDER or "demo"]"""

import sys
from pathlib import Path

from kg import open_graph

QUERY = Path(__file__).parents[1] / "shared-persons.rq"


def main(source: str) -> None:
    """Ask a portal by its address, or an edition in a folder of this machine: it is the same code."""
    with open_graph(source) as graph:
        answer = graph.sparql(QUERY.read_text("utf-8"))
        print(answer.to_csv(index=False), end="")
        print(graph.cite(), file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8010")
