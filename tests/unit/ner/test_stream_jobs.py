"""``sunqar extract``: lines keep their order and their errors their place, with any number of processes."""

from __future__ import annotations

import json

from extractors.stream_jobs import LINES, Asked, in_order

ASKED = Asked("en", "fast")
COUNT = 3 * LINES + 5
LINES_IN = [
    b"no json"
    if number % 50 == 7
    else json.dumps({"id": number, "text": f"Mr. Dulles flew to Doha in {number}."}).encode()
    for number in range(COUNT)
]


def test_processes_change_nothing() -> None:
    alone = list(in_order(ASKED, iter(LINES_IN), jobs=1))
    assert list(in_order(ASKED, iter(LINES_IN), jobs=2)) == alone
    for number, (line, good) in enumerate(alone):
        out = json.loads(line)
        assert good == (number % 50 != 7)
        assert out["id"] == number if good else out["error"]["where"] == f"line {number + 1}"


def test_memory_does_not_wait_for_the_end() -> None:
    taken = 0

    def endless():  # type: ignore[no-untyped-def]
        nonlocal taken
        while True:
            taken += 1
            yield LINES_IN[0]

    answered = in_order(ASKED, endless(), jobs=1)
    for _ in range(LINES):
        next(answered)
    assert taken <= 4 * LINES
