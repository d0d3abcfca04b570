"""What is asked of the index, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("person", "body", "place", "event", "term", "record")
FIELDS = ("name", "title", "description", "text")
"""Names of entities, titles and call numbers of records, what describes either, and the words of documents."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which things count. Empty: all.

    kind of KINDS; archive: code of one that holds or names it; lang: of the words found, BCP 47; fields of FIELDS;
    since, until: years of the record's creation, which such a search needs; pages: a hit for each page, not each thing
    """

    kind: str = ""
    archive: str = ""
    lang: str = ""
    fields: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    pages: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that matches.

    label, lang   what it is called, and in which language
    matched       the words found, as they are written there, and the language they are in, empty where unknown
    field         where they were found, of FIELDS; page: IRI of the page of a text, and its number; else empty.
                  A result of ``find`` has "named" for a record that names what was asked for in other words, with
                  the IRI of that in named; and nothing where no words were asked for
    snippet       the words around, in parts: (text, whether it was found)
    weight        number of records that name it;  score  0 to 1: 1 where every word is found as it was asked
    since, until  years of a record's creation; confidence: of its surest mention, 1 where no machine found any
    """

    iri: str
    kind: str
    label: str
    lang: str
    matched: str
    matched_lang: str
    archives: tuple[str, ...]
    weight: int
    score: float
    field: str = "name"
    page: str = ""
    page_number: str = ""
    snippet: tuple[tuple[str, bool], ...] = ()
    since: int | None = None
    until: int | None = None
    confidence: float = 1.0
    named: str = ""

    @property
    def words(self) -> str:
        """The snippet as one text."""
        return "".join(text for text, _ in self.snippet)
