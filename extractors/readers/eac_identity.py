"""What an authority record says of an identity beside its names: remarks, other types, parts of names, equals."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Note
from extractors.readers.eac_names import entries, languages_of
from extractors.readers.eac_notes import is_family, prose
from extractors.readers.eac_relations import agent_relations, is_identity, target_id
from extractors.readers.marked_text import spaced
from extractors.readers.name_parts import joined
from extractors.readers.safe_xml import Element, child, children, words

NAME_PARTS = "name-parts"
"""Kind of the note that tells the parts of a name apart: of the name ``head`` in the language ``lang``."""


def identity_notes(described: Element, about: str) -> list[Note]:
    """Notes of an identity section and of the relations that say who is the same. about: local id of the described."""
    return list(dict.fromkeys(_notes(described, about)))


def _notes(described: Element, about: str) -> Iterator[Note]:
    identity = child(described, "identity")
    if identity is None:
        return
    if kind := (identity.get("localType") or "").strip():
        yield Note("identity", kind, about=about)
    for remark in identity.iter("{*}descriptiveNote"):
        if prose(remark):
            yield Note("identity", prose(remark), about=about)
    if is_family(described):
        yield Note("entity-type", "family", about=about)
    for other in identity.iter("{*}otherEntityType"):
        codes = [other.get(name) or "" for name in ("valueURI", "vocabularySource")]
        yield Note("entity-type", " ".join(filter(None, (spaced(other), *codes))), about=about)
    for entry in entries(identity):
        parts = [f"{kind}: {words(part)}" for part in children(entry, "part") if (kind := part.get("localType") or "")]
        if parts:
            yield Note(NAME_PARTS, "; ".join(parts), languages_of(entry), head=joined(entry), about=about)
    for relation in agent_relations(described):
        if is_identity(relation) and spaced(relation):
            yield Note("identity", f"{spaced(relation)} ({target_id(relation)})", about=about)
