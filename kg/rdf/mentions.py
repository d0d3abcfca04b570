"""Mentions as Web Annotations: the words, where they stand, who found them, what they say of their record."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.document import Document, Mention, Page
from kg.rdf import nt
from kg.rdf.context import Mapping
from kg.rdf.records import MappedRecord
from kg.rdf.vocabulary import TYPE_KEYS
from ontology.terms import ITSRDF, OA, PROV


@dataclass(frozen=True)
class AnnotationWriter:
    """Writes the annotations of one document."""

    mapping: Mapping
    document: Document
    placed: MappedRecord
    page_starts: tuple[int, ...]

    @classmethod
    def of(cls, mapping: Mapping, document: Document, placed: MappedRecord) -> AnnotationWriter:
        """Prepare the page look-up; pages stand in reading order."""
        return cls(mapping, document, placed, tuple(page.span.start for page in document.pages))

    def write(
        self,
        mention: Mention,
        bodies: Iterable[str],
        *,
        motivation: str = OA.identifying,
        states: Iterable[str] = (),
    ) -> str:
        """One annotation; returns its IRI. states are the properties of the record that these words carry."""
        mapping, document, graph = self.mapping, self.document, self.mapping.graph
        kind = mention.label if motivation == OA.identifying else f"{mention.label}/describing"
        node = mapping.iris.mention(
            mapping.archive, document.id, self.placed.text_sha256, mention.start, mention.end, kind
        )
        target, quote, position = f"{node}#target", f"{node}#quote", f"{node}#position"
        prefix, exact, suffix = document.quote(mention.start, mention.end)
        graph.types(node, OA.Annotation)
        graph.link(node, OA.motivatedBy, motivation)
        for body in bodies:
            graph.link(node, OA.hasBody, body)
        graph.link(node, OA.hasTarget, target)
        graph.add(node, ITSRDF.taConfidence, nt.decimal(mention.confidence))
        graph.link(node, mapping.own("method"), mapping.own(f"method-{mention.method}"))
        graph.link(node, mapping.own("entityType"), mapping.own(TYPE_KEYS[mention.label]))
        for property_ in states:
            graph.link(node, mapping.own("states"), property_)
        activity = mapping.add_activity(mention.method, mention.model, self.placed.file)
        graph.link(node, PROV.wasGeneratedBy, activity)
        graph.types(target, OA.SpecificResource)
        graph.link(target, OA.hasSource, self.placed.text)
        graph.link(target, OA.hasSelector, quote)
        graph.link(target, OA.hasSelector, position)
        if page := self._page(mention.start):
            graph.link(
                target,
                mapping.own("page"),
                mapping.iris.instantiation(mapping.archive, document.id, "page", page.number),
            )
        graph.types(quote, OA.TextQuoteSelector)
        graph.add(quote, OA.exact, nt.literal(exact))
        graph.add(quote, OA.prefix, nt.literal(prefix))
        graph.add(quote, OA.suffix, nt.literal(suffix))
        graph.types(position, OA.TextPositionSelector)
        graph.add(position, OA.start, nt.integer(mention.start))
        graph.add(position, OA.end, nt.integer(mention.end))
        return node

    def _page(self, offset: int) -> Page | None:
        index = bisect_right(self.page_starts, offset) - 1
        if index < 0:
            return None
        page = self.document.pages[index]
        return page if offset < page.span.end else None
