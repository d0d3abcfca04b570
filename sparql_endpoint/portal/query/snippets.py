"""A query as lines of code that ask it: Python, R, JavaScript, curl. Whatever text it holds, it stays one value."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["table", "graph", "truth"]
"""What a query gives: rows, statements, or yes or no."""

_PLAIN = {"table": "text/csv", "graph": "text/turtle", "truth": "application/sparql-results+json"}


@dataclass(frozen=True, slots=True)
class Snippet:
    """name: of the language; code: ends without a line break."""

    name: str
    code: str


def snippets(endpoint: str, query: str, *, kind: Kind) -> tuple[Snippet, ...]:
    """All of them. endpoint: address of /sparql."""
    return (
        Snippet("Python", python(endpoint, query, kind=kind)),
        Snippet("R", r(endpoint, query, kind=kind)),
        Snippet("JavaScript", javascript(endpoint, query, kind=kind)),
        Snippet("curl", curl(endpoint, query, kind=kind)),
    )


def python(endpoint: str, query: str, *, kind: Kind) -> str:
    """With SPARQLWrapper; the answer is in ``answer``."""
    form = "TURTLE" if kind == "graph" else "JSON"
    told = {
        "table": 'for row in answer["results"]["bindings"]:\n    print(row)',
        "graph": "print(answer.decode())",
        "truth": 'print(answer["boolean"])',
    }[kind]
    return f"""from SPARQLWrapper import {form}, POST, SPARQLWrapper

query = {_python_text(query)}
endpoint = SPARQLWrapper({json.dumps(endpoint)})
endpoint.setMethod(POST)
endpoint.setReturnFormat({form})
endpoint.setQuery(query)
answer = endpoint.query().convert()
{told}"""


def r(endpoint: str, query: str, *, kind: Kind) -> str:
    """With httr2."""
    accept = _PLAIN[kind]
    told = 'answer <- read.csv(text = text, encoding = "UTF-8")\nprint(answer)' if kind == "table" else "cat(text)"
    return f"""library(httr2)

query <- {_text(query)}
text <- request({_text(endpoint)}) |>
  req_headers(Accept = "{accept}") |>
  req_body_form(query = query) |>
  req_perform() |>
  resp_body_string(encoding = "UTF-8")
{told}"""


def javascript(endpoint: str, query: str, *, kind: Kind) -> str:
    """With fetch, in a browser or in Node."""
    accept = "text/turtle" if kind == "graph" else "application/sparql-results+json"
    told = {
        "table": "console.log((await answer.json()).results.bindings);",
        "graph": "console.log(await answer.text());",
        "truth": "console.log((await answer.json()).boolean);",
    }[kind]
    return f"""const query = {_text(query)};
const answer = await fetch({_text(endpoint)}, {{
  method: "POST",
  headers: {{Accept: "{accept}"}},
  body: new URLSearchParams({{query}}),
}});
{told}"""


def curl(endpoint: str, query: str, *, kind: Kind) -> str:
    """For any POSIX shell."""
    lines = (
        f"curl --silent --show-error {_shell(endpoint)}",
        f"--header 'Accept: {_PLAIN[kind]}'",
        f"--data-urlencode {_shell('query=' + query)}",
    )
    return " \\\n  ".join(lines)


def notebook(endpoint: str, query: str, title: str, *, kind: Kind) -> dict[str, Any]:
    """A Jupyter notebook (format 4.5) that installs what it needs and asks."""
    cells = [
        {"cell_type": "markdown", "id": "about", "metadata": {}, "source": title},
        _code("install", "%pip install --quiet sparqlwrapper"),
        _code("ask", python(endpoint, query, kind=kind)),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def _code(name: str, source: str) -> dict[str, Any]:
    return {"cell_type": "code", "id": name, "metadata": {}, "execution_count": None, "outputs": [], "source": source}


def _text(text: str) -> str:
    """A string of R and of JavaScript: both read what JSON writes, but for NUL in R, which no query holds."""
    return json.dumps(text, ensure_ascii=False)


def _python_text(text: str) -> str:
    """Over several lines where nothing in it means something to Python, else with escapes."""
    plain = "\\" not in text and '"""' not in text and not text.endswith('"')
    shown = all(sign == "\n" or sign.isprintable() for sign in text)
    return f'"""{text}"""' if plain and shown else _text(text)


def _shell(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
