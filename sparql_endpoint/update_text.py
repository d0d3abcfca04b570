"""What has to be known of an update before it runs: words that are refused, and where the dataset belongs.

Only for friendly refusals and for ``using-graph-uri``; what an update can do is bounded by the process it runs in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.store.terms import is_iri
from sparql_endpoint.problems import HttpProblem

# No alternative fails after a long run of characters (an open string runs to the end), so time is linear.
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n\r]*|"{3}(?:[^"\\]|\\.|"(?!""))*(?:"{3})?|'{3}(?:[^'\\]|\\.|'(?!''))*(?:'{3})?
        |"(?:[^"\\\n\r]|\\.)*"?|'(?:[^'\\\n\r]|\\.)*'?|<[^<>"{}|^`\\\x00-\x20]*>|[?$]\w+|@[A-Za-z][A-Za-z0-9-]*
        |[^\W\d][\w.-]*:[^\s<>"'{}|^`\\()\[\],;?$\#/*+!&=]*|:[\w.-]*)
      |(?P<word>[^\W\d]\w*)|(?P<open>\{)|(?P<close>\})""",
    re.VERBOSE | re.DOTALL,
)
_REFUSED = {"LOAD": "WRITE005", "SERVICE": "WRITE006"}


@dataclass(frozen=True, slots=True)
class _Word:
    """A keyword or a brace outside of strings, IRIs and names. depth: braces that are open before it."""

    text: str
    start: int
    depth: int


def check_update(text: str) -> None:
    """HttpProblem 403 with the place for LOAD and SERVICE, which would reach the network; 400 for a NUL.

    LOAD SILENT may fail without a word, and does: the process that runs the update reaches no network.
    """
    if "\0" in text:
        raise HttpProblem(400, "PROTOCOL003", "The update holds a NUL character.")
    words = list(_words(text))
    for word, following in zip_longest(words, words[1:]):
        silent = word.text == "LOAD" and following is not None and following.text == "SILENT"
        if (code := _REFUSED.get(word.text)) and not silent:
            line = text.count("\n", 0, word.start) + 1
            column = word.start - text.rfind("\n", 0, word.start)
            raise HttpProblem(
                403,
                code,
                f"{word.text} is not supported in an update here: a write reaches no other server.",
                where=f"line {line} column {column}",
                advice="Fetch the data yourself, and send it to /graph-store or with INSERT DATA.",
            )


def with_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update with the protocol's dataset as USING clauses. HttpProblem 400 where it names one itself.

    https://www.w3.org/TR/sparql11-protocol/#dataset says that the dataset then replaces that of every WHERE.
    """
    if not default and not named:
        return text
    clauses = "".join([*(f" USING {_iri(iri)}" for iri in default), *(f" USING NAMED {_iri(iri)}" for iri in named)])
    pieces: list[str] = []
    done = 0
    words = list(_words(text))
    for index, word in enumerate(words):
        if word.depth:
            continue
        if word.text in ("USING", "WITH"):
            raise HttpProblem(
                400,
                "PROTOCOL008",
                f"The request names a dataset, and so does the update with {word.text}.",
                advice="See https://www.w3.org/TR/sparql11-protocol/#update-operation",
            )
        if word.text == "WHERE":
            pieces += [text[done : word.start], *_shorthand(text, words, index), f"{clauses} WHERE"]
            done = word.start + len("WHERE")
    return "".join([*pieces, text[done:]])


def _shorthand(text: str, words: Sequence[_Word], index: int) -> Iterator[str]:
    """Of DELETE WHERE { P }, which takes no USING, the template that it stands for: DELETE { P } WHERE { P }."""
    if index == 0 or words[index - 1].text != "DELETE":
        return
    following = words[index + 1 :]
    if not following or following[0].text != "{":
        return
    end = next((word for word in following if word.text == "}" and word.depth == 1), None)
    if end is not None:
        yield text[following[0].start : end.start + 1]


def _words(text: str) -> Iterator[_Word]:
    depth = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind != "skip":
            yield _Word(token[0].upper(), token.start(), depth)
            depth += (kind == "open") - (kind == "close")


def _iri(iri: str) -> str:
    if not is_iri(iri):
        message = "The dataset of the request names something that is no IRI."
        raise HttpProblem(400, "PROTOCOL009", message, where=iri[:200])
    return f"<{iri}>"
