"""Which way of listing statements fits a source."""

from __future__ import annotations

from extractors.source import Source
from extractors.statements import Speech

_JSON, _TABLE = (b"{", b"["), (".csv", ".tsv")


def speech_of(source: Source) -> Speech | None:
    """All that the source says; None for formats whose statements cannot be changed one by one (scans, PDF, plain
    text, spreadsheets). InputRejected where the source is not sound."""
    if source.prolog.root:
        from extractors.statements.xml import XmlSpeech

        return XmlSpeech(source)
    if source.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_JSON):
        from extractors.statements.json_values import JsonSpeech

        return JsonSpeech(source)
    if source.name.lower().endswith(_TABLE):
        from extractors.statements.cells import TableSpeech

        return TableSpeech(source)
    return None
