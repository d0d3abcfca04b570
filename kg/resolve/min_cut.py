"""Minimum cut of an undirected graph with whole capacities (Dinic 1970)."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from itertools import pairwise

_SOURCE, _SINK = "\0source", "\0sink"

Edge = tuple[str, str, int]
"""Two ends and a capacity above 0; a pair stands once."""


def min_cut(edges: Iterable[Edge], sources: Collection[str], sinks: Collection[str]) -> set[tuple[str, str]]:
    """The pairs to cut, their capacities least in sum, so that no source reaches a sink.

    Of several such cuts the one nearest to the sources: that one is unique, so the order of edges does not matter.
    Time: O(V² E) at worst; on the tree-like graphs here nearly linear. sources and sinks share nothing.
    """
    edges = list(edges)
    room: dict[str, dict[str, int]] = {_SOURCE: {}, _SINK: {}}
    endless = 1
    for one, other, capacity in edges:
        room.setdefault(one, {})[other] = capacity
        room.setdefault(other, {})[one] = capacity
        endless += capacity
    for node in sources:
        room[_SOURCE][node] = endless
        room.setdefault(node, {})[_SOURCE] = 0
    for node in sinks:
        room.setdefault(node, {})[_SINK] = endless
        room[_SINK][node] = 0
    while _SINK in (level := _levels(room)):
        _saturate(room, level)
    return {(one, other) for one, other, _ in edges if (one in level) != (other in level)}


def _levels(room: dict[str, dict[str, int]]) -> dict[str, int]:
    """How far each node with room on the way is from the source."""
    level, waiting = {_SOURCE: 0}, deque([_SOURCE])
    while waiting:
        node = waiting.popleft()
        for target, left in room[node].items():
            if left and target not in level:
                level[target] = level[node] + 1
                waiting.append(target)
    return level


def _saturate(room: dict[str, dict[str, int]], level: dict[str, int]) -> None:
    """Send all that fits along shortest ways. A loop, not a recursion: ways may be thousands of steps long."""
    onward = {node: [target for target in room[node] if level.get(target) == level[node] + 1] for node in level}
    path = [_SOURCE]
    while path:
        node = path[-1]
        if node == _SINK:
            steps = list(pairwise(path))
            flow = min(room[one][other] for one, other in steps)
            for one, other in steps:
                room[one][other] -= flow
                room[other][one] += flow
            full = next(place for place, (one, other) in enumerate(steps) if not room[one][other])
            del path[full + 1 :]
            continue
        # The last target is the one tried now; it goes when it is full or leads nowhere.
        while onward[node] and not room[node][onward[node][-1]]:
            onward[node].pop()
        if onward[node]:
            path.append(onward[node][-1])
        else:
            path.pop()
            if path:
                onward[path[-1]].pop()
