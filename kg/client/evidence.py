"""Evidence: the words on which a statement rests, with their page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from kg.client import markup
from kg.client.crop import crop_of
from kg.client.mentions import Mention
from kg.client.source import Source

_AROUND = 60
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Evidence:
    """One mention in its place. ``mention`` has all that is known of it; the rest is what is asked for most."""

    mention: Mention
    call_number: str
    source: Source = field(repr=False, compare=False)

    @property
    def quote(self) -> str:
        """The words themselves."""
        return self.mention.quote

    @property
    def before(self) -> str:
        """What stands before them, on at most one line."""
        return _SPACE.sub(" ", self.mention.before).lstrip()[-_AROUND:]

    @property
    def after(self) -> str:
        """What stands after them."""
        return _SPACE.sub(" ", self.mention.after).rstrip()[:_AROUND]

    @property
    def label(self) -> str:
        """What they were taken for: a name where there is one, else the kind."""
        return self.mention.name or self.mention.kind

    @property
    def iri(self) -> str:
        """Of the mention."""
        return self.mention.iri

    @property
    def record(self) -> str:
        """IRI of the record."""
        return self.mention.record

    @property
    def confidence(self) -> float:
        """0 to 1; 1 where editors or a catalogue marked it."""
        return self.mention.confidence

    @property
    def method(self) -> str:
        """editorial, catalogue, model, rule or gazetteer."""
        return self.mention.method

    @property
    def reviewed(self) -> str:
        """reviewer, edited or machine."""
        return self.mention.reviewed

    @property
    def page(self) -> str:
        """Number of the page as it is printed; empty where none is known."""
        return self.mention.number

    def crop(self) -> bytes | None:
        """PNG of the words on the scan; None where there is no scan of the page or no place on it. Read once."""
        return self._crop

    @cached_property
    def _crop(self) -> bytes | None:
        if not self.mention.page:
            return None
        return crop_of(self.source, self.mention.record, self.mention.page, self.mention.iri)

    def __repr__(self) -> str:
        page = f", page {self.page}" if self.page else ""
        return (
            f"…{self.before}[{self.quote}]{self.after}… ({self.call_number}{page}; {self.label}; {self.method}, "
            f"{self.confidence:.2f}, {self.reviewed})"
        )

    def _repr_html_(self) -> str:
        mention = self.mention
        lang = mention.text_lang
        words = (
            f'<blockquote lang="{markup.text(lang)}" dir="{markup.direction(lang)}" style="margin-inline:0">'
            f"…{markup.text(self.before)}<mark>{markup.text(self.quote)}</mark>{markup.text(self.after)}…</blockquote>"
        )
        page = f", page {markup.name(self.page)}" if self.page else ""
        place = markup.link(mention.record, markup.name(self.call_number)) + page
        how = f"{markup.text(self.method)}, {self.confidence:.2f}, {self.reviewed}"
        known = f"{markup.name(self.label, mention.lang)}: {how}"
        scan = self.crop()
        shown = markup.picture(scan, f"Scan: {self.quote}") if scan else ""
        return f"<figure>{words}{shown}<figcaption>{place} · {known}</figcaption></figure>"


class EvidenceList(list[Evidence]):
    """A list of them that a notebook shows one below the other."""

    def _repr_html_(self) -> str:
        return "".join(one._repr_html_() for one in self) or "<p>No evidence.</p>"


def with_numbers(source: Source, mentions: list[Mention]) -> EvidenceList:
    """Evidence with the call numbers of the records."""
    from kg.client.texts import term
    from kg.client.things import rows

    records = sorted({one.record for one in mentions})
    called: dict[str, str] = {}
    for start in range(0, len(records), 400):
        values = " ".join(term(iri) for iri in records[start : start + 400])
        query = f"SELECT ?r ?n {{ VALUES ?r {{ {values} }} ?r rico:identifier ?n }} ORDER BY ?r ?n"
        for row in rows(source, query):
            called.setdefault(row["r"]["value"], row["n"]["value"])
    return EvidenceList(Evidence(one, called.get(one.record, ""), source) for one in mentions)
