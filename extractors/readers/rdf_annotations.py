"""Web Annotations of a dump: which words of which text name what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.document import DateExpression, Label, Mention, Method
from extractors.readers.rdf_dates import node_date
from extractors.readers.rdf_graph import Graph, compact
from extractors.readers.rdf_terms import DATES, ENTITIES, GENERAL, MENTION_TYPES, ROLES

_INDEX = (("dcterms:source", "source"), ("rico:ruleFollowed", "rules"), ("dcterms:identifier", "number"))
"""Of the local entity that an index names."""
_METHODS: dict[str, Method] = {
    "editorial": "editorial", "catalogue": "catalogue", "rule": "rule", "gazetteer": "gazetteer", "model": "model"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation: what it is about, and where its words stand as it tells; start is -1 where it does not."""

    node: str
    bodies: tuple[str, ...]
    describing: bool
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    def place(self, text: str) -> tuple[int, int] | None:
        """Where its words stand in the text: as told where they stand there, else where alone they are quoted."""
        if 0 <= self.start < self.end <= len(text) and text[self.start : self.end] == (
            self.exact or text[self.start : self.end]
        ):
            return self.start, self.end
        for before, words in ((self.prefix, self.prefix + self.exact + self.suffix), ("", self.exact)):
            if self.exact and text.count(words) == 1:
                start = text.index(words) + len(before)
                return start, start + len(self.exact)
        return None


def by_text(graph: Graph) -> dict[str, list[Annotation]]:
    """All annotations by the node of their text, in the order of their places."""
    found: dict[str, list[Annotation]] = {}
    for node in graph.subjects("oa:Annotation"):
        for target in graph.nodes(node, "oa:hasTarget"):
            for text in graph.nodes(target, "oa:hasSource"):
                found.setdefault(text, []).append(_annotation(graph, node, target))
    for each in found.values():
        each.sort(key=lambda one: (one.start, one.end, one.node))
    return found


def _annotation(graph: Graph, node: str, target: str) -> Annotation:
    start = end = -1
    exact = prefix = suffix = ""
    for selector in graph.nodes(target, "oa:hasSelector"):
        first, last = graph.value(selector, "oa:start"), graph.value(selector, "oa:end")
        if first.isdecimal() and last.isdecimal():
            start, end = int(first), int(last)
        exact = exact or graph.value(selector, "oa:exact")
        prefix = prefix or graph.value(selector, "oa:prefix")
        suffix = suffix or graph.value(selector, "oa:suffix")
    describing = any(item.endswith("#describing") for item in graph.nodes(node, "oa:motivatedBy"))
    bodies = tuple(graph.nodes(node, "oa:hasBody"))
    return Annotation(node, bodies, describing, start, end, exact, prefix, suffix)


def mentions(
    graph: Graph, noted: list[Annotation], text: str
) -> tuple[list[Mention], list[DateExpression], list[Annotation]]:
    """What the annotations of a text say is named there: mentions, dates with their places; and the annotations
    whose words are not in the text. Those that describe an entry are left to the entries."""
    found: list[Mention] = []
    dates: list[DateExpression] = []
    lost: list[Annotation] = []
    for one in noted:
        place = one.place(text)
        if place is None:
            lost.append(one)
            continue
        graph.take(one.node)
        if one.describing:
            continue
        states = [compact(node) for node in graph.nodes(one.node, "kg:states")]
        for label, body in _labelled(graph, one):
            role = next((ROLES[state] for state in states if state in ROLES), None)
            date = label == "DATE"
            found.append(_mention(graph, one, place, label, None if date else body, None if date else role))
            made = node_date(graph, body, None) if date and body else None
            if made is not None:
                dates.append(_placed(made, found[-1], next((DATES[s] for s in states if s in DATES), None)))
    ordered = sorted(dict.fromkeys(found), key=lambda mention: (mention.start, mention.end))
    return ordered, dates, lost


def _labelled(graph: Graph, one: Annotation) -> list[tuple[Label, str | None]]:
    """Each body with its label; where there is none, the label that the annotation itself tells."""
    told = next((key for node in graph.nodes(one.node, "kg:entityType") if (key := graph.key(node, "type-"))), "")
    label = MENTION_TYPES.get(told)
    if not one.bodies:
        return [(label, None)] if label is not None else []
    labelled = [(label or label_of(graph, body), body) for body in one.bodies]
    return [(found, body) for found, body in labelled if found is not None]


def label_of(graph: Graph, node: str) -> Label | None:
    """From its classes; None for what is neither an entity nor a date."""
    types = graph.types(node)
    if "rico:Date" in types:
        return "DATE"
    known = sorted((name for name in types if name in ENTITIES), key=lambda name: name in GENERAL)
    found = next((ENTITIES[name] for name in known), None)
    return found or ("TERM" if "rico:Concept" in types else None)


def _mention(
    graph: Graph, one: Annotation, place: tuple[int, int], label: Label, body: str | None, role: str | None
) -> Mention:
    told = next((key for node in graph.nodes(one.node, "kg:method") if (key := graph.key(node, "method-"))), "")
    method = _METHODS.get(told, "editorial")
    tools = [
        graph.label(agent)
        for activity in graph.nodes(one.node, "prov:wasGeneratedBy")
        for agent in graph.nodes(activity, "prov:wasAssociatedWith")
    ]
    return Mention(
        *place, label, method, _confidence(graph.value(one.node, "itsrdf:taConfidence")), body, role,
        model="" if method in ("editorial", "catalogue") else next(iter(tools), ""),
        said=_said(graph, body) if body is not None else (),
    )  # fmt: skip


def _said(graph: Graph, body: str) -> tuple[tuple[str, str], ...]:
    """What the index said of the name, as a Sunqar node keeps it beside its local entity."""
    if "kg:LocalEntity" not in graph.types(body):
        return ()
    found = [
        (key, literal.value)
        for predicate, key in _INDEX
        for literal in graph.literals(body, predicate)
    ]
    for literal in graph.literals(body, "rico:note"):
        key, colon, value = literal.value.partition(": ")
        found += [(key, value)] if colon and key in ("role", "normal") else []
    return tuple(found)


def _placed(date: DateExpression, mention: Mention, role: str | None) -> DateExpression:
    return replace(
        date, role=role, method=mention.method, confidence=mention.confidence, start=mention.start, end=mention.end,
        model=mention.model,
    )  # fmt: skip


def _confidence(told: str) -> float:
    try:
        value = float(told or 1)
    except ValueError:
        return 1.0
    return value if 0 <= value <= 1 else 1.0
