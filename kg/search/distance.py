"""How many letters two words differ by: wrong, missing, too many, or two changed over (optimal string alignment)."""

from __future__ import annotations


def distance(one: str, other: str, most: int) -> int:
    """The number, or most + 1 where it is larger than most."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, before, row = before, row, [at]
        for column, there in enumerate(other, 1):
            cost = min(before[column] + 1, row[column - 1] + 1, before[column - 1] + (letter != there))
            if at > 1 and column > 1 and letter == other[column - 2] and one[at - 2] == there:
                cost = min(cost, last[column - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def likeness(one: str, other: str, least: float) -> float:
    """1 for the same word, 0 for words without a common letter in place; anything below least, where it is that."""
    if one == other:
        return 1.0
    longest = max(len(one), len(other))
    return 1 - distance(one, other, int((1 - least) * longest)) / longest
