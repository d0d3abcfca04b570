"""A Dublin Core record as a description."""

from __future__ import annotations

from extractors.document import Note
from extractors.readers.language_codes import language_tag
from extractors.readers.machine_dates import dated, edtf_normal
from extractors.readers.mets_description import FORMS, Description
from extractors.readers.safe_xml import XML_LANG, Element, local, words

_DATES = {"date": "existence", "created": "creation", "issued": "publication"}
_NOTES = {
    "abstract": "scope", "description": "scope", "tableOfContents": "arrangement", "rights": "use",
    "accessRights": "access", "provenance": "history", "subject": "subject", "coverage": "subject",
    "spatial": "subject", "creator": "name", "contributor": "name", "publisher": "publication", "source": "source",
    "relation": "related", "isPartOf": "related", "alternative": "title",
}  # fmt: skip


def dublin_core(record: Element) -> Description:
    """From the elements of the DC element set or of DC terms, in the order of the file."""
    told = [(local(item), words(item), item) for item in record.iter() if not len(item) and words(item)]
    titles = [item for name, _, item in told if name == "title"]
    values: dict[str, list[str]] = {}
    for name, value, _ in told:
        values.setdefault(name, []).append(value)
    identifiers = tuple(dict.fromkeys(values.get("identifier", ())))
    names = [value for value in identifiers if "://" not in value]
    forms = [value.lower().replace(" ", "-") for value in values.get("type", ())]
    notes = [
        Note(_NOTES[name], value, language_tag(item.get(XML_LANG))) for name, value, item in told if name in _NOTES
    ]
    notes += [Note("title", words(item), language_tag(item.get(XML_LANG))) for item in titles[1:]]
    licences = (*values.get("license", ()), *values.get("rights", ()))
    return Description(
        title=words(titles[0]) if titles else "",
        title_lang=language_tag(titles[0].get(XML_LANG)) if titles else None,
        call_number=next(iter(names), ""),
        identifiers=identifiers,
        dates=tuple(
            dated(value, edtf_normal(value), role=_DATES[name], method="catalogue")
            for name, value, _ in told
            if name in _DATES
        ),
        notes=tuple(notes),
        languages=tuple(sorted({tag for value in values.get("language", ()) if (tag := language_tag(value))})),
        extent=next(iter(values.get("extent", ())), None),
        licence=next((value for value in licences if value.startswith(("http://", "https://"))), None),
        form=next((form for form in forms if form in FORMS), None),
    )
