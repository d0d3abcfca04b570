"""Chiefs of mission by country: who held which post from when to when."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Document, Entity, EntityRelation, Name
from extractors.readers.field_text import FieldText
from extractors.readers.histstate_people import (
    LICENCE,
    PEOPLE,
    TERRITORY,
    clerical,
    filed_name_of_slug,
    name_of_slug,
    record_id,
)
from extractors.readers.machine_dates import OPEN, dated, edtf_day, edtf_interval
from extractors.readers.safe_xml import Element, child, children, descend, local, words
from extractors.source import Source

_TITLES = {
    "ambassador-e-p": "Ambassador Extraordinary and Plenipotentiary",
    "charge-daffaires-ad-interim": "Chargé d’Affaires ad interim",
    "charge-daffaires": "Chargé d’Affaires",
    "envoy-extraordinary-minister-plenipotentiary": "Envoy Extraordinary and Minister Plenipotentiary",
    "minister-resident-foreign-service-officer": "Minister Resident",
}
_STAGES = ("appointed", "arrived", "started", "ended")


def mission(root: Element, source: Source) -> Iterator[Document]:
    """The mission as a file, its notes as words, and each chief as a record in it."""
    territory = words(child(root, "territory-id")) or source.stem
    identity = f"pocom/{territory}"
    lines = FieldText()
    lines.named("territory-id", territory, "PLACE", TERRITORY + territory)
    for note in root.iter("mission-note"):
        lines.field("mission-note", words(child(note, "text")))
    yield Document(
        id=identity,
        source_id=identity,
        title=f"Chiefs of mission: {name_of_slug(territory)}",
        title_lang="en",
        text=lines.text,
        level="file",
        mentions=tuple(lines.mentions),
        entities=(_territory(territory),),
        language="en",
        licence=LICENCE,
    )
    for rank, chief in enumerate(root.iter("chief"), 1):
        yield _chief(chief, identity, rank)


def _chief(chief: Element, parent: str, rank: int) -> Document:
    """One appointment. Those of other-nominees never took the post: no holding is stated for them."""
    (record, warnings), slug = record_id(chief), words(child(chief, "person-id"))
    role, territory = words(child(chief, "role-title-id")), words(child(chief, "contemporary-territory-id"))
    lines = FieldText()
    lines.field("id", record)
    lines.named("person-id", slug, "PERSON", PEOPLE + slug)
    lines.field("role-title-id", role)
    lines.named("contemporary-territory-id", territory, "PLACE", TERRITORY + territory)
    for stage in _STAGES:
        lines.date(stage, _stage(chief, stage, "date"), _stage(chief, stage, "note"))
    holding = len(lines.text)
    lines.field("note", " ".join(words(item) for item in children(chief, "note")))
    outer = chief.getparent()
    nominee = outer is not None and local(outer) == "other-nominees"
    post = f"{_TITLES.get(role, name_of_slug(role))} to {name_of_slug(territory)}"
    relations = () if nominee else (_holding(chief, role, territory, post, holding),)
    person = Entity(PEOPLE + slug, "PERSON", (Name(filed_name_of_slug(slug), "en"),), relations=relations)
    return Document(
        id=f"pocom/{record}",
        source_id=parent,
        title=f"{filed_name_of_slug(slug)}: {post}" + (" (nominee)" if nominee else ""),
        title_lang="en",
        text=lines.text,
        parent=parent,
        rank=rank,
        form="appointment-record",
        mentions=tuple(lines.mentions),
        dates=tuple(lines.dates),
        entities=(person, _territory(territory)),
        describes=(person.local_id,),
        notes=clerical(chief),
        warnings=warnings,
        language="en",
        licence=LICENCE,
    )


def _holding(chief: Element, role: str, territory: str, post: str, end: int) -> EntityRelation:
    """The post held, from taking it up (else the appointment) to leaving it; open where nobody says it ended."""
    began = _stage(chief, "started", "date") or _stage(chief, "appointed", "date")
    ended = _stage(chief, "ended", "date")
    edtf = edtf_interval(began, ended if edtf_day(ended) else OPEN)
    return EntityRelation(
        type="held_position",
        target=f"position:{role}/{territory}",
        target_name=post,
        target_label="POSITION",
        date=dated(" – ".join(part for part in (began, ended) if part), edtf) if edtf else None,
        note=_stage(chief, "ended", "note"),
        start=0,
        end=end,
    )


def _stage(chief: Element, stage: str, part: str) -> str:
    return words(descend(chief, stage, part))


def _territory(slug: str) -> Entity:
    return Entity(TERRITORY + slug, "PLACE", (Name(name_of_slug(slug), "en"),))
