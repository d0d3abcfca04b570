"""Bearer tokens (RFC 6750): who may write and review. Compared in constant time; wrong ones are counted."""

from __future__ import annotations

import hmac
import threading
import time
from hashlib import sha256
from pathlib import Path

from extractors.errors import UsageError
from sparql_endpoint.problems import HttpProblem

_SHORT = 16
_WINDOW_S = 60.0
_GUESSES = 10
"""Wrong tokens in a minute, of all clients together, after which each further one has to wait."""


class Tokens:
    """The tokens of a file, kept as hashes. Safe to use from many threads."""

    def __init__(self, tokens: tuple[str, ...], names: tuple[str, ...] = ()) -> None:
        """names: of the persons who have them, in the same order; empty for a token of nobody in particular."""
        self._names = (*names, *("" for _ in tokens[len(names) :]))
        self._hashes = tuple(sha256(token.encode()).digest() for token in tokens)
        self._lock = threading.Lock()
        self._wrong: list[float] = []

    def knows(self, header: str | None) -> bool:
        """Whether an Authorization header carries one of them. Takes as long for a wrong one as for a right one."""
        return self.bearer(header) is not None

    def bearer(self, header: str | None) -> str | None:
        """Name that goes with the token of an Authorization header; None where it carries none that is known."""
        scheme, _, token = (header or "").partition(" ")
        name = self.who(token)
        return name if scheme.lower() == "bearer" else None

    def who(self, token: str) -> str | None:
        """Name that goes with a token, which may be empty; None for one that is not known."""
        given = sha256(token.strip().encode("utf-8", "surrogateescape")).digest()
        found = [hmac.compare_digest(given, known) for known in self._hashes]
        return self._names[found.index(True)] if any(found) else None

    def check(self, header: str | None) -> None:
        """HttpProblem 401 for a request without a token that is known, 429 after many guesses."""
        if self.knows(header):
            return
        scheme = (header or "").partition(" ")[0].lower()
        if scheme != "bearer":
            raise _problem("Writing needs a token.", "Bearer")
        now = time.monotonic()
        with self._lock:
            self._wrong = [at for at in self._wrong if now - at < _WINDOW_S]
            many = len(self._wrong) >= _GUESSES
            if not many:
                self._wrong.append(now)
        if many:
            raise HttpProblem(
                429,
                "WRITE031",
                "There were too many wrong tokens.",
                advice="Come back in a minute with the right one.",
                headers=(("Retry-After", str(round(_WINDOW_S))),),
            )
        raise _problem("This token is not known.", 'Bearer error="invalid_token"')


def read_tokens(path: Path | None) -> tuple[Tokens, tuple[str, ...]]:
    """The tokens of a file and warnings about it. UsageError where there is none to be had.

    One a line; behind it, after a blank, the name of the person who has it may stand.
    """
    if path is None:
        raise UsageError(
            "SERVE010",
            "--writable needs a token: whoever has it may write.",
            advice="Put one into a file that only you can read, and name it with --token-file.",
        )
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        open_to_all = bool(path.stat().st_mode & 0o077)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("SERVE011", f"The token file cannot be read: {error}.", where=str(path)) from error
    rows = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    tokens = tuple(row[0] for row in rows)
    if not tokens:
        raise UsageError(
            "SERVE012",
            "The token file holds no token.",
            where=str(path),
            advice="Write one into it, for example what `openssl rand -hex 32` prints.",
        )
    warnings = []
    if open_to_all:
        warnings.append(f"other users of this machine can read {path}; chmod 600 keeps the token to you")
    if min(map(len, tokens)) < _SHORT:
        warnings.append(f"a token is shorter than {_SHORT} characters and can be guessed")
    return Tokens(tokens, tuple(row[1] if len(row) > 1 else "" for row in rows)), tuple(warnings)


def _problem(message: str, challenge: str) -> HttpProblem:
    return HttpProblem(
        401,
        "WRITE030",
        message,
        advice="Send the header `Authorization: Bearer TOKEN`, with a token of the server's --token-file.",
        headers=(("WWW-Authenticate", challenge),),
    )
