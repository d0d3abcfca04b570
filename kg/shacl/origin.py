"""Where what a finding is about was read: the graph, its file, and the line of the file that names it.

The graph does not keep line numbers. The line is the first one of the file in which the thing's call number, the end
of it, its quoted words or its label stand; 0 where there is none, or where the file is not text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kg.shacl.report import Example, Report
from ontology.terms import DCTERMS, OA, PROV, RDFS, RICO

Query = Callable[[str], Iterable[Mapping[str, str]]]
FileOf = Callable[[str], str]
"""Graph IRI -> path of the file that it was made from; '' where that is not known."""

MOST_BYTES = 32 << 20
_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_BATCH = 200
_WAYS = (
    f"<{RICO.identifier}>",
    f"<{OA.hasTarget}>/<{OA.hasSelector}>/<{OA.exact}>",
    f"<{OA.hasSelector}>/<{OA.exact}>",
    f"<{OA.exact}>",
    f"<{RICO.expressedDate}>",
    f"<{RDFS.label}>",
)


def located(report: Report, query: Query, file_of: FileOf) -> Report:
    """The report with file and line of each example, as far as they are known."""
    foci = sorted({example.focus for finding in report.findings for example in finding.examples})
    nodes = [focus for focus in foci if _SAFE.fullmatch(focus)]
    graphs, words = _graphs(query, nodes), _words(query, nodes)
    texts: dict[str, str] = {}

    def place(example: Example) -> Example:
        graph = graphs.get(example.focus)
        if graph is None:
            return example
        path = file_of(graph[0])
        if path and path not in texts:
            texts[path] = _text(Path(path))
        line = line_of(texts[path], words.get(example.focus, ())) if path else 0
        return replace(example, source=path or graph[1], line=line)

    findings = tuple(replace(finding, examples=tuple(map(place, finding.examples))) for finding in report.findings)
    return replace(report, findings=findings)


def line_of(text: str, words: Sequence[str]) -> int:
    """The first line, from 1, that holds one of the words, the first of them that stands anywhere; 0 where none does.

    Words count whole; line ends within them are blanks. Of ``vol1/d35`` also ``d35`` is looked for.

    >>> line_of("<div>\\n<p>Doha and\\nManama</p>", ["vol1#nobody", "Doha and Manama"])
    2
    """
    for word in words:
        for form in dict.fromkeys((word, re.split(r"[/#|]", word)[-1])):
            parts = [re.escape(part) for part in form.split()[:12]]
            if parts and (found := re.search(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", text)):
                return text.count("\n", 0, found.start()) + 1
    return 0


def _graphs(query: Query, nodes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Node -> the first source graph that describes it, and what that graph calls its source."""
    found: dict[str, tuple[str, str]] = {}
    for values in _batches(nodes):
        rows = query(
            f"SELECT DISTINCT ?focus ?graph ?source {{ VALUES ?focus {{ {values} }} GRAPH ?graph {{ ?focus ?p ?o }} "
            f"?graph <{PROV.wasAttributedTo}> ?archive OPTIONAL {{ ?graph <{DCTERMS.identifier}> ?source }} }}"
        )
        for row in rows:
            each = (row["graph"], row.get("source", ""))
            found[row["focus"]] = min(each, found.get(row["focus"], each))
    return found


def _words(query: Query, nodes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Node -> what may stand in its file, the surest first."""
    found: dict[str, set[tuple[int, str]]] = {}
    ways = " UNION ".join(f"{{ ?focus {way} ?word BIND({rank} AS ?rank) }}" for rank, way in enumerate(_WAYS))
    for values in _batches(nodes):
        for row in query(f"SELECT DISTINCT ?focus ?rank ?word {{ VALUES ?focus {{ {values} }} {ways} }}"):
            found.setdefault(row["focus"], set()).add((int(row["rank"]), row["word"]))
    return {node: tuple(word for _, word in sorted(each)) for node, each in found.items()}


def _batches(nodes: Sequence[str]) -> list[str]:
    parts = [nodes[start : start + _BATCH] for start in range(0, len(nodes), _BATCH)]
    return [" ".join(f"<{node}>" for node in part) for part in parts]


def _text(path: Path) -> str:
    """The file as text; '' for one that is gone, too large, or no text."""
    try:
        content = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return ""
    return "" if b"\0" in content[:4096] else content.decode("utf-8-sig", "replace")
