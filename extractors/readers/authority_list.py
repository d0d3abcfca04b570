"""Authority lists as JSON Lines: one person, place or body a line.

Three shapes, told apart by their keys:
  an editors' list    {"local_id", "name", "description"?, "person_id"?, "volume"?}
  a register          {"person_id", "preferred", "names"?, "birth_year"?, "death_year"?, "remarks"?, "authorities"?}
  the general one     {"id", "kind"?, "names": […], "birth"?, "death"?, "description"?, "identifiers"?: […]}
person_id is the number in the register of people of the U.S. Office of the Historian: ``histstate-people:107252``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from extractors.document import Document, Entity
from extractors.languages.detect import detect
from extractors.readers.authority_entries import ENTRIES, Unfit
from extractors.readers.plain_text import decode
from extractors.readers.text_builder import TextBuilder
from extractors.source import Source


class AuthorityListReader:
    """Yields one authority record for the whole list; a line that cannot be used is a warning with its number.

    ``lists_entries``: what its lines say is read here, and no names are looked for in them.
    """

    name = "authority-list"
    suffixes = (".jsonl", ".ndjson")
    media_type = "application/jsonl"
    lists_entries = True

    def sniff(self, source: Source) -> float:
        """0.95 where the first line is a JSON object of one of the shapes."""
        first = source.data[: 1 << 16].removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
        if not first.startswith(b"{"):
            return 0.0
        try:
            found = json.loads(first)
        except (ValueError, RecursionError):
            return 0.3 if source.name.lower().endswith(self.suffixes) else 0.0
        return 0.95 if isinstance(found, dict) and any(fits(found) for fits, _ in ENTRIES) else 0.0

    def read(self, source: Source) -> Iterator[Document]:
        """The list. InputRejected as in ``plain_text.decode``."""
        out = TextBuilder()
        entities: dict[str, Entity] = {}
        warnings: list[str] = []
        for number, line in enumerate(decode(source).split("\n"), 1):
            if not line.strip():
                continue
            try:
                entity, words = _entry(line)
            except Unfit as fault:
                warnings.append(f"{fault.code} line {number}: {fault}")
                continue
            if entity.local_id in entities:
                warnings.append(f"JSONL003 line {number}: the id {entity.local_id} is used twice; the first stands")
                continue
            start, end = out.add_line(words)
            entities[entity.local_id] = _placed(entity, start, end)
        language = detect(out.text)
        yield Document(
            id=source.stem,
            source_id=source.stem,
            title=source.stem,
            text=out.text,
            language=None if language == "und" else language,
            form="authority-record",
            entities=tuple(entities.values()),
            describes=tuple(entities),
            warnings=tuple(warnings),
        )


def _entry(line: str) -> tuple[Entity, str]:
    """The entity of one line and the words that stand for it in the text. Raises Unfit."""
    try:
        found = json.loads(line)
    except ValueError as error:
        raise Unfit("JSONL001", f"no JSON ({error})") from None
    except RecursionError:
        raise Unfit("JSONL001", "nested too deep") from None
    if isinstance(found, dict):
        for fits, entry in ENTRIES:
            if fits(found):
                return entry(found)
    raise Unfit("JSONL002", "none of the three shapes of an entry")


def _placed(entity: Entity, start: int, end: int) -> Entity:
    """The entry where its line stands; its relations told their places from the line's start."""
    relations = [
        replace(relation, start=start + relation.start, end=start + relation.end)
        if relation.start is not None and relation.end is not None
        else relation
        for relation in entity.relations
    ]
    return replace(entity, start=start, end=end, relations=tuple(relations))
