"""A MODS 3 record as a description."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import DateExpression, Note
from extractors.readers.language_codes import language_tag
from extractors.readers.machine_dates import circa, dated, edtf_day, edtf_interval
from extractors.readers.mets_access import is_restriction
from extractors.readers.mets_description import FORMS, Description
from extractors.readers.safe_xml import XLINK_HREF, XML_LANG, Element, child, children, descend, local, words

_CALL_NUMBERS = frozenset(("local", "call number", "callnumber", "shelfmark", "reference", "archival", "signature", ""))
_DATES = {
    "dateCreated": "creation", "dateCaptured": "creation", "dateIssued": "publication", "copyrightDate": "publication",
    "dateValid": "existence", "dateOther": "existence",
}  # fmt: skip
_NOTES = {"abstract": "scope", "note": "general", "tableOfContents": "arrangement", "accessCondition": "use"}


def mods(record: Element) -> Description:
    """Title, call number, dates, languages, extent and licence of a mods element; all other words as notes."""
    titles = [item for item in children(record, "titleInfo") if _title(item)]
    titles.sort(key=lambda item: bool(item.get("type")))
    main = titles[0] if titles else descend(_host(record), "titleInfo")
    given = [(item.get("type") or "", words(item)) for item in children(record, "identifier") if words(item)]
    shelf = words(descend(record, "location", "shelfLocator"))
    record_id = words(descend(record, "recordInfo", "recordIdentifier"))
    local_id = next((value for kind, value in given if kind.strip().lower() in _CALL_NUMBERS), "")
    codes = [item for language in children(record, "language") for item in children(language, "languageTerm")]
    tags = {language_tag(words(item)) for item in codes if item.get("type") != "text"}
    conditions = [item.get(XLINK_HREF) or words(item) for item in children(record, "accessCondition")]
    genre = words(child(record, "genre")).lower().replace(" ", "-")
    lang = (main.get(XML_LANG) or main.get("lang")) if main is not None else None
    return Description(
        title=_title(main) if main is not None else "",
        title_lang=language_tag(lang),
        call_number=local_id or shelf or record_id,
        identifiers=tuple(dict.fromkeys(_qualified_id(kind, value) for kind, value in given)),
        dates=tuple(_dates(record)),
        notes=tuple(_notes(record, titles[1:])),
        languages=tuple(sorted(tag for tag in tags if tag)),
        extent=words(descend(record, "physicalDescription", "extent")) or None,
        licence=next((value for value in conditions if value.startswith(("http://", "https://"))), None),
        form=genre if genre in FORMS else None,
    )


def _title(info: Element) -> str:
    """nonSort title: subTitle. partNumber, partName."""
    parts = {local(item): words(item) for item in reversed(info)}
    first = parts.get("nonSort", "")
    title = first + ("" if not first or first.endswith(("'", "’", "-")) else " ") + parts.get("title", "")
    title += f": {parts['subTitle']}" if parts.get("subTitle") else ""
    rest = ", ".join(filter(None, (parts.get("partNumber"), parts.get("partName"))))
    return f"{title}. {rest}" if title and rest else title or rest


def _qualified_id(kind: str, value: str) -> str:
    """``scheme:value``, the scheme once."""
    return value if not kind or value.lower().startswith(f"{kind.lower()}:") else f"{kind}:{value}"


def _host(record: Element) -> Element | None:
    """What it appeared in."""
    hosts = (item for item in children(record, "relatedItem") if item.get("type") in ("host", "series"))
    return next(hosts, None)


def _dates(record: Element) -> Iterator[DateExpression]:
    for origin in children(record, "originInfo"):
        for name, role in _DATES.items():
            items = [item for item in children(origin, name) if words(item)]
            ends = {item.get("point") or "": item for item in items if item.get("point")}
            if "start" in ends and "end" in ends:
                first, last = words(ends["start"]), words(ends["end"])
                edtf = _qualified(edtf_interval(first, last), ends["start"])
                yield dated(f"{first}/{last}", edtf, role=role, method="catalogue")
                items = [item for item in items if not item.get("point")]
            values = {words(item): item for item in items}
            for value, item in values.items():
                yield dated(value, _qualified(edtf_day(value), item), role=role, method="catalogue")


def _qualified(edtf: str | None, item: Element) -> str | None:
    return circa(edtf) if item.get("qualifier") in ("approximate", "inferred", "questionable") else edtf


def _notes(record: Element, titles: list[Element]) -> Iterator[Note]:
    yield from (Note("title", _title(item), language_tag(item.get(XML_LANG) or item.get("lang"))) for item in titles)
    for item in record:
        name, text = local(item), words(item)
        if name in _NOTES and text:
            kind = "access" if is_restriction(item) else _NOTES[name]
            yield Note(kind, text, language_tag(item.get(XML_LANG) or item.get("lang")))
        elif name == "name":
            called = ", ".join(words(part) for part in children(item, "namePart") if words(part))
            role = ", ".join(words(term) for term in item.iter("{*}roleTerm") if words(term))
            if called:
                yield Note("name", f"{called} ({role})" if role else called)
        elif name == "subject" and text:
            yield Note("subject", " -- ".join(words(part) for part in item if words(part)) or text)
        elif name == "originInfo":
            made = [words(part) for part in children(item, "place", "publisher") if words(part)]
            if made:
                yield Note("publication", ": ".join(made))
        elif name == "location" and words(child(item, "physicalLocation")):
            yield Note("location", words(child(item, "physicalLocation")))
        elif name == "relatedItem" and text:
            yield Note(item.get("type") or "related", text)
