"""The short way for queries: before the web framework, without sessions, routing and templates.

It answers what is a query for data and goes well. All else is left to the application behind it: pages, the service
description, other addresses and methods, and whatever went wrong, which that application tells in its own form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from extractors.errors import CodedError
from kg.edition import Edition
from kg.store.query import QueryJob
from sparql_endpoint.cache import AnswerCache
from sparql_endpoint.formats import Formats, formats_of
from sparql_endpoint.guard import check_query
from sparql_endpoint.problems import pointed
from sparql_endpoint.protocol import HttpRequest, QueryRequest, parse_request
from sparql_endpoint.repeats import Repeat, Repeats
from sparql_endpoint.replies import Headers, Reply, accepts_gzip, matches, not_modified, reply_to, written_head
from sparql_endpoint.results import Answer
from sparql_endpoint.rewriting import ask_in_other_words
from sparql_endpoint.service import Service, View
from sparql_endpoint.services.services import Services
from sparql_endpoint.writing import Writing, is_known

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

Environ = dict[str, Any]
FAILED = "sunqar.failed"
"""Key of the WSGI environment for the error that the application behind is to tell."""
SENT = "sunqar.sent"
"""Key for the bytes of a request, from a server that asks ``again`` first when the same bytes come."""
_ADDRESS = "/sparql"
_METHODS = frozenset({"GET", "HEAD", "POST"})


@dataclass(frozen=True)
class Express:
    """A WSGI application before another one.

    standing  headers that every answer below the address has
    """

    behind: WSGIApplication
    service: Service
    services: Services
    cache: AnswerCache
    writing: Writing | None
    standing: Headers
    repeats: Repeats = field(default_factory=Repeats)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a query, or let the other application answer."""
        reply = None
        if environ["PATH_INFO"] == _ADDRESS and environ["REQUEST_METHOD"] in _METHODS:
            try:
                reply = self._reply(environ)
            except Exception as error:
                environ[FAILED] = error
        if reply is None:
            return self.behind(environ, start_response)
        start_response(reply.status, list(reply.headers))
        if environ["REQUEST_METHOD"] != "HEAD":
            return (reply.body,) if isinstance(reply.body, bytes) else reply.body
        if not isinstance(reply.body, bytes):
            reply.body.close()
        return ()

    def again(self, address: str, request: bytes) -> tuple[bytes, bytes] | None:
        """Head (up to the date) and body of the answer to a request that is the same to the byte as an earlier one.

        None where it has to be read, for whatever reason. Never waits.
        """
        found = self.repeats.find(address, request)
        if found is None:
            return None
        try:
            if self.service.editions() is not found.edition:
                return None
            self.service.pool.budgets.check(found.client)
        except CodedError:
            return None  # told when it is read
        kept = self.cache.reply(found.key)
        return None if kept is None else (found.head, kept[1] if found.has_body else b"")

    def _reply(self, environ: Environ) -> Reply | None:
        """None for what is no query for data, or too large."""
        limits = self.service.limits
        query_string = environ.get("QUERY_STRING", "").encode("latin-1")
        if len(query_string) + len(_ADDRESS) >= limits.max_url_bytes:
            return None
        body = b""
        if environ["REQUEST_METHOD"] == "POST":
            size = _size(environ)
            if size > limits.max_body_bytes:
                return None
            body = environ["wsgi.input"].read(size)
            environ["wsgi.input"] = BytesIO(body)
        asked = _Asked(
            HttpRequest(environ["REQUEST_METHOD"], query_string, environ.get("CONTENT_TYPE", ""), body),
            environ.get("HTTP_ACCEPT", ""),
            environ.get("HTTP_IF_NONE_MATCH", ""),
            accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")),
            environ.get("SERVER_PROTOCOL") == "HTTP/1.0",
        )
        view = self._view(environ)
        known = self._known(asked, view.edition)
        if known is None:
            return self._made(asked, view)
        if SENT in environ:
            has_body = known.body != b"" and asked.request.method != "HEAD"
            head = written_head(known.status, known.headers)
            repeat = Repeat(view.edition, view.client, known.kept_as, head, has_body)
            self.repeats.note(environ["REMOTE_ADDR"], environ[SENT], repeat)
        return known

    def _view(self, environ: Environ) -> View:
        """OverBudget for a client that has none left."""
        client = ""
        if not is_known(self.writing, environ.get("HTTP_AUTHORIZATION")):
            client = self.service.clients.key(environ)
            self.service.pool.budgets.check(client)
        return self.service.at(environ.get("waitress.client_disconnected", _stays), client)

    def _known(self, asked: _Asked, edition: Edition) -> Reply | None:
        """The reply to the same request on the same edition, if it is kept."""
        if not self.cache.room:
            return None
        key = asked.key(edition)
        kept = self.cache.reply(key)
        if kept is None:
            return None
        (headers, tag), body = kept
        if asked.has(tag):
            return not_modified(edition, tag, self.standing, asked.gzip, key)
        return Reply("200 OK", headers, body, key)

    def _made(self, asked: _Asked, view: View) -> Reply | None:
        query = parse_request(asked.request)
        if query.query is None:
            return None
        formats = formats_of(query.format, asked.accept)
        if formats.as_page:
            return None
        try:
            return self._answered(asked, query, formats, view)
        except CodedError as error:
            raise pointed(error, query.query) from error

    def _answered(self, asked: _Asked, query: QueryRequest, formats: Formats, view: View) -> Reply:
        text, edition = query.query or "", view.edition
        check_query(text, view.limits, service=True)
        plan = self.services.plan(text, edition)
        remote = plan is not None and plan.remote
        tag = "" if remote else _tag(edition, query, formats)
        if tag and asked.has(tag):
            return not_modified(edition, tag, self.standing, asked.gzip)
        job = QueryJob(
            text,
            formats.solutions,
            formats.graph,
            default_graphs=query.default_graphs,
            named_graphs=query.named_graphs,
            max_rows=view.limits.max_rows,
            max_bytes=view.limits.max_bytes,
        )
        if plan is not None:
            job = self.services.without_service(plan, job, edition, view.run)
        # A body that was broken off can be told by its missing last chunk, and HTTP/1.0 has no chunks.
        ask = view.run if asked.old else view.stream
        prefixes = dict(view.snapshot.prefixes)
        answer = self.cache.answer(job, edition, lambda other: ask_in_other_words(other, edition, prefixes, ask))
        told = f"rows={view.limits.max_rows} bytes={view.limits.max_bytes}"
        reply = reply_to(answer, edition, tag, self.standing, told, asked.gzip)
        whole = isinstance(answer, Answer) and not answer.outcome.truncated
        if tag and whole and self.cache.room and isinstance(reply.body, bytes):
            self.cache.keep_reply(asked.key(edition), (reply.headers, tag), reply.body)
        return reply


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request, as far as its answer depends on it. old: HTTP/1.0."""

    request: HttpRequest
    accept: str
    if_none_match: str
    gzip: bool
    old: bool

    def key(self, edition: Edition) -> bytes:
        """The same for requests that are the same to the letter, on editions that hold the same."""
        request = self.request
        parts = (
            edition.hash.encode(), str(edition.number).encode(), request.query_string, request.body,
            request.content_type.encode("latin-1"), self.accept.encode("latin-1"),
            b"post" if request.method == "POST" else b"get", b"gzip" if self.gzip else b"",
        )  # fmt: skip
        return blake2b(b"".join(b"%d:%s" % (len(part), part) for part in parts), digest_size=21).digest()

    def has(self, tag: str) -> bool:
        """Whether the client says that it has what has this tag."""
        known = self.if_none_match
        return bool(known) and self.request.method != "POST" and (matches(known, tag) or known.strip() == "*")


def _tag(edition: Edition, query: QueryRequest, formats: Formats) -> str:
    """Entity tag: what the answer depends on, and nothing else."""
    parts = (
        edition.hash, "sparql", str(query.query), str(formats.solutions), str(formats.graph),
        *query.default_graphs, "|", *query.named_graphs,
    )  # fmt: skip
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _size(environ: Environ) -> int:
    text = environ.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0


def _stays() -> bool:
    return False
