"""The shapes of an entry in an authority list, each as an Entity with the words that stand for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractors.document import DateExpression, Entity, Label, Name
from extractors.readers.career_relations import kin_relations, relations_of
from extractors.readers.machine_dates import dated, edtf_day
from extractors.readers.registry_ids import registry_id

PEOPLE = "histstate-people"
KINDS: dict[str, Label] = {
    "person": "PERSON", "place": "PLACE", "org": "ORG", "organization": "ORG", "organisation": "ORG", "body": "ORG",
    "corporatebody": "ORG", "family": "ORG", "event": "EVENT", "term": "TERM", "персона": "PERSON", "лицо": "PERSON",
    "организация": "ORG", "учреждение": "ORG", "место": "PLACE", "событие": "EVENT", "شخص": "PERSON", "هيئة": "ORG",
    "مكان": "PLACE", "حدث": "EVENT", "тұлға": "PERSON", "ұйым": "ORG", "мекеме": "ORG", "жер": "PLACE",
    "оқиға": "EVENT",
}  # fmt: skip
"""What lists call a kind of entity, in lower case and without spaces."""
_JOINT = ", "
Record = Mapping[str, object]


class Unfit(Exception):
    """A line that is no entry; code is stable, the message says what is wrong."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _editors(found: Record) -> tuple[Entity, str]:
    """An editors' list: who is meant by a local id of a volume; offices and kin that the description tells."""
    name, description = _words(found, "name"), _words(found, "description")
    person, key, label = _words(found, "person_id"), _needed(found, "local_id"), _label(found)
    volume, told, _ = key.partition("#")
    at = len(name) + len(_JOINT)
    entity = Entity(
        local_id=key,
        label=label,
        names=(Name(_needed(found, "name"), preferred=True),),
        description=description,
        identifiers=(f"{PEOPLE}:{person}",) if person else (),
        relations=tuple(relations_of(volume if told else key, key, description, at)) if label == "PERSON" else (),
    )
    return entity, _JOINT.join(part for part in (name, description) if part)


def _register(found: Record) -> tuple[Entity, str]:
    """A register of people with their names and numbers in other registers."""
    preferred = _needed(found, "preferred")
    authorities = found.get("authorities")
    others = authorities if isinstance(authorities, Mapping) else {}
    dates = _life(_words(found, "birth_year"), _words(found, "death_year"))
    names = [preferred, *_list(found, "names")]
    remarks = _words(found, "remarks")
    words = _sentence(names, dates, remarks)
    entity = Entity(
        local_id=f"{PEOPLE}:{_needed(found, 'person_id')}",
        label="PERSON",
        names=_names(names),
        description=remarks,
        dates=dates,
        identifiers=tuple(sorted(_outside(str(key), str(value)) for key, value in others.items() if value)),
        relations=tuple(kin_relations(PEOPLE, remarks, len(words) - len(remarks))),
    )
    return entity, words


def _general(found: Record) -> tuple[Entity, str]:
    """An entry of any kind."""
    names = _list(found, "names")
    if not names:
        raise Unfit("JSONL002", "the entry has no names")
    dates = _life(_words(found, "birth"), _words(found, "death"))
    description = _words(found, "description")
    entity = Entity(
        local_id=_needed(found, "id"),
        label=_label(found),
        names=_names(names),
        description=description,
        dates=dates,
        identifiers=tuple(dict.fromkeys(map(registry_id, _list(found, "identifiers")))),
    )
    return entity, _sentence(names, dates, description)


ENTRIES: tuple[tuple[Callable[[Record], bool], Callable[[Record], tuple[Entity, str]]], ...] = (
    (lambda found: "local_id" in found and "name" in found, _editors),
    (lambda found: "person_id" in found and "preferred" in found, _register),
    (lambda found: "id" in found and "names" in found, _general),
)
"""For each shape: whether a line has it, and how to read it."""


def _words(found: Record, key: str) -> str:
    value = found.get(key)
    return " ".join(str(value).split()) if isinstance(value, str | int | float) and value != "" else ""


def _needed(found: Record, key: str) -> str:
    value = _words(found, key)
    if not value:
        raise Unfit("JSONL002", f'"{key}" is empty')
    return value


def _list(found: Record, key: str) -> list[str]:
    value = found.get(key)
    items = value if isinstance(value, list) else []
    return [folded for item in items if isinstance(item, str) and (folded := " ".join(item.split()))]


def _outside(registry: str, value: str) -> str:
    known = registry_id(value, registry)
    return known if known != value or ":" in value else f"{registry.lower()}:{value}"


def _label(found: Record) -> Label:
    kind = _words(found, "kind").lower()
    if kind and kind not in KINDS:
        raise Unfit("JSONL002", f'the kind "{kind}" is none of {", ".join(KINDS)}')
    return KINDS.get(kind, "PERSON")


def _names(values: list[str]) -> tuple[Name, ...]:
    return tuple(Name(value, preferred=number == 0) for number, value in enumerate(dict.fromkeys(values)))


def _life(birth: str, death: str) -> tuple[DateExpression, ...]:
    told = (("birth", birth), ("death", death))
    return tuple(dated(value, edtf_day(value), role=role) for role, value in told if value)


def _sentence(names: list[str], dates: tuple[DateExpression, ...], description: str) -> str:
    """Names — life dates — description, as one line to quote."""
    life = ", ".join(f"{date.role} {date.expressed}" for date in dates)
    return " — ".join(part for part in ("; ".join(dict.fromkeys(names)), life, description) if part)
