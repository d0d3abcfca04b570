"""Functions, occupations, legal statuses and mandates in an authority record, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.document import EntityRelation, Label
from extractors.languages.fold import fold
from extractors.readers.safe_xml import Element, child, children, local, words
from extractors.readers.structured_dates import date_of, dates_in

MARKS = frozenset(("function", "occupation", "legalStatus", "mandate"))
_GROUPS = frozenset(("functions", "occupations", "legalStatuses", "mandates"))
_VOCABULARIES = (
    "vocabularySource", "vocabularySourceURI", "valueURI", "localType", "localTypeDeclarationReference"
)  # fmt: skip
_TYPES = {"legalStatus": "legal_status"}


def activity_relations(
    described: Element, label: Label, places: Mapping[Element, tuple[int, int]]
) -> Iterator[EntityRelation]:
    """One relation a term, in order; the target is the activity or the occupation, not an entity.

    label   of the described entity: an occupation is of a person only
    places  where the words of the elements stand
    """
    for item in _elements(child(described, "description")):
        term = words(child(item, "term"))
        if not term or item not in places or (local(item) == "occupation" and label != "PERSON"):
            continue
        start, end = places[item]
        kind = _TYPES.get(local(item), local(item))
        yield EntityRelation(
            type=kind,
            target=f"{kind}:{fold(term)}",
            target_name=term,
            target_label="TERM",
            date=next((made for date in dates_in(item) if (made := date_of(date)) is not None), None),
            note="; ".join(filter(None, (words(child(item, "descriptiveNote")), *_where(item)))),
            scheme=_vocabulary(item),
            start=start,
            end=end,
        )


def _elements(description: Element | None) -> Iterator[Element]:
    """Functions and occupations, those of groups too."""
    for item in description if description is not None else ():
        if local(item) in MARKS:
            yield item
        elif local(item) in _GROUPS:
            yield from children(item, *MARKS)


def _where(item: Element) -> Iterator[str]:
    """Its places, each with what its attributes say: a country, an address."""
    for place in item.iter("{*}placeEntry", "{*}placeName"):
        codes = [place.get(name) or "" for name in ("countryCode", "vocabularySource", "valueURI")]
        yield " ".join(filter(None, (words(place), *codes)))


def _vocabulary(item: Element) -> str:
    """Where the term comes from, as the source tells it: a vocabulary, an address, an id; empty for nothing."""
    term = child(item, "term")
    told = [
        value
        for element in (term, item)
        for name in _VOCABULARIES
        if element is not None and (value := (element.get(name) or "").strip())
    ]
    return " ".join(dict.fromkeys(told))
