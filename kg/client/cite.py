"""Citations of an edition or of a thing in it, the same for local and remote graphs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from kg.client.edition_info import EditionInfo
from kg.client.errors import BadRequest
from kg.publication.citing import Work, cite_work
from kg.publication.citing_things import COLLECTION, Cited, cite_thing

Style = Literal["text", "bibtex", "ris", "csl"]
_ENDINGS = {"bibtex": "bib", "ris": "ris", "csl": "json"}


def check_style(style: str) -> None:
    """BadRequest CLIENT004 for a style that there is not."""
    if style not in ("text", *_ENDINGS):
        raise BadRequest("CLIENT004", f"There is no style {style!r}.", advice="Styles: text, bibtex, ris, csl.")


def of_edition(info: EditionInfo, style: str) -> str:
    """The edition as a data set, as its portal cites it."""
    check_style(style)
    publisher = "; ".join(info.archives) or "Sunqar"
    work = Work(COLLECTION, publisher, str(info.number), info.date, f"{info.base}/dataset", info.hash)
    return cite_work(work, style)


def of_thing(
    info: EditionInfo, iri: str, title: str, lang: str, archives: tuple[str, ...], number: str, style: str
) -> str:
    """A record or entity. archives: who holds it; none: all of the edition answer for it. number: its call number."""
    check_style(style)
    held = archives or info.archives or ("Sunqar",)
    today = datetime.now(UTC).date()
    if style == "text":
        place = f" {number}." if number else ""
        return (
            f"{'; '.join(held)}: {title}.{place} In: {COLLECTION}, edition {info.number}, {info.date.isoformat()} "
            f"(sha256 {info.hash}). {iri} (accessed {today.isoformat()})\n"
        )
    return cite_thing(Cited(title, lang, held, number, iri, info.number, info.date, today), _ENDINGS[style])
