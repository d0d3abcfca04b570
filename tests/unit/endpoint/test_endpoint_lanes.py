"""Places and budgets: nobody is starved by one client, and what is used up comes back."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest

from extractors.errors import UsageError
from sparql_endpoint.budgets import Budgets, OverBudget
from sparql_endpoint.clients import Clients
from sparql_endpoint.lanes import Lane, Turned
from sparql_endpoint.limits import Limits


def _queue(lane: Lane, clients: str) -> tuple[list[str], list[threading.Thread]]:
    """One that waits for each letter, in that order; the list fills with those that got a place."""
    served: list[str] = []

    def wait(client: str) -> None:
        try:
            lane.enter(client, 10.0)
        except Turned as turned:
            served.append(f"{client}: {turned.why}")
        else:
            served.append(client)

    threads = []
    for number, client in enumerate(clients, 1):
        threads.append(threading.Thread(target=wait, args=(client,)))
        threads[-1].start()
        until = time.monotonic() + 5
        while lane.waiting + len(served) < number and time.monotonic() < until:
            time.sleep(0.001)
    return served, threads


def test_clients_take_turns() -> None:
    lane = Lane(1, 10)
    lane.enter("z", 0.0)
    served, threads = _queue(lane, "aaaabc")
    for number in range(1, 7):
        lane.leave()
        until = time.monotonic() + 5
        while len(served) < number and time.monotonic() < until:
            time.sleep(0.001)
    assert "".join(served) == "abcaaa"
    for thread in threads:
        thread.join()


def test_strangers_cannot_take_every_place() -> None:
    lane = Lane(3, 10, kept=1)
    assert [lane.try_enter() for _ in range(3)] == [True, True, False]
    served, threads = _queue(lane, "s")
    assert lane.try_enter(favoured=True)
    lane.leave(favoured=True)
    assert not served, "a place that is kept is not given to a stranger"
    assert lane.try_enter(favoured=True)
    lane.leave()
    for thread in threads:
        thread.join()
    assert served == ["s"]
    lane.leave()
    lane.leave()
    lane.leave(favoured=True)
    assert [lane.try_enter(favoured=True) for _ in range(4)] == [True, True, True, False], "all of them, of course"


def test_a_full_queue_makes_room_for_who_has_least_in_it() -> None:
    lane = Lane(1, 3)
    lane.enter("z", 0.0)
    served, threads = _queue(lane, "aaab")
    assert served == ["a: too many queries are waiting"]
    with pytest.raises(Turned, match="too many"):
        lane.enter("a", 0.0)
    for _ in range(3):
        lane.leave()
    for thread in threads:
        thread.join()
    assert sorted(served[1:]) == ["a", "a", "b"]
    lane.leave()
    assert lane.try_enter()


def test_waiting_ends_when_the_client_goes_or_time_is_up() -> None:
    lane = Lane(1, 3)
    lane.enter("z", 0.0)
    with pytest.raises(Turned, match="has gone"):
        lane.enter("a", 60.0, lambda: True)
    with pytest.raises(Turned, match="in time"):
        lane.enter("a", 0.0)
    assert lane.waiting == 0


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_budget_is_used_up_and_fills_again() -> None:
    clock = _Clock()
    budgets = Budgets(replace(Limits(), client_seconds=60, client_errors=30, client_burst=2), clock)
    budgets.spend("a", seconds=121)
    budgets.check("a")  # short queries still pass
    with pytest.raises(OverBudget) as caught:
        budgets.check_long("a")
    assert (caught.value.code, caught.value.retry_after_s) == ("BUDGET001", 1)
    budgets.check_long("b")
    budgets.spend("a", seconds=120)
    with pytest.raises(OverBudget):
        budgets.check("a")
    clock.now = 2.0
    budgets.check("a")
    clock.now = 130.0
    budgets.check_long("a")


def test_errors_are_counted_and_clients_forgotten() -> None:
    clock = _Clock()
    budgets = Budgets(replace(Limits(), client_errors=30, client_burst=2), clock)
    for _ in range(60):
        budgets.check("a")
        budgets.spend("a", errors=1)
    with pytest.raises(OverBudget) as caught:
        budgets.check("a")
    assert (caught.value.code, caught.value.retry_after_s) == ("BUDGET002", 2)
    budgets.spend("", errors=1000)
    budgets.check("")
    clock.now = 121.0
    budgets.spend("b", errors=1)
    assert len(budgets) == 1, "whose buckets are full again is forgotten"


def test_who_the_client_is() -> None:
    clients = Clients(("10.0.0.0/8", "::1"), ("192.0.2.9",))

    def key(remote: str, forwarded: str = "") -> str:
        return clients.key({"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded})

    assert key("198.51.100.1", "203.0.113.5") == key("198.51.100.1")
    assert key("10.1.1.1", "203.0.113.5, 10.2.2.2") == key("203.0.113.5")
    assert key("10.1.1.1", "192.0.2.9, 203.0.113.5") == key("203.0.113.5"), "what was written before it is hearsay"
    assert key("10.1.1.1", "nonsense") == key("10.1.1.1")
    assert key("10.1.1.1", "192.0.2.9") == ""
    assert key("2001:db8::1") == key("2001:db8::ffff")
    assert key("2001:db8::1") != key("2001:db8:0:1::1")
    assert key("::ffff:203.0.113.5") == key("203.0.113.5")
    assert "203" not in key("203.0.113.5")
    assert Clients().key({"REMOTE_ADDR": "203.0.113.5"}) != Clients().key({"REMOTE_ADDR": "203.0.113.5"})
    with pytest.raises(UsageError, match="neighbour"):
        Clients(("neighbour",))
