"""Mentions as Web Annotations: the words, where they stand, who found them, what they say of their record."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.document import Document, Mention, Page
from extractors.layout import boxes
from kg.rdf import nt
from kg.rdf.context import Mapping
from kg.rdf.graph import TYPE
from kg.rdf.records import MappedRecord
from kg.rdf.vocabulary import TYPE_KEYS
from ontology.terms import DCTERMS, ITSRDF, OA, PROV, RDF

MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"

# Looked up once: this is the mapper's busiest code, some twenty triples for every name in every document.
_A = f"<{TYPE}>"
_ANNOTATION, _MOTIVATED_BY, _HAS_BODY, _HAS_TARGET = OA.Annotation, OA.motivatedBy, OA.hasBody, OA.hasTarget
_SPECIFIC_RESOURCE, _HAS_SOURCE, _HAS_SELECTOR = OA.SpecificResource, OA.hasSource, OA.hasSelector
_QUOTE_SELECTOR, _EXACT, _PREFIX, _SUFFIX = OA.TextQuoteSelector, OA.exact, OA.prefix, OA.suffix
_POSITION_SELECTOR, _START, _END = OA.TextPositionSelector, OA.start, OA.end
_CONFIDENCE, _GENERATED_BY = ITSRDF.taConfidence, PROV.wasGeneratedBy


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
        about: str = "",
    ) -> str:
        """One annotation; returns its IRI. states are the properties of the record that these words carry.

        about: what is said of the body, where several annotations of one kind may stand on the same words
        """
        mapping, document, own = self.mapping, self.document, self.mapping.own
        kind = mention.label if motivation == OA.identifying else f"{mention.label}/describing{about}"
        node = mapping.iris.mention(
            mapping.archive, document.id, self.placed.text_sha256, mention.start, mention.end, kind
        )
        prefix, exact, suffix = document.quote(mention.start, mention.end)
        activity = mapping.add_activity(mention.method, mention.model, self.placed.file)
        mapping.graph.add_all(
            f"<{node}> {_A} <{_ANNOTATION}>",
            f"<{node}> <{_MOTIVATED_BY}> <{motivation}>",
            f"<{node}> <{_HAS_TARGET}> <{node}#target>",
            f"<{node}> <{_CONFIDENCE}> {nt.decimal(mention.confidence)}",
            f"<{node}> <{own('method')}> <{own('method-' + mention.method)}>",
            f"<{node}> <{own('entityType')}> <{own(TYPE_KEYS[mention.label])}>",
            f"<{node}> <{_GENERATED_BY}> <{activity}>",
            f"<{node}#target> {_A} <{_SPECIFIC_RESOURCE}>",
            f"<{node}#target> <{_HAS_SOURCE}> <{self.placed.text}>",
            f"<{node}#target> <{_HAS_SELECTOR}> <{node}#quote>",
            f"<{node}#target> <{_HAS_SELECTOR}> <{node}#position>",
            f"<{node}#quote> {_A} <{_QUOTE_SELECTOR}>",
            f"<{node}#quote> <{_EXACT}> {nt.literal(exact)}",
            f"<{node}#quote> <{_PREFIX}> {nt.literal(prefix)}",
            f"<{node}#quote> <{_SUFFIX}> {nt.literal(suffix)}",
            f"<{node}#position> {_A} <{_POSITION_SELECTOR}>",
            f"<{node}#position> <{_START}> {nt.integer(mention.start)}",
            f"<{node}#position> <{_END}> {nt.integer(mention.end)}",
            *(f"<{node}> <{_HAS_BODY}> <{body}>" for body in bodies),
            *(f"<{node}> <{own('states')}> <{property_}>" for property_ in states),
        )
        if page := self._page(mention.start):
            mapping.graph.link(f"{node}#target", own("page"), self._page_iri(page))
            if page.lines:
                self._areas(node, mention)
        return node

    def _areas(self, node: str, mention: Mention) -> None:
        """Where the words stand on the page image, a rectangle for each printed line (Media Fragments 1.0, 4.2.2)."""
        first, past = bisect_right(self.page_starts, mention.start) - 1, bisect_left(self.page_starts, mention.end)
        pages = self.document.pages[max(first, 0) : past]
        for number, (page, box) in enumerate(boxes(pages, mention.start, mention.end), 1):
            target, area = f"{node}#area-{number}", f"{node}#rectangle-{number}"
            rectangle = f"xywh=pixel:{box.x},{box.y},{box.width},{box.height}"
            self.mapping.graph.add_all(
                f"<{node}> <{_HAS_TARGET}> <{target}>",
                f"<{target}> {_A} <{_SPECIFIC_RESOURCE}>",
                f"<{target}> <{_HAS_SOURCE}> <{self._page_iri(page)}>",
                f"<{target}> <{_HAS_SELECTOR}> <{area}>",
                f"<{area}> {_A} <{OA.FragmentSelector}>",
                f"<{area}> <{DCTERMS.conformsTo}> <{MEDIA_FRAGMENTS}>",
                f"<{area}> <{RDF.value}> {nt.literal(rectangle)}",
            )

    def _page_iri(self, page: Page) -> str:
        return self.mapping.iris.instantiation(self.mapping.archive, self.document.id, "page", page.number)

    def _page(self, offset: int) -> Page | None:
        index = bisect_right(self.page_starts, offset) - 1
        if index < 0:
            return None
        page = self.document.pages[index]
        return page if offset < page.span.end else None
