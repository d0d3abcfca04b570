"""Which identity an editor's pointer gives: @corresp, @ref, @key and @target as local ids.

A pointer into the file itself (``#p_X``) is scoped by the file's or volume's id, ``frus1977-80v01#p_X``; one
into another file keeps that file's id. Of several registries named at once one is the reference, in the order
of ``PRIORITY``: the editors' own register first, because only it is sure to have an entry for everybody.
"""

from __future__ import annotations

import re

from extractors.readers.registry_ids import registry_id
from extractors.readers.safe_xml import Element, local

PRIORITY = ("oape", "viaf", "wikidata", "geonames")
_FILE = re.compile(r"(?:\.TEIP5)?\.xml$", re.IGNORECASE)
_PEOPLE = re.compile(r"^(?:https?://history\.state\.gov)?/departmenthistory/people/([\w.-]+)$")


def pointers(element: Element, scope: str) -> tuple[str, ...]:
    """Every identity the element's attributes name, most stable first; empty where there is none.

    scope is the id of the file or volume that ``#…`` points into.
    """
    if local(element) == "ref":
        match = _PEOPLE.match(element.get("target") or "")
        return (f"pocom:{match.group(1)}",) if match else ()
    value = element.get("corresp") or element.get("ref") or element.get("target") or ""
    found = [normal for token in value.split() if (normal := _normal(token, scope))]
    if not found and element.get("key"):
        found.append(f"{scope}#key:{element.get('key')}")
    return tuple(sorted(dict.fromkeys(found), key=_rank))


def external(scheme: str, value: str, label_segment: str = "") -> str:
    """Identifier of a TEI idno as ``scheme:value``; a bare number of the OpenArabicPE register gets its type."""
    found = registry_id(value, scheme)
    if found != value.strip() or scheme.lower() in ("url", "uri") or value.startswith(("http://", "https://")):
        return found
    scheme = scheme.lower() or "id"
    if scheme == "oape" and label_segment and ":" not in found:
        return f"oape:{label_segment}:{found}"
    return found if found.lower().startswith(scheme + ":") else f"{scheme}:{found}"


def _normal(token: str, scope: str) -> str:
    """One pointer in the form above; empty for a pointer to nothing (``#``) or to a path on somebody's disk."""
    file, hash_sign, fragment = token.partition("#")
    if token.startswith("file:") or (hash_sign and not fragment):
        return ""
    if hash_sign and not file.startswith(("http://", "https://")):
        return f"{_FILE.sub('', file.rsplit('/', 1)[-1]) or scope}#{fragment}"
    scheme, colon, value = token.partition(":")
    return registry_id(token) if colon and value and "/" not in scheme else ""


def _rank(reference: str) -> tuple[int, str]:
    if "#" in reference and "://" not in reference:
        return 0, reference
    scheme = reference.partition(":")[0]
    return (1 + PRIORITY.index(scheme) if scheme in PRIORITY else 9), reference
