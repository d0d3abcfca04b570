"""Links to a mention, of which the node finds the sheet: a folder of files must name the sheet."""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock

from flask import Flask

from sparql_endpoint.portal.record.page import images_of
from sparql_endpoint.portal.record.sheets import sheet_at, sheets_of
from sparql_endpoint.portal.record.texts import texts_of
from sparql_endpoint.service import Service, written

_LINK = re.compile(r"(/page/record/([0-9a-f]{24}))\?((?:[^\"#]*&amp;)?)mention=([0-9a-f]{24})")
_RECORDS = 400


class Sheets:
    """Which sheet of its record each mention stands on."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = Lock()
        self._of = lru_cache(_RECORDS)(self._read)

    def named(self, page: str) -> str:
        """The page with ``?page=3`` in place of ``?mention=…``; nothing where it is the first sheet."""
        return _LINK.sub(self._link, page)

    def _link(self, match: re.Match[str]) -> str:
        address, record, before, mention = match.groups()
        with self._lock:
            sheet = self._of(record).get(mention, 1)
        told = [before.removesuffix("&amp;")] if before else []
        told += [f"page={sheet}"] if sheet > 1 else []
        return address + ("?" + "&amp;".join(told) if told else "")

    def _read(self, record: str) -> dict[str, int]:
        service: Service = self._app.extensions["sunqar"]
        view = service.at()
        iri = f"{view.edition.base}/id/record/{record}"
        texts = texts_of(view, iri)
        sheets = sheets_of(texts, images_of(view, texts).keys())
        if len(sheets) < 2:
            return {}
        rows = view.select(
            f"""SELECT ?mention ?text ?start WHERE {{ ?text kg:textOf {written(iri)} . ?target oa:hasSource ?text ;
            oa:hasSelector ?position . ?position oa:start ?start . ?mention oa:hasTarget ?target }}"""
        )
        known = {text.iri: text for text in texts}
        return {
            row["mention"].value.rsplit("/", 1)[-1]: sheet_at(sheets, known[row["text"].value], int(row["start"].value))
            for row in rows
            if row["text"].value in known
        }
