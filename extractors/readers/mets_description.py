"""What a METS file says of its object: the MODS or Dublin Core of its descriptive section, level and form."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.document import DateExpression, Level, Note
from extractors.readers.safe_xml import Element, child, children, descend, local

_LEVELS: dict[str, Level] = {
    "fonds": "fonds", "subfonds": "subfonds", "series": "series", "subseries": "subseries", "collection": "collection",
    "file": "file", "folder": "file", "dossier": "file", "volume": "file", "fond": "fond", "фонд": "fond",
    "қор": "fond", "opis": "opis", "опись": "opis", "тізімдеме": "opis", "delo": "delo", "дело": "delo", "іс": "delo",
    "list": "list", "лист": "list", "парақ": "list", "ملف": "file", "سلسلة": "series", "مجموعة": "collection",
}  # fmt: skip
FORMS = frozenset(
    ("agreement", "article", "communique", "decree", "letter", "memorandum", "message", "minutes", "protocol", "report",
     "speech", "telegram", "treaty")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Description:
    """The description as far as it fits a Document; fields as there. languages as BCP 47."""

    title: str = ""
    title_lang: str | None = None
    call_number: str = ""
    identifiers: tuple[str, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    notes: tuple[Note, ...] = ()
    languages: tuple[str, ...] = ()
    extent: str | None = None
    licence: str | None = None
    level: Level = "item"
    form: str | None = None
    warnings: tuple[str, ...] = field(default=())


def describe(root: Element) -> Description:
    """From the section that the structure's main division names, else from the first; titles and the OBJID fill in."""
    from dataclasses import replace

    from extractors.readers.mets_dublin_core import dublin_core
    from extractors.readers.mets_mods import mods

    division = _main(root)
    section = _section(root, division)
    wrap = descend(section, "mdWrap")
    content = descend(wrap, "xmlData")
    record = (
        next((item for item in content.iter() if local(item) in ("mods", "dc", "record")), None)
        if (content is not None)
        else None
    )
    kind = (wrap.get("MDTYPE") or "").upper() if wrap is not None else ""
    if record is not None and local(record) == "mods":
        told = mods(record)
    elif content is not None and kind == "DC":
        told = dublin_core(record if record is not None else content)
    elif wrap is not None:
        told = Description(warnings=(f"METS013 line 1: a description in {kind or 'an unnamed format'} is not read",))
    else:
        told = Description()
    label = root.get("LABEL") or (division.get("LABEL") if division is not None else "") or ""
    types = (division.get("TYPE") or "").strip().lower() if division is not None else ""
    form = told.form or types.replace(" ", "-")
    return replace(
        told,
        title=told.title or " ".join(label.split()),
        call_number=told.call_number or (root.get("OBJID") or "").strip() or next(iter(told.identifiers), ""),
        level=_LEVELS.get(types, "item"),
        form=form if form in FORMS else None,
    )


def _main(root: Element) -> Element | None:
    """The division that is the object: down from the top of the logical map (else the physical) while there is only
    one way and no description yet; a division that only points to another METS file (mptr) is not the object."""
    maps = sorted(children(root, "structMap"), key=lambda item: (item.get("TYPE") or "").upper() != "LOGICAL")
    division = child(maps[0], "div") if maps else None
    while division is not None:
        inside = children(division, "div")
        points = child(division, "mptr") is not None
        if len(inside) != 1 or (division.get("DMDID") and not points):
            return division
        division = inside[0]
    return None


def _section(root: Element, division: Element | None) -> Element | None:
    sections = children(root, "dmdSec")
    sections += [item for part in children(root, "mdSec") for item in part]
    named = (division.get("DMDID") or "").split() if division is not None else []
    chosen = [item for item in sections if item.get("ID") in named]
    return next(iter(chosen or sections), None)
