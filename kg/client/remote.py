"""A graph behind an address: any SPARQL 1.1 endpoint, and what our portal offers besides."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode

from kg.client.answer import Answer
from kg.client.edition_info import EditionInfo
from kg.client.errors import ClientError, GraphUnreachable, NotFound, NotOffered, query_error
from kg.client.web import CutOff, Patience, Refused, TooLate, get, read_all
from kg.prefixes import with_prefixes
from kg.refusals import body_in

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.5"
_JSON = "application/json, application/vnd.citationstyles.csl+json"
_CITATION = "/dataset/citation/csl"


class RemoteSource:
    """Asks over HTTP; every request is POST for queries, GET for the rest. Nothing is kept between questions."""

    def __init__(self, address: str, patience: Patience, token: str | None) -> None:
        """address: of an endpoint, or of one of our portals. GraphUnreachable where nothing answers."""
        self.name = address
        self._patience = patience
        self._headers = {"User-Agent": "sunqar"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._root = address.partition("?")[0].rstrip("/").removesuffix("/sparql").rstrip("/")
        self._info = self._edition()
        self.ours = self._info is not None
        self._endpoint = f"{self._root}/sparql" if self.ours else address

    def ask(self, query: str) -> Answer:
        """Answer a query; standard prefixes are declared for it, on the same line. GraphUnreachable and others."""
        asked = with_prefixes(query, self._info.vocabulary if self._info else "")
        try:
            body, media_type, complete = self._patience.attempt(self._endpoint, lambda left: self._post(asked, left))
        except Refused as error:
            raise self._refusal(error, query) from error
        except TooLate as error:
            raise query_error(error.code, error.message, query=query, advice=f"Ask for less. {error.advice}") from error
        if "json" in media_type:
            return Answer("boolean" if self._is_truth(body) else "solutions", body, complete)
        if media_type in ("application/n-triples", "text/turtle", "text/plain"):
            return Answer("graph", body, complete)
        told = media_type or "an unknown type"
        raise GraphUnreachable("CLIENT001", f"The endpoint answered with {told}.", where=self._endpoint)

    def edition(self) -> EditionInfo | None:
        """Which one was current at the opening."""
        return self._info

    def search(self, words: str, lang: str, kind: str, limit: int) -> list[dict[str, Any]]:
        """Hits of ``/search``."""
        self._only_ours("search")
        pairs = {"q": words, "lang": lang, "type": kind, "limit": str(limit), "format": "json"}
        address = f"{self._root}/search?{urlencode({name: value for name, value in pairs.items() if value})}"
        found: dict[str, Any] = json.loads(self._get(address, _JSON))
        return list(found["hits"])

    def image(self, record: str, page: str) -> bytes | None:
        """From the IIIF image service of the page."""
        self._only_ours("page images")
        parts = "/".join(quote(iri.rsplit("/", 1)[-1], safe="") for iri in (record, page))
        try:
            return self._get(f"{self._root}/iiif/{parts}/full/max/0/default.jpg", "image/jpeg")
        except NotFound:
            return None

    def close(self) -> None:
        """There is nothing to let go of."""

    def _edition(self) -> EditionInfo | None:
        """From the citation that our portals give; None where there is none, which is no portal of ours."""
        try:
            item = json.loads(self._get(f"{self._root}{_CITATION}", _JSON))[0]
            if not str(item["id"]).startswith("sunqar-edition-"):
                return None
            terms = json.loads(self._get(f"{self._root}/sparql/terms", _JSON))
            return EditionInfo(
                int(item["version"]),
                str(item["note"]).removeprefix("sha256 "),
                date(*item["issued"]["date-parts"][0]),
                str(item["URL"]).removesuffix("/dataset"),
                str(terms["prefixes"]["kg"]),
                tuple(str(name["literal"]) for name in item["author"]),
            )
        except (Refused, NotFound, ValueError, KeyError, IndexError, TypeError):
            return None

    def _get(self, address: str, accept: str) -> bytes:
        return get(address, self._patience, self._headers | {"Accept": accept})

    def _post(self, query: str, left: float) -> tuple[bytes, str, bool]:
        from SPARQLWrapper import POST, SPARQLWrapper
        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        wrapper = SPARQLWrapper(self._endpoint, agent="sunqar")
        wrapper.setTimeout(max(1, round(left)))
        wrapper.setMethod(POST)
        wrapper.setQuery(query)
        wrapper.setOnlyConneg(True)
        for name, value in self._headers.items():
            wrapper.addCustomHttpHeader(name, value)
        wrapper.addCustomHttpHeader("Accept", _ACCEPT)
        until = self._patience.now() + left
        try:
            response = wrapper.query().response
        except SPARQLWrapperException as error:
            cause = error.__context__
            status = cause.code if isinstance(cause, HTTPError) else 400
            headers = dict(cause.headers.items()) if isinstance(cause, HTTPError) else {}
            raise Refused(status, headers, body_in(error)) from error
        except HTTPError as error:
            raise Refused(error.code, dict(error.headers.items()), error.read(1 << 16)) from error
        media_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        complete = "X-Sunqar-Truncated" not in response.headers
        try:
            return read_all(response, until, self._patience.now), media_type, complete
        except CutOff as error:
            raise Refused(413, {}, b'{"code": "QUERY006"}') from error

    def _refusal(self, error: Refused, query: str) -> ClientError:
        problem = error.problem
        if error.status == 413 and problem.get("code") == "QUERY006" and len(problem) == 1:
            return query_error(
                "QUERY006",
                "The answer was broken off at a limit of the endpoint.",
                query=query,
                advice="Ask for less with LIMIT, or in an order of all variables: then it is read page by page.",
            )
        code = str(problem.get("code") or f"HTTP{error.status}")
        title = str(problem.get("title") or " ".join(error.body.decode("utf-8", "replace").split())[:300])
        title = title or f"The endpoint refused the query with status {error.status}."
        place = f"line {problem['line']} column {problem['column']}" if {"line", "column"} <= problem.keys() else ""
        if not problem and error.status == 400:
            code = "QUERY001"
        advice = str(problem.get("detail", ""))
        return query_error(code, title, query=query, where=place, advice=advice)

    def _is_truth(self, body: bytes) -> bool:
        try:
            found = json.loads(body)
            if "boolean" not in found:
                _ = found["head"], found["results"]["bindings"]
            return "boolean" in found
        except (ValueError, KeyError, TypeError) as error:
            message = "The endpoint answered with something else than SPARQL results in JSON."
            raise GraphUnreachable("CLIENT001", message, where=self._endpoint) from error

    def _only_ours(self, what: str) -> None:
        if not self.ours:
            raise NotOffered(
                "CLIENT002",
                f"This endpoint is not one of ours: it has no {what}.",
                where=self.name,
                advice="Ask it with .sparql(), or open one of our portals.",
            )
