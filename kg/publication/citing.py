"""How to cite an edition: in words, BibTeX, RIS, CSL-JSON and the Citation File Format."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.edition import Edition


@dataclass(frozen=True, slots=True)
class Work:
    """What all styles are made of."""

    title: str
    publisher: str
    version: str
    day: date
    address: str
    checksum: str

    @property
    def key(self) -> str:
        """Of the entry, in BibTeX and CSL."""
        return f"sunqar-edition-{self.version}"


MEDIA_TYPES = {
    "text": "text/plain",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl": "application/vnd.citationstyles.csl+json",
    "cff": "application/yaml",
}


def cite(edition: Edition, style: str) -> str:
    """The citation of an edition; style is one of ``MEDIA_TYPES``. KeyError for another."""
    return cite_work(work_of(edition), style)


def cite_work(work: Work, style: str) -> str:
    """The same of a work. KeyError for another style."""
    return _STYLES[style](work)


def work_of(edition: Edition) -> Work:
    """The edition as a work: its publisher is the archives together, by their English names where they have one."""
    archives = edition.manifest["archives"]
    names = [names.get("en") or next(iter(names.values()), code) for code, names in sorted(archives.items())]
    return Work(
        "Sunqar: a knowledge graph of archival records",
        "; ".join(names) or "Sunqar",
        str(edition.number),
        date.fromisoformat(edition.manifest["created"][:10]),
        f"{edition.base}/dataset",
        edition.hash,
    )


def _text(work: Work) -> str:
    return (
        f"{work.publisher} ({work.day.year}). {work.title}, edition {work.version}, {work.day.isoformat()}. "
        f"Data set. {work.address} (sha256 {work.checksum})\n"
    )


def _bibtex(work: Work) -> str:
    fields = {
        "title": work.title,
        "author": " and ".join(f"{{{name}}}" for name in work.publisher.split("; ")),
        "year": str(work.day.year),
        "month": str(work.day.month),
        "version": f"edition {work.version}",
        "url": work.address,
        "note": f"sha256 {work.checksum}",
    }
    lines = "".join(
        f"  {name} = {{{value if name == 'author' else _plain(value)}}},\n" for name, value in fields.items()
    )
    return f"@dataset{{{work.key},\n{lines}}}\n"


def _plain(value: str) -> str:
    return "".join(f"\\{sign}" if sign in "&%$#_{}" else sign for sign in value)


def _ris(work: Work) -> str:
    lines = [("TY", "DATA"), ("TI", work.title)]
    lines += [("AU", name) for name in work.publisher.split("; ")]
    lines += [
        ("PY", str(work.day.year)), ("DA", work.day.strftime("%Y/%m/%d")), ("ET", work.version),
        ("UR", work.address), ("N1", f"sha256 {work.checksum}"), ("ER", ""),
    ]  # fmt: skip
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def _csl(work: Work) -> str:
    item = {
        "id": work.key,
        "type": "dataset",
        "title": work.title,
        "author": [{"literal": name} for name in work.publisher.split("; ")],
        "issued": {"date-parts": [[work.day.year, work.day.month, work.day.day]]},
        "version": work.version,
        "URL": work.address,
        "note": f"sha256 {work.checksum}",
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _cff(work: Work) -> str:
    def quoted(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)  # a JSON string is a YAML one

    authors = "".join(f"  - name: {quoted(name)}\n" for name in work.publisher.split("; "))
    return (
        "cff-version: 1.2.0\n"
        'message: "If you use this data set, please cite it with its edition."\n'
        f"type: dataset\ntitle: {quoted(work.title)}\nauthors:\n{authors}"
        f"version: {quoted(work.version)}\ndate-released: {work.day.isoformat()}\nurl: {quoted(work.address)}\n"
        f"identifiers:\n  - type: other\n    value: {quoted('sha256:' + work.checksum)}\n"
    )


_STYLES: Mapping[str, Callable[[Work], str]] = {
    "text": _text, "bibtex": _bibtex, "ris": _ris, "csl": _csl, "cff": _cff,
}  # fmt: skip
