"""Names that EAD3 and EAC-CPF give in parts."""

from __future__ import annotations

from extractors.readers.safe_xml import Element, children, words


def part_type(part: Element) -> str:
    """Its @localType (EAC-CPF) or @localtype (EAD3) in small letters; empty for none."""
    return (part.get("localType") or part.get("localtype") or "").lower()


def joined(name: Element) -> str:
    """All parts in order; a comma sets the surname off where the parts are told apart. Empty without words."""
    return _join([part for part in children(name, "part") if words(part)])


def joined_name(name: Element) -> str:
    """The same without the parts that are dates, which belong to the person and not to the name."""
    return _join([part for part in children(name, "part") if words(part) and "date" not in part_type(part)])


def _join(parts: list[Element]) -> str:
    out = ""
    for before, part in zip([None, *parts], parts, strict=False):
        surname = before is not None and "surname" in part_type(before)
        out += (", " if surname else " " if out else "") + words(part)
    return out
