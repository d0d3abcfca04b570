"""A record without a text of its own: what the dump says of it, as lines to quote."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import DateExpression, Mention
from extractors.readers.rdf_annotations import label_of
from extractors.readers.rdf_dates import dates_of
from extractors.readers.rdf_graph import Graph
from extractors.readers.rdf_terms import DATES, ROLES
from extractors.readers.text_builder import TextBuilder


def described(
    graph: Graph, node: str, title: str, notes: list[str]
) -> tuple[str, list[Mention], list[DateExpression]]:
    """Text, mentions and dates: the title, each agent, subject and place by its name, each date, and the notes."""
    out = TextBuilder()
    found: list[Mention] = []
    dates: list[DateExpression] = []
    out.add_line(title)
    named: set[tuple[str, str]] = set()
    for predicate, role in graph.among(node, ROLES):
        for item in graph.nodes(node, predicate):
            label = label_of(graph, item)
            if label is None or label == "DATE" or (item, role) in named or not graph.is_named(item):
                continue
            named.add((item, role))
            start, end = _field(out, role, graph.label(item))
            found.append(Mention(start, end, label, "catalogue", 1.0, item, role))
    for item in graph.nodes(node, "kg:mentions"):
        label = label_of(graph, item)
        if label is not None and label != "DATE" and graph.is_named(item) and item not in dict(named):
            start, end = _field(out, "mentions", graph.label(item))
            found.append(Mention(start, end, label, "catalogue", 1.0, item))
    for _, date in dates_of(graph, node, DATES):
        start, end = _field(out, f"{date.role} date", date.expressed)
        found.append(Mention(start, end, "DATE", "catalogue"))
        dates.append(replace(date, start=start, end=end))
    for note in notes:
        out.add_line(note)
    return out.text, [mention for mention in found if mention.end > mention.start], dates


def _field(out: TextBuilder, name: str, value: str) -> tuple[int, int]:
    """Add ``name: value``; where the value stands."""
    folded = " ".join(value.split())
    _, end = out.add_line(f"{name}: {folded}")
    return end - len(folded), end
