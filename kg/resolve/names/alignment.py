"""How likely two spellings are of one word: a joint multigram model of letters, summed over all alignments.

A word and its spelling in a to z are cut into the same number of pieces, each piece a pair (one or two letters of the
script, none to three of a to z); the probability of the two words is the sum over all cuts of the product of the
probabilities of their pieces (M. Bisani, H. Ney: Joint-sequence models for grapheme-to-phoneme conversion, 2008). The
tables are learned (``kg.resolve.training``); ``^`` and ``$`` are letters for the two ends of a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LATIN = "abcdefghijklmnopqrstuvwxyz~^$?"
BASE = len(LATIN) + 1
_CODES = {letter: code for code, letter in enumerate(LATIN, start=1)}
LONGEST = 3
"""Most Latin letters of one piece."""
FLOOR = (1e-3, 1e-4, 1e-6, 1e-7)
"""Share of a letter's probability that each spelling by none to three letters gets at least: nothing is impossible."""
NEW = "\ufffd"
"""Stands for every letter of the script that the table has not seen."""
_RARE = 1e-4
_NEVER = 1e-300
WEIGHTS = Path(__file__).with_name("alignment.npz")


@dataclass(frozen=True)
class Table:
    """Joint probabilities of pieces for one script.

    graphemes  row of each piece of the script;  spelled  column of each Latin piece by its code (0: unknown)
    joint      (pieces of the script + 1, Latin pieces + 1); row and column 0 hold noughts
    """

    graphemes: dict[str, int]
    spelled: Ints
    joint: Floats

    @cached_property
    def source(self) -> Floats:
        """Probability of each piece of the script, whatever its spelling."""
        sums: Floats = self.joint.sum(1)
        return sums

    @cached_property
    def latin(self) -> Floats:
        """Probability of each Latin piece that is not empty, whatever it spells."""
        sums: Floats = self.joint.sum(0)
        sums[self.spelled[0]] = 0.0
        shares: Floats = sums / sums.sum()
        return shares

    def columns(self, codes: Ints) -> Ints:
        """Columns of Latin pieces by their codes; 0 for what is none or unknown."""
        return np.where(codes < 0, 0, self.spelled[codes])


def latin_codes(words: Sequence[str]) -> Ints:
    """(words, longest + 2) letters as codes, each word between ``^`` and ``$``, 0 beyond its end."""
    longest = max((len(word) for word in words), default=0) + 2
    codes = np.zeros((len(words), longest), np.int64)
    for row, word in enumerate(words):
        codes[row, : len(word) + 2] = [_CODES[letter] for letter in f"^{word}$"]
    return codes


def pieces(codes: Ints) -> Ints:
    """(words, places, 4) code of the Latin piece of 0 to 3 letters that ends at each place; -1 where none can."""
    words, longest = codes.shape
    found = np.full((words, longest + 1, LONGEST + 1), -1, np.int64)
    found[:, :, 0] = 0
    for size in range(1, LONGEST + 1):
        for end in range(size, longest + 1):
            letters = codes[:, end - size : end]
            value = np.zeros(words, np.int64)
            for letter in letters.T:
                value = value * BASE + letter
            found[:, end, size] = np.where((letters > 0).all(1), value, -1)
    return found


def source_rows(word: str, table: Table) -> tuple[Ints, Ints]:
    """(letters + 2,) rows of each letter, and of each with the letter after it (0 where unknown), ends marked."""
    marked = f"^{word}$"
    one = [table.graphemes.get(letter, table.graphemes[NEW]) for letter in marked]
    two = [table.graphemes.get(marked[at : at + 2], 0) for at in range(len(marked) - 1)]
    return np.array(one, np.int64), np.array([*two, 0], np.int64)


def forward(table: Table, ones: Ints, twos: Ints, spelled: Ints) -> Floats:
    """(letters + 1, words, places) probability of all cuts of the letters so far against the Latin ones so far.

    ones, twos  (letters, words or 1) numbers of pieces of the script;  spelled  (words or 1, places, 4) of Latin pieces
    """
    words = max(ones.shape[1], spelled.shape[0])
    places = spelled.shape[1]
    states = np.zeros((len(ones) + 1, words, places))
    states[0, :, 0] = 1.0
    for at in range(len(ones)):
        states[at + 1] += _step(table.joint[ones[at][:, None, None], spelled], states[at])
        if at and twos[at - 1].any():
            states[at + 1] += _step(table.joint[twos[at - 1][:, None, None], spelled], states[at - 1])
    return states


def _step(chance: Floats, before: Floats) -> Floats:
    after: Floats = chance[:, :, 0] * before
    for size in range(1, LONGEST + 1):
        after[:, size:] += chance[:, size:, size] * before[:, :-size]
    return after


def one_side(table: Table, ones: Ints, twos: Ints) -> float:
    """Log probability of a word of the script, whatever its spelling."""
    sums = table.source
    before, now = 0.0, 1.0
    for at in range(len(ones)):
        after = now * sums[ones[at]] + (before * sums[twos[at - 1]] if at else 0.0)
        before, now = now, after
    return float(np.log(max(now, _NEVER)))


def latin_side(table: Table, spelled: Ints, lengths: Ints) -> Floats:
    """(words,) log probability of each Latin word, whatever it spells.

    spelled  (words, places, 4);  lengths  of the words, ends counted
    """
    sums = table.latin
    chance = sums[spelled]
    chance[:, :, 0] = 0.0
    states = np.zeros(spelled.shape[:2])
    states[:, 0] = 1.0
    for end in range(1, spelled.shape[1]):
        for size in range(1, min(LONGEST, end) + 1):
            states[:, end] += chance[:, end, size] * states[:, end - size]
    logs: Floats = np.log(np.maximum(states[np.arange(len(lengths)), lengths], _NEVER))
    return logs


@cache
def tables() -> dict[str, Table]:
    """The learned tables by ISO 15924 code of the script: Arab, Cyrl, and Latn for two spellings in Latin letters."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        return {
            script: unpack([str(g) for g in stored[f"{script}_graphemes"]], [str(s) for s in stored[f"{script}_latin"]],
                           stored[f"{script}_rows"], stored[f"{script}_columns"], stored[f"{script}_values"])
            for script in ("Arab", "Cyrl", "Latn")
        }  # fmt: skip


def unpack(graphemes: list[str], latin: list[str], rows: Ints, columns: Ints, values: Floats) -> Table:
    """A table from its stored form: names of rows and columns (from 1) and the cells that are not empty."""
    joint = np.zeros((len(graphemes) + 1, len(latin) + 1))
    joint[rows, columns] = np.asarray(values, np.float64)
    spelled = np.zeros(BASE**LONGEST, np.int64)
    for column, piece in enumerate(latin, start=1):
        spelled[piece_code(piece)] = column
    letter = np.array([False] + [len(g) == 1 and g not in "^$" for g in graphemes])
    floor = np.array([0.0] + [0.0 if {"^", "$"} & set(piece) else FLOOR[len(piece)] for piece in latin])
    total = np.maximum(joint.sum(1, keepdims=True), _RARE)
    joint += np.where(letter[:, None], total * floor, 0.0)
    return Table({g: row for row, g in enumerate(graphemes, start=1)}, spelled, joint / joint.sum())


def piece_code(piece: str) -> int:
    """The code of a Latin piece as ``pieces`` gives it."""
    code = 0
    for letter in piece:
        code = code * BASE + _CODES[letter]
    return code
