"""nameEntry with its parallel forms: nameEntryParallel of EAC-CPF 1.0, nameEntrySet of 2.0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from extractors.document import Name
from extractors.readers.language_codes import name_tag
from extractors.readers.name_parts import joined
from extractors.readers.safe_xml import XML_LANG, Element, child, children, local, words
from extractors.readers.structured_dates import used

_PREFERRED = frozenset(("autorisée", "authorized", "authorised", "preferred"))
_GROUPS = frozenset(("nameEntryParallel", "nameEntrySet"))


def entries(identity: Element | None) -> list[Element]:
    """Every nameEntry with words, those in parallel forms too, in order."""
    return [] if identity is None else [item for item in identity.iter("{*}nameEntry") if joined(item)]


def names(identity: Element | None, declared: Mapping[str, str]) -> tuple[Name, ...]:
    """All names; exactly one, the first marked as preferred or authorised or else the first, is preferred.

    declared: @id of what the control section declares -> its words.
    """
    found: list[Name] = []
    first_of: dict[Element, str] = {}
    for entry in entries(identity):
        name, outer = _name(entry, declared), _group(entry)
        if outer is not None:
            first = first_of.setdefault(outer, name.value)
            name = replace(name, parallel=first if first != name.value else None)
        found.append(name)
    chosen = next((number for number, name in enumerate(found) if name.preferred), 0)
    return tuple(replace(name, preferred=number == chosen) for number, name in enumerate(found))


def _group(entry: Element) -> Element | None:
    outer = entry.getparent()
    return outer if outer is not None and local(outer) in _GROUPS else None


def _name(entry: Element, declared: Mapping[str, str]) -> Name:
    """One form. What its group says of language, rules, dates of use and rank goes for it too."""
    outer = _group(entry)
    levels = [entry] if outer is None else [entry, outer]
    used_from, used_to = next(
        (told for level in levels if any(told := used(child(level, "useDates")))), (None, None)
    )
    form = (child(level, kind) for level in levels for kind in ("authorizedForm", "alternativeForm"))
    rules = [words(item) for item in form if item is not None and words(item)]
    references = referred(entry, "conventionDeclarationReference", declared)
    schemes = list(dict.fromkeys([*rules, *filter(None, [entry.get("transliteration"), *references])]))
    return Name(
        joined(entry),
        languages_of(entry),
        preferred=_preferred(entry, outer),
        used_from=used_from,
        used_to=used_to,
        scheme=next(iter(schemes), None),
        kind="; ".join(dict.fromkeys(filter(None, [_kind(levels, declared), *schemes[1:]]))),
    )


def languages_of(entry: Element) -> str | None:
    """Language of a name, of its group where it tells none itself."""
    outer = _group(entry)
    levels = [entry] if outer is None else [entry, outer]
    return name_tag(_first(levels, XML_LANG, "languageOfElement"), _first(levels, "scriptCode", "scriptOfElement"))


def referred(element: Element, attribute: str, declared: Mapping[str, str]) -> list[str]:
    """The words of what an attribute refers to in the control section, in order; an id that is not there as it is.

    declared: @id -> words
    """
    keys = [key.removeprefix("#") for key in (element.get(attribute) or "").split()]
    return [declared.get(key) or key for key in keys]


def _kind(levels: list[Element], declared: Mapping[str, str]) -> str:
    """What the source calls this form: @localType, @status, and whether it is the authorised or another form; and what
    it has the form from."""
    told = [level.get(name) or "" for level in levels for name in ("localType", "status")]
    for name in ("sourceReference", "maintenanceEventReference", "localTypeDeclarationReference"):
        told += [words_ for level in levels for words_ in referred(level, name, declared)]
    for name in ("authorizedForm", "alternativeForm", "preferredForm"):
        told += [name.removesuffix("Form") for level in levels if child(level, name) is not None]
    return "; ".join(dict.fromkeys(part.strip() for part in told if part.strip()))


def _first(levels: list[Element], *attributes: str) -> str | None:
    return next((told for level in levels for name in attributes if (told := level.get(name))), None)


def _preferred(entry: Element, outer: Element | None) -> bool:
    if child(entry, "authorizedForm") is not None or child(entry, "preferredForm") is not None:
        return True
    if (entry.get("localType") or "").lower() in _PREFERRED or entry.get("preferredForm") == "true":
        return True
    if entry.get("status") == "authorized":
        return outer is None or not _other_preferred(entry, outer)
    return outer is not None and child(outer, "authorizedForm") is not None and not _other_preferred(entry, outer)


def _other_preferred(entry: Element, outer: Element) -> bool:
    """Whether another form of the group is marked as the one to prefer."""
    others = (item for item in children(outer, "nameEntry") if item is not entry)
    return any(child(item, "preferredForm") is not None or item.get("preferredForm") == "true" for item in others)
