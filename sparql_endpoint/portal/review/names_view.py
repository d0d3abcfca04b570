"""Two names side by side, part by part, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.languages.fold import fold
from kg.resolve.names.explain import Explanation, PartPair

_SELDOM = 0.1
"""Share below which one spelling seldom stands for the other."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a name, as pieces: letters, and whether they differ from the other side's."""

    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Parts that go together; None on the side that has none. alike: how well the letters do, 0 to 1; same: equal."""

    left: Cell | None
    right: Cell | None
    same: bool = False
    alike: float = 0.0


@dataclass(frozen=True, slots=True)
class Named:
    """The names of both sides in one language; words of one that the other side's have not are marked."""

    lang: str
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]


_MOST = 6
"""Names of one side in one language that are shown."""


def by_language(left: Iterable[tuple[str, str]], right: Iterable[tuple[str, str]]) -> tuple[Named, ...]:
    """Pairs of language and form of both sides, side by side; languages of both first, then by tag."""
    sides = _grouped(left), _grouped(right)
    found = []
    for lang in sides[0].keys() | sides[1].keys():
        mine, theirs = (side.get(lang, ()) for side in sides)
        found.append(Named(lang, _against(mine, theirs), _against(theirs, mine)))
    return tuple(sorted(found, key=lambda row: (not (row.left and row.right), row.lang == "und", row.lang)))


def _grouped(names: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for lang, form in names:
        found.setdefault(lang.split("-")[0], {})[form] = None
    return {lang: tuple(forms)[:_MOST] for lang, forms in found.items()}


def _against(forms: Sequence[str], others: Sequence[str]) -> tuple[Cell, ...]:
    known = {word for other in others for word in fold(other).split()}
    return tuple(_worded(form, known) if others else Cell(((form, False),)) for form in forms)


def _worded(form: str, known: set[str]) -> Cell:
    pieces = []
    for word in form.split(" "):
        pieces += [(word, not set(fold(word).split()) <= known), (" ", False)]
    return _cell(pieces[:-1])


def rows_of(names: Explanation) -> tuple[Row, ...]:
    """In the order of the left name, then what is left over on the right."""
    paired = {pair.left: pair for pair in names.pairs}
    found = []
    for part in names.left.parts:
        pair = paired.get(part)
        found.append(_paired(pair) if pair else Row(Cell(((part.text, True),)), None))
    return (*found, *(Row(None, Cell(((part.text, True),))) for part in names.right_over))


def _paired(pair: PartPair) -> Row:
    if pair.left.text == pair.right.text:
        whole = Cell(((pair.left.text, False),))
        return Row(whole, whole, True, 1.0)
    shares = [each.share for each in pair.letters]
    alike = sum(shares) / len(shares) if shares else 0.0
    spelt = all("".join(getattr(each, side) for each in pair.letters) == getattr(pair, side).text
                for side in ("left", "right"))  # fmt: skip
    if not spelt:  # the letters compared are those of a transcription
        differs = alike < _SELDOM * 3
        return Row(Cell(((pair.left.text, differs),)), Cell(((pair.right.text, differs),)), False, alike)
    marks = [(each.left, each.right, each.share < _SELDOM or _unlike(each.left, each.right)) for each in pair.letters]
    return Row(_cell([(left, mark) for left, _, mark in marks]), _cell([(right, mark) for _, right, mark in marks]),
               False, alike)  # fmt: skip


def _unlike(left: str, right: str) -> bool:
    """Within one script, other letters are a difference, however often one stands for the other."""
    return left.isascii() and right.isascii() and left != right


def _cell(pieces: list[tuple[str, bool]]) -> Cell:
    """Neighbours of one kind joined, so that Arabic letters stay joined as well."""
    joined: list[tuple[str, bool]] = []
    for text, mark in pieces:
        if joined and joined[-1][1] == mark:
            joined[-1] = (joined[-1][0] + text, mark)
        elif text:
            joined.append((text, mark))
    return Cell(tuple(joined))
