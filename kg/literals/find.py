"""Which literals of a property can pass a filter on their letters: never one too few, mostly none too many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.literals.build import PIECE
from kg.tables import open_table


@dataclass(frozen=True, slots=True)
class Letters:
    """What stands in a literal that passes.

    anyof   one of these, in small letters, stands among the small letters of the literal; each is PIECE long at least
    folded  compared by folded case: literals that fold otherwise may pass too
    """

    anyof: tuple[str, ...]
    folded: bool = False


class LiteralIndex:
    """The index of one edition. Open it in the thread that asks."""

    def __init__(self, path: Path) -> None:
        """sqlite3.OperationalError where the edition has none."""
        self._database = open_table(path)

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def candidates(self, property_: str, letters: Letters, most: int) -> list[str] | None:
        """Terms as SPARQL writes them, sorted; None where there are more, or the property is not covered."""
        row = self._database.execute("SELECT id FROM property WHERE iri = ?", (property_,)).fetchone()
        if row is None or any(len(each) < PIECE for each in letters.anyof):
            return None
        numbers: set[int] = set()
        for part in letters.anyof:
            found = self._holding(part, most)
            if found is None:
                return None
            numbers.update(found)
        if letters.folded:
            rows = self._database.execute("SELECT literal FROM otherwise LIMIT ?", (most + 1,))
            numbers.update(number for (number,) in rows)
        return self._terms(int(row[0]), numbers) if len(numbers) <= most else None

    def _holding(self, part: str, most: int) -> list[int] | None:
        """Numbers of the literals that hold the part, of all properties."""
        pieces = dict.fromkeys(part[at : at + PIECE] for at in range(len(part) - PIECE + 1))
        match = " AND ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
        rows = self._database.execute(
            "SELECT l.id FROM piece p JOIN literal l ON l.id = p.rowid "
            "WHERE piece MATCH ? AND instr(l.small, ?) LIMIT ?",
            (match, part, most + 1),
        )
        found = [int(number) for (number,) in rows]
        return found if len(found) <= most else None

    def _terms(self, property_: int, numbers: Iterable[int]) -> list[str]:
        query = "SELECT l.term FROM of o JOIN literal l ON l.id = o.literal WHERE o.property = ? AND o.literal = ?"
        found = (self._database.execute(query, (property_, number)).fetchone() for number in numbers)
        return sorted(str(row[0]) for row in found if row is not None)
