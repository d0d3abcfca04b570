"""Everything that a folder of sources becomes: does each RiC-O term exist in 1.1, with its domain and range, and do the
shapes hold?

    python benchmarks/corpus_terms.py FOLDER

Files that no reader knows are counted. Exit code 1 where a term is unknown or wrongly used, or a shape is violated.
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
from kg.settings import load_settings
from kg.static_graphs import archives_graph, ontology_graph
from kg.store.oxigraph import OxigraphStore
from kg.validation import run
from ontology.lint import lint_file

IRIS = Iris("http://e", "http://e/def#")
AT_ONCE = 50


def main(folder: Path) -> int:
    """Convert all, a few files at a time, and lint what comes out; then validate it as one graph."""
    faults: Counter[str] = Counter()
    readers: Counter[str] = Counter()
    lines: set[str] = set()
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    with tempfile.TemporaryDirectory() as scratch:
        store = OxigraphStore(Path(scratch) / "store")
        for graph in (ontology_graph(IRIS), archives_graph(load_settings(Path()), IRIS, {"archive"})):
            store.replace_graphs([graph.name], graph.nquads)
        for number, path in enumerate(paths, 1):
            try:
                source = Source.from_path(path, "archive")
                chosen = reader_for(source)
                made = convert(source, chosen, IRIS)[0].graph
                lines.update(made.lines)
                store.replace_graphs([made.name], made.nquads)
                readers[chosen.name] += 1
            except InputRejected as error:
                readers[f"refused {error.code}"] += 1
            if number % AT_ONCE == 0 or number == len(paths):
                graph_file = Path(scratch) / "all.nq"
                graph_file.write_text("".join(sorted(lines)), "utf-8")
                faults.update(fault.message for fault in lint_file(graph_file, vocabulary=IRIS.vocabulary))
                lines.clear()
        report = run(store, None, IRIS.vocabulary, IRIS.base)
    for name, count in sorted(readers.items()):
        print(f"{count:6} {name}")
    for message, count in faults.most_common(40):
        print(f"{count:6} {message}")
    for finding in report.findings:
        print(f"{finding.count:6} {finding.severity} {dict(finding.messages).get('en', finding.shape)}")
        print(f"       for instance {finding.examples[0]}")
    return 1 if faults or any(finding.severity == "Violation" for finding in report.findings) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
