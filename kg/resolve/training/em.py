"""The joint multigram model learned: expectation and maximisation over all alignments of all pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np

from kg.resolve.names.alignment import (
    LATIN,
    LONGEST,
    NEW,
    Floats,
    Ints,
    Table,
    forward,
    latin_codes,
    pieces,
    source_rows,
    unpack,
)

_BATCH = 1500
_PAIRS_OF_LETTERS = 220
_ROUNDS = 7
_LEAST = 1.5
"""Expected count under which a pair of pieces is not kept."""
_PRIOR = 0.06
"""Share of what is counted of a letter that its known spellings get beyond it."""
_SHORT = "aeiou"
_WORST = 0.03
"""Share of the pairs that are left out from the third round on: they are no spellings of one word."""

Spellings = Mapping[str, Sequence[str]]
Stored = tuple[list[str], list[str], Ints, Ints, Floats]
"""Pieces of the script, Latin pieces, and row, column and count of each cell."""


def learn(pairs: Sequence[tuple[str, str]], known: Spellings, further: Spellings | None = None) -> Stored:
    """A table from pairs of (word, Latin word), started from the romanisation that is known of each letter.

    further  spellings that each letter keeps a share for, beside those known, with and without a vowel that the script
    leaves out, as pairs do not show them all; of rare letters, what counts less than _LEAST is dropped all the same
    """
    graphemes = [NEW, *sorted({letter for word, _ in pairs for letter in f"^{word}$"} | {"~", "?"})]
    twos = Counter(f"^{word}$"[at : at + 2] for word, _ in pairs for at in range(len(word) + 1))
    latin = ["", *sorted({f"^{w}$"[at : at + n] for _, w in pairs for n in (1, 2, 3) for at in range(len(w) + 3 - n)})]
    latin += [letter for letter in LATIN if letter not in set(latin)]
    stored = _start(graphemes, latin, known)
    batches = _batches(pairs)
    for turn in range(_ROUNDS):
        if turn == 2:
            graphemes += [two for two, _ in twos.most_common(_PAIRS_OF_LETTERS)]
            stored = _opened(stored, graphemes, twos)
        stored = _round(stored, batches, dropping=turn > 1)
    return _kept(stored if further is None else _with_prior(stored, known, further))


def _start(graphemes: list[str], latin: list[str], known: Spellings) -> Stored:
    """Every letter with every piece that words have, those of the table of letters a hundred times as likely."""
    chance = np.array([10.0 ** -max(len(piece), 1) for piece in latin])
    cells = np.tile(chance, (len(graphemes), 1))
    column = {piece: at for at, piece in enumerate(latin)}
    for row, letter in enumerate(graphemes):
        for spelling in known.get(letter, (letter,)):
            if spelling in column:
                cells[row, column[spelling]] = 10.0
    return _store(graphemes, latin, cells)


def _opened(stored: Stored, graphemes: list[str], twos: Counter[str]) -> Stored:
    """The table with rows for pairs of letters, which start as what the two letters spell one after the other."""
    old, latin, rows, columns, values = stored
    cells = np.zeros((len(graphemes), len(latin)))
    cells[rows - 1, columns - 1] = values
    at = {grapheme: row for row, grapheme in enumerate(graphemes)}
    column = {piece: place for place, piece in enumerate(latin)}
    for two in graphemes[len(old) :]:
        first, second = (_best(cells[at[letter]], latin) for letter in two)
        for left, share in first:
            for right, other in second:
                if left + right in column:
                    cells[at[two], column[left + right]] += 0.3 * twos[two] * share * other
    return _store(graphemes, latin, cells)


def _best(row: Floats, latin: list[str]) -> list[tuple[str, float]]:
    total = max(float(row.sum()), 1e-9)
    return [(latin[at], float(row[at]) / total) for at in np.argsort(-row, kind="stable")[:8] if row[at] > 0]


def _store(graphemes: list[str], latin: list[str], cells: Floats) -> Stored:
    rows, columns = np.nonzero(cells)
    return list(graphemes), latin, rows + 1, columns + 1, cells[rows, columns]


def _batches(pairs: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Pairs whose words are equally long on the left, so that one array holds them."""
    ordered = sorted(pairs, key=lambda pair: (len(pair[0]), len(pair[1]), pair))
    batches: list[list[tuple[str, str]]] = []
    for _, group in groupby(ordered, key=lambda pair: len(pair[0])):
        same = list(group)
        batches += [same[at : at + _BATCH] for at in range(0, len(same), _BATCH)]
    return batches


