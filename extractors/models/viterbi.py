"""The best lawful sequence of tags."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from extractors.models.tags import TAGS, may_follow

Doubles = npt.NDArray[np.float64]
SURE = 9.0
"""Where O is ahead of every other tag by this much (in log odds), a stretch to be searched ends."""


@cache
def _forbidden() -> Doubles:
    return np.array([[0.0 if may_follow(a, b) else -1e9 for b in TAGS] for a in TAGS])


def best(scores: Doubles) -> list[int]:
    """Tag numbers with the highest sum of scores among the lawful sequences.

    The highest tag of each word is the answer wherever that is lawful; only stretches where it is not are searched.
    """
    highest = scores.argmax(axis=1)
    tags: list[int] = highest.tolist()
    path = np.concatenate(([0], highest, [0]))
    broken = np.flatnonzero(_forbidden()[path[:-1], path[1:]] < 0)
    done = -1
    for at in broken.tolist():
        if at <= done:
            continue
        first = last = min(at, len(tags) - 1)
        while first > 0 and not _surely_outside(scores[first - 1]):
            first -= 1
        while last < len(tags) and not _surely_outside(scores[last]):
            last += 1
        last = max(last, first + 1)
        tags[first:last] = _search(scores[first:last])
        done = last
    return tags


def _surely_outside(row: Doubles) -> bool:
    return bool(row[0] - row[1:].max() > SURE)


def _search(scores: Doubles) -> list[int]:
    forbidden = _forbidden()
    score = scores[0] + forbidden[0]
    came_from: list[npt.NDArray[np.int64]] = []
    for row in scores[1:]:
        through = score[:, None] + forbidden
        came_from.append(through.argmax(axis=0))
        score = through.max(axis=0) + row
    tag = int((score + forbidden[:, 0]).argmax())
    tags = [tag]
    for back in reversed(came_from):
        tag = int(back[tag])
        tags.append(tag)
    return tags[::-1]
