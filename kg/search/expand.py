"""From a word that is asked for to the words of the index that may be meant, with how close each is."""

from __future__ import annotations

import sqlite3

from kg.search.distance import distance, likeness
from kg.search.keys import sounds, stem, without_clitics
from kg.search.words import LONGEST

EXACT = 1.0
_STEM = 0.9
_CLITIC = 0.85
_BEGINNING = 0.8
_SOUND = 0.75
_WRONG_LETTER = 0.6
_MOST = 40
_LEAST_ALIKE = 0.6
"""Of two words with the same consonants in a to z: how much of their letters must be the same."""
_LEAST_ALIKE_HERE = 0.8
"""The same within one script, where other words are near."""
_LEAST_ALIKE_FORM = 0.75
"""The same of a word that is there as written and others of its stem, where that is short."""
_MOST_SOUNDS = 500
"""Words with the same consonants that are looked at."""
_LEAST_LETTERS = 4
_TWO_WRONG = 8
"""Letters of a word from which on two of them may be wrong."""
Closeness = dict[str, float]


def as_written(database: sqlite3.Connection, word: str) -> Closeness:
    """The word itself, where the index has it."""
    row = database.execute("SELECT term FROM term WHERE term = ?", (word[:LONGEST],)).fetchone()
    return {row[0]: EXACT} if row else {}


def expand(database: sqlite3.Connection, word: str, *, beginning: bool) -> Closeness:
    """Words of the index for a folded word, best and commonest first, at most some forty.

    beginning: where the word itself is not there, words that begin with it count too. Misspellings are looked for only
    where nothing else is found.
    """
    word = word[:LONGEST]
    found: dict[str, tuple[float, int]] = {}
    for term, count in database.execute("SELECT term, passages FROM term WHERE term = ?", (word,)):
        found[term] = (EXACT, count)
    there = bool(found)
    root = stem(word)
    inflected = database.execute("SELECT term, passages FROM term WHERE stem = ?", (root,))
    _add(found, _STEM, (row for row in inflected if not there or _is_form(word, row[0], root)))
    for rest in without_clitics(word):
        query = "SELECT o.term, o.passages FROM term t JOIN term o ON o.stem = t.stem WHERE t.term = ?"
        _add(found, _CLITIC, database.execute(query, (rest,)))
    if beginning and len(word) > 1 and not there:
        query = "SELECT term, passages FROM term WHERE term > ? AND term < ? ORDER BY passages DESC, term LIMIT ?"
        _add(found, _BEGINNING, database.execute(query, (word, word + "\U0010ffff", _MOST)))
    for term, count, alike in _sounding(database, word, whole=there):
        _add(found, _SOUND * alike, [(term, count)])
    if not found:
        for term, count, alike in _misspelt(database, word):
            _add(found, _WRONG_LETTER * alike, [(term, count)])
    best = sorted(found.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))[:_MOST]
    return {term: closeness for term, (closeness, _) in best}


def _add(found: dict[str, tuple[float, int]], closeness: float, rows: object) -> None:
    for term, count in rows:  # type: ignore[attr-defined]
        if closeness > found.get(term, (0.0, 0))[0]:
            found[term] = (closeness, count)


def _is_form(word: str, other: str, root: str) -> bool:
    """Whether a word with the same stem is a form of one that is there as written. A short stem may be any word's."""
    alike = word in other or other in word or likeness(word, other, _LEAST_ALIKE_FORM) >= _LEAST_ALIKE_FORM
    return len(root) >= _LEAST_LETTERS or alike


def _sounding(database: sqlite3.Connection, word: str, *, whole: bool) -> list[tuple[str, int, float]]:
    """Words that are said alike. whole: none of the word is an ending, for it is there as written."""
    found: dict[str, tuple[int, float]] = {}
    query = """SELECT s.length, s.roman, t.term, t.passages FROM sound s JOIN term t ON t.id = s.term
      WHERE s.bones = ? AND s.length BETWEEN ? AND ? ORDER BY s.length, s.roman LIMIT ?"""
    for bones, mine in sounds(word, whole=whole):
        shortest, longest = int(len(mine) * _LEAST_ALIKE), int(len(mine) / _LEAST_ALIKE)
        rows = database.execute(query, (bones, shortest, longest, _MOST_SOUNDS + 1)).fetchall()
        if len(rows) > _MOST_SOUNDS:
            # Words that are written the same in a to z have no order that lasts: all of them or none.
            rows = [row for row in rows if tuple(row[:2]) != tuple(rows[-1][:2])]
        for _, roman, term, count in rows:
            least = _LEAST_ALIKE_HERE if _same_script(term, word) else _LEAST_ALIKE
            alike = likeness(mine, roman, least)
            if alike >= least and alike > found.get(term, (0, 0.0))[1]:
                found[term] = (count, alike)
    return [(term, count, alike) for term, (count, alike) in found.items()]


def _misspelt(database: sqlite3.Connection, word: str) -> list[tuple[str, int, float]]:
    if len(word) < _LEAST_LETTERS or any(letter.isdigit() for letter in word):
        return []
    most = 2 if len(word) >= _TWO_WRONG else 1
    marked = f"_{word}_"
    pieces = {marked[at : at + 3] for at in range(len(marked) - 2)}
    match = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
    query = """SELECT t.term, t.passages FROM spelling s JOIN term t ON t.id = s.rowid WHERE spelling MATCH ?
      AND length(t.term) BETWEEN ? AND ?"""
    found = []
    for term, count in database.execute(query, (match, len(word) - most, len(word) + most)):
        # One wrong letter is in three pieces of a word, two letters changed over are in four.
        shared = sum(f"_{term}_"[at : at + 3] in pieces for at in range(len(term)))
        wrong = distance(word, term, most) if shared >= len(word) - 4 * most else most + 1
        if wrong <= most:
            found.append((term, count, 1 - 0.2 * (wrong - 1)))
    return found


def _same_script(one: str, other: str) -> bool:
    """Whether two words are of one alphabet: by their first letters, in blocks of Unicode."""
    return _block(one) == _block(other)


def _block(word: str) -> str:
    first = word[:1]
    return "Arab" if "\u0600" <= first <= "\u06ff" else "Cyrl" if "\u0400" <= first <= "\u052f" else "other"
