"""Every RiC-O term of every output over a folder of sources: does it exist in 1.1, with its domain and range?

    python benchmarks/corpus_terms.py FOLDER

Files that no reader knows are counted. Exit code 1 where a term is unknown or wrongly used.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from extractors.errors import InputRejected
from extractors.registry import reader_for
from extractors.source import Source
from kg.conversion import convert
from kg.iri import Iris
from ontology.lint import lint_file

IRIS = Iris("http://e", "http://e/def#")
AT_ONCE = 50


def main(folder: Path) -> int:
    """Convert all, a few files at a time, and lint what comes out."""
    faults: Counter[str] = Counter()
    readers: Counter[str] = Counter()
    lines: set[str] = set()
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for number, path in enumerate(paths, 1):
        try:
            source = Source.from_path(path, "archive")
            chosen = reader_for(source)
            lines.update(convert(source, chosen, IRIS)[0].graph.lines)
            readers[chosen.name] += 1
        except InputRejected as error:
            readers[f"refused {error.code}"] += 1
        if number % AT_ONCE == 0 or number == len(paths):
            with tempfile.TemporaryDirectory() as place:
                graph = Path(place) / "all.nq"
                graph.write_text("".join(sorted(lines)), "utf-8")
                faults.update(fault.message for fault in lint_file(graph, vocabulary=IRIS.vocabulary))
            lines.clear()
    for name, count in sorted(readers.items()):
        print(f"{count:6} {name}")
    for message, count in faults.most_common(40):
        print(f"{count:6} {message}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
