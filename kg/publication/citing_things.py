"""How to cite one thing of an edition, an entity or a record: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_UNSEEN = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Cited:
    """What all styles are made of.

    title, lang: of the thing; archives: names of those that hold it or whose records name it, which answer for it
    call_number: of a record, else empty; address: its IRI; edition: number, and the day it was made
    accessed: the day on which it was looked at, None where that is left to whoever cites
    """

    title: str
    lang: str
    archives: tuple[str, ...]
    call_number: str
    address: str
    edition: int
    day: date
    accessed: date | None = None

    @property
    def key(self) -> str:
        """Of the entry: kind and first figures of the IRI, and the edition."""
        kind, _, name = self.address.rpartition("/id/")[2].partition("/")
        return f"sunqar-{kind}-{re.sub(r'[^A-Za-z0-9]', '', name)[:12]}-{self.edition}"


COLLECTION = "Sunqar: a knowledge graph of archival records"
MEDIA_TYPES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}
"""By the ending of a file's name."""


def cite_thing(work: Cited, ending: str) -> str:
    """The citation in the style of a file's ending; KeyError for another."""
    return {"bib": _bibtex, "ris": _ris, "json": _csl}[ending](work)


def _bibtex(work: Cited) -> str:
    fields = [
        ("title", "{" + _tex(work.title) + "}"),
        ("author", " and ".join("{" + _tex(name) + "}" for name in work.archives)),
        ("howpublished", _tex(f"{COLLECTION}, edition {work.edition}")),
        ("year", str(work.day.year)), ("month", str(work.day.month)), ("day", str(work.day.day)),
        ("number", _tex(work.call_number)), ("url", _line(work.address)),
        ("urldate", work.accessed.isoformat() if work.accessed else ""),
    ]  # fmt: skip
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@misc{{{work.key},\n{lines}}}\n"


def _ris(work: Cited) -> str:
    lines = [("TY", "MANSCPT" if work.call_number else "ELEC"), ("TI", work.title)]
    lines += [("AU", f"{name},") for name in work.archives]  # the comma keeps a body's name whole
    lines += [("T2", COLLECTION), ("ET", str(work.edition)), ("PY", str(work.day.year)),
              ("DA", work.day.strftime("%Y/%m/%d")), ("AV", work.call_number), ("LA", work.lang),
              ("UR", work.address), ("Y2", work.accessed.strftime("%Y/%m/%d") if work.accessed else "")]  # fmt: skip
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def _csl(work: Cited) -> str:
    item = {
        "id": work.key,
        "type": "manuscript" if work.call_number else "webpage",
        "title": _line(work.title),
        "author": [{"literal": _line(name)} for name in work.archives],
        "container-title": COLLECTION,
        "version": str(work.edition),
        "issued": {"date-parts": [[work.day.year, work.day.month, work.day.day]]},
        "accessed": {"date-parts": [[work.accessed.year, work.accessed.month, work.accessed.day]]}
        if work.accessed else None,
        "archive": "; ".join(map(_line, work.archives)) if work.call_number else "",
        "archive_location": _line(work.call_number),
        "language": work.lang,
        "URL": work.address,
    }  # fmt: skip
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def _line(text: str) -> str:
    """One line, without what cannot be seen: a line break would begin another field."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in _line(text))
