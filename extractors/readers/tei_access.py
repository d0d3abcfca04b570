"""Who may see a TEI file: availability of its publication statement. It can only close: no licence opens anything.

``status="restricted"`` closes the file, or restricts it as its words tell; with a licence at an address, such as
Creative Commons, the restriction is that licence's and the file stays open. A licence that begins on a day to come is
an embargo until then. Without that status the words are about use and are not read.
"""

from __future__ import annotations

from datetime import date

from extractors.access import read_conditions, strictest
from extractors.document import Access
from extractors.readers.safe_xml import Element, child, children, descend, words


def access_of(root: Element) -> Access | None:
    """From a TEI root; None where nothing is restricted."""
    availability = descend(child(root, "teiHeader"), "fileDesc", "publicationStmt", "availability")
    if availability is None:
        return None
    licences = children(availability, "licence")
    begins = [day for item in licences if (day := _begins(item))]
    if begins:
        return Access("embargoed", max(begins), f"licence from {max(begins)}")
    if availability.get("status") != "restricted" or any(_is_address(item.get("target")) for item in licences):
        return None
    stated = [read_conditions(words(item)) for item in children(availability, "p", "ab", "licence")]
    closing = [one for one in stated if one is not None and one.understood and one.status != "open"]
    told = f'status="restricted" {words(availability)}'.strip()
    return strictest(closing) if closing else Access("closed", words=told)


def _begins(licence: Element) -> str:
    """ISO day on which a licence begins to hold; empty where none is given."""
    for name in ("notBefore", "from"):
        try:
            return date.fromisoformat(licence.get(name) or "").isoformat()
        except ValueError:
            continue
    return ""


def _is_address(target: str | None) -> bool:
    return (target or "").startswith(("http://", "https://"))
