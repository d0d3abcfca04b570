"""The Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group): manifest and batches of queries."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import sleep
from typing import Any
from urllib.parse import urlencode

from extractors.readers.registry_ids import is_registered, registry_id
from kg.reconciliation.http import Response, ServiceError, request
from kg.resolve.rules import ReconciliationRule

ATTEMPTS = 4
_LONGEST_WAIT = 60.0
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True, order=True)
class Query:
    """A name to ask about. label: what kind of thing it names."""

    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that the service knows. id is its own;  iri and identifier say which thing it is to everybody."""

    id: str
    name: str
    score: float
    iri: str
    identifier: str


Send = Callable[..., Response]


class Client:
    """Asks one service. send, wait: for tests."""

    def __init__(self, rule: ReconciliationRule, send: Send = request, wait: Callable[[float], None] = sleep) -> None:
        self.rule = rule
        self._send, self._wait = send, wait
        self._space: str | None = None

    def ask(self, queries: Sequence[Query]) -> dict[Query, tuple[Answer, ...]]:
        """Answers to at most a batch of queries, the best first. Raises ServiceError."""
        asked = {f"q{number}": self._query(query) for number, query in enumerate(queries)}
        form = urlencode({"queries": json.dumps(asked, ensure_ascii=False)}).encode()
        told = self._json(self.rule.url, form)
        space = self._identifier_space()
        found = {}
        for number, query in enumerate(queries):
            each = told.get(f"q{number}")
            results = each.get("result") if isinstance(each, Mapping) else None
            if not isinstance(results, list):
                raise self._broken(f"there is no answer to query q{number}")
            answers = [answer for result in results if (answer := _answer(result, space)) is not None]
            answers.sort(key=lambda answer: (-answer.score, answer.id))
            found[query] = tuple(answers[: self.rule.limit])
        return found

    def _query(self, query: Query) -> dict[str, Any]:
        kind = self.rule.types.get(query.label, "")  # type: ignore[call-overload]
        return {"query": query.name, "limit": self.rule.limit, **({"type": kind} if kind else {})}

    def _identifier_space(self) -> str:
        if self._space is None:
            told = self._json(self.rule.url, None).get("identifierSpace")
            self._space = told if isinstance(told, str) else ""
        return self._space

    def _json(self, url: str, body: bytes | None) -> Mapping[str, Any]:
        """The service's JSON object; asked again, ever later, where it is busy."""
        pause = 1.0
        for left in reversed(range(ATTEMPTS)):
            try:
                response = self._send(url, body, timeout_s=self.rule.timeout_s, allow_private=self.rule.allow_private)
            except ServiceError as error:
                if error.code != "RECON002" or not left:
                    raise
                response = Response(503, None, b"")
            if response.status == 200:
                return self._parsed(response.body)
            if response.status not in _AGAIN or not left:
                raise self._refused(response)
            self._wait(min(_LONGEST_WAIT, max(pause, response.retry_after or 0.0)))
            pause *= 2
        raise AssertionError  # the last attempt returned or raised

    def _parsed(self, body: bytes) -> Mapping[str, Any]:
        try:
            told = json.loads(body.decode("utf-8"))
        except (ValueError, RecursionError):
            raise self._broken("it is no JSON") from None
        if not isinstance(told, dict):
            raise self._broken("it is no JSON object")
        return told

    def _refused(self, response: Response) -> ServiceError:
        words = "redirects, which is not followed" if 300 <= response.status < 400 else "refused the question"
        return ServiceError(
            "RECON003", f"The service {words} (status {response.status}).", where=self.rule.url,
            advice="Check the address under [[reconciliation]] in sunqar.toml.",
        )  # fmt: skip

    def _broken(self, why: str) -> ServiceError:
        return ServiceError(
            "RECON004", f"The answer is not one of the Reconciliation API: {why}.", where=self.rule.url,
            advice="Check that the address is that of the service's manifest, version 0.2.",
        )  # fmt: skip


def _answer(result: object, space: str) -> Answer | None:
    """None for a result without an id, a name or a score."""
    if not isinstance(result, Mapping):
        return None
    id_, name, score = result.get("id"), result.get("name"), result.get("score")
    if not isinstance(id_, str) or not id_.strip() or not isinstance(name, str) or not isinstance(score, int | float):
        return None
    iri = id_ if "://" in id_ else space + id_ if space.startswith(("http://", "https://")) else ""
    if any(sign.isspace() or sign in '<>"{}|\\^`' for sign in iri):
        return None
    known = registry_id(iri or id_)
    identifier = known if is_registered(known) else f"iri:{iri}" if iri else ""
    return Answer(id_, " ".join(name.split())[:300], float(score), iri, identifier) if identifier else None
