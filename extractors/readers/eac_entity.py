"""The person, family or body that one cpfDescription describes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.document import Entity, Label
from extractors.readers.eac_activities import activity_relations
from extractors.readers.eac_names import entries, names
from extractors.readers.eac_notes import is_family
from extractors.readers.eac_places import place_relation
from extractors.readers.eac_relations import agent_relations, is_identity, relation, target_id, target_name
from extractors.readers.language_codes import language_tag
from extractors.readers.registry_ids import registry_id
from extractors.readers.safe_xml import Element, child, children, descend, local, words
from extractors.readers.structured_dates import existence

_ISNI = re.compile(r"\d{15}[\dX]")
_LABELS: dict[str, Label] = {"person": "PERSON", "corporateBody": "ORG", "family": "ORG"}

Places = Mapping[Element, tuple[int, int]]
"""Where the words of the marked elements stand."""


def label_of(described: Element) -> Label:
    """From entityType: its words (1.0) or its @value (2.0); a family is a group, as a body is."""
    told = descend(described, "identity", "entityType")
    value = (told.get("value") or words(told)) if told is not None else ""
    return _LABELS.get(value, "ORG")


def entity(described: Element, local_id: str, record_id: str, places: Places, declared: Mapping[str, str]) -> Entity:
    """The entity with its names, dates, ids, and its relations to agents and places."""
    identity, description = child(described, "identity"), child(described, "description")
    label = label_of(described)
    agents = agent_relations(described)
    told = children(identity, "entityId", "identityId")
    ids = [_identifier(item) for item in told if words(item)]
    ids += [registry_id(address) for item in told if (address := (item.get("valueURI") or "").strip())]
    same = [registry_id(target_id(item) or target_name(item)) for item in agents if is_identity(item)]
    stated = [
        relation(item, label, *places[item], declared) for item in agents if item in places and not is_identity(item)
    ]
    located = [
        place_relation(item, record_id, label, places[item]) for item in place_elements(described) if item in places
    ]
    start, end = next((places[entry] for entry in entries(identity) if entry in places), (None, None))
    return Entity(
        local_id=local_id,
        label=label,
        names=names(identity, declared),
        description=words(descend(description, "biogHist", "abstract")) or _first(descend(description, "biogHist")),
        dates=tuple(existence(descend(description, "existDates"), label)),
        identifiers=tuple(dict.fromkeys([*ids, *same])),
        relations=(
            *stated,
            *(made for made in located if made is not None),
            *activity_relations(described, label, places),
        ),
        start=start,
        end=end,
        languages=_languages(description),
        scripts=_scripts(description),
        family=is_family(described),
    )


def _languages(description: Element | None) -> tuple[str, ...]:
    """Languages that the entity uses, of languageUsed and languagesUsed."""
    told = [
        item.get("languageCode") or ""
        for item in (description.iter("{*}language", "{*}languageUsed") if description is not None else ())
    ]
    return tuple(dict.fromkeys(tag for code in told if (tag := language_tag(code))))


def _scripts(description: Element | None) -> tuple[str, ...]:
    """Scripts that the entity uses, of the same."""
    told = [
        item.get("scriptCode") or ""
        for holder in (description.iter("{*}languageUsed") if description is not None else ())
        for item in holder.iter("{*}script", "{*}writingSystem", "{*}languageUsed")
    ]
    return tuple(dict.fromkeys(code.strip().title() for code in told if code.strip()))


def place_elements(described: Element) -> list[Element]:
    """Every place of the description, those of a places group too."""
    description = child(described, "description")
    found: list[Element] = []
    for item in children(description, "place", "places"):
        found += [item] if local(item) == "place" else children(item, "place")
    return found


def _identifier(element: Element) -> str:
    """``ISNI 0000 0001 2158 9529`` -> ``isni:0000000121589529``; what has a scheme, in words or as type, stays."""
    value, told = words(element), (element.get("localType") or "").lower()
    scheme, _, rest = value.partition(" ")
    if rest and scheme.isalpha():
        return f"{scheme.lower()}:{rest.replace(' ', '')}"
    if ":" in value:
        return registry_id(value)
    compact = "".join(value.split())
    if _ISNI.fullmatch(compact):
        return f"isni:{compact}"
    known = registry_id(compact, told)
    return known if ":" in known else f"id:{compact}"


def _first(section: Element | None) -> str:
    """First paragraph with words."""
    return next((words(item) for item in children(section, "p") if words(item)), "")