def _round(stored: Stored, batches: list[list[tuple[str, str]]], dropping: bool) -> Stored:
    graphemes, latin, *_ = stored
    table = unpack(*stored)
    counts = np.zeros(table.joint.shape)
    for batch in batches:
        _expect(table, batch, counts, dropping)
    return _store(graphemes, latin, counts[1:, 1:])


def _expect(table: Table, batch: list[tuple[str, str]], counts: Floats, dropping: bool) -> None:
    sources = [source_rows(word, table) for word, _ in batch]
    ones = np.stack([one for one, _ in sources], 1)
    twos = np.stack([two for _, two in sources], 1)
    spelled = table.columns(pieces(latin_codes([latin for _, latin in batch])))
    lengths = np.array([len(latin) + 2 for _, latin in batch])
    before = forward(table, ones, twos, spelled)
    after = _backward(table, ones, twos, spelled, lengths)
    total = before[-1, np.arange(len(batch)), lengths]
    per_letter = np.log(np.maximum(total, 1e-300)) / (lengths + len(ones))
    good = total > 0
    if dropping:
        good &= per_letter >= np.quantile(per_letter, _WORST)
    share = np.where(good, 1.0 / np.maximum(total, 1e-300), 0.0)
    cells, expected = [], []
    for at in range(len(ones)):
        for rows, start in ((ones[at], at), (twos[at - 1] if at else twos[-1], at - 1)):
            if not rows.any():
                continue
            moved: Floats = np.zeros(spelled.shape)
            for size in range(LONGEST + 1):
                reach = moved.shape[1] - size
                moved[:, size:, size] = before[start][:, :reach] * after[at + 1][:, size:]
            found = table.joint[rows[:, None, None], spelled] * moved * share[:, None, None]
            keep = found > 1e-12
            cells.append((rows[:, None, None] * counts.shape[1] + spelled)[keep])
            expected.append(found[keep])
    counts.reshape(-1)[:] += np.bincount(np.concatenate(cells), np.concatenate(expected), minlength=counts.size)


def _backward(table: Table, ones: Ints, twos: Ints, spelled: Ints, lengths: Ints) -> Floats:
    """(letters + 1, words, places) probability of all cuts of what is left."""
    places = spelled.shape[1]
    states = np.zeros((len(ones) + 1, len(lengths), places))
    states[-1, np.arange(len(lengths)), lengths] = 1.0
    for at in range(len(ones) - 1, -1, -1):
        for rows, reach in ((ones[at], 1), (twos[at], 2)):
            if at + reach > len(ones) or not rows.any():
                continue
            chance = table.joint[rows[:, None, None], spelled]
            for size in range(LONGEST + 1):
                left = places - size
                states[at][:, :left] += chance[:, size:, size] * states[at + reach][:, size:]
    return states


def _with_prior(stored: Stored, known: Spellings, further: Spellings) -> Stored:
    """Counts with a share for each known and further spelling of a letter, also before and after a short vowel."""
    graphemes, latin, rows, columns, values = stored
    column = {piece: at for at, piece in enumerate(latin)}
    cells = np.zeros((len(graphemes), len(latin)))
    cells[rows - 1, columns - 1] = values
    for row, letter in enumerate(graphemes):
        ways = dict.fromkeys((*known.get(letter, ()), *further.get(letter, ()))) if cells[row].any() else {}
        spelled = [way for way in ways if way in column]
        voiced = [piece for way in spelled if way for v in _SHORT for piece in (v + way, way + v) if piece in column]
        total = cells[row].sum() * _PRIOR / 2
        for pieces_of in (spelled, voiced):
            for piece in pieces_of:
                cells[row, column[piece]] += total / len(pieces_of)
    return _store(graphemes, latin, cells)


def _kept(stored: Stored) -> Stored:
    """Only what counts, without rows and columns that nothing is left in."""
    graphemes, latin, rows, columns, values = stored
    keep = (values >= _LEAST) | np.isin(columns, [1])
    single = [g for g in graphemes if len(g) == 1]
    found = zip(rows[keep], columns[keep], values[keep], strict=True)
    cells = {(graphemes[row - 1], latin[column - 1]): float(value) for row, column, value in found}
    for letter in ("~", "?", "^", "$"):
        cells.setdefault((letter, letter), 1.0)
    left = sorted({g for g, _ in cells} | set(single))
    right = sorted({piece for _, piece in cells} | set(LATIN) | {""})
    ordered = sorted(cells.items())
    row, column = {g: at for at, g in enumerate(left, 1)}, {piece: at for at, piece in enumerate(right, 1)}
    return (
        left,
        right,
        np.array([row[g] for (g, _), _ in ordered], np.int64),
        np.array([column[piece] for (_, piece), _ in ordered], np.int64),
        np.round(np.array([value for _, value in ordered]), 3),
    )
