"""Lines that one sorted text has and another lacks, read side by side and never whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

Block = Sequence[bytes]


def differences(before: Iterable[Block], after: Iterable[Block]) -> Iterator[tuple[set[bytes], set[bytes]]]:
    """(gone, come) of each stretch in which anything differs. Both texts: blocks of distinct lines in byte order.

    UTF-8 keeps the order of code points, so canonical N-Quads may be given as they are.
    """
    olds, news = iter(before), iter(after)
    was: list[bytes] = []
    now: list[bytes] = []
    while True:
        was = was or list(next(olds, ()))
        now = now or list(next(news, ()))
        if not was and not now:
            return
        # Up to the line where the shorter of the two blocks ends, both are known.
        end = min(block[-1] for block in (was, now) if block)
        old, new = bisect_right(was, end), bisect_right(now, end)
        if was[:old] != now[:new]:
            ours, theirs = set(was[:old]), set(now[:new])
            if ours != theirs:
                yield ours - theirs, theirs - ours
        was, now = was[old:], now[new:]
