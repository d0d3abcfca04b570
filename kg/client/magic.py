"""``%load_ext kg.client.magic``: the cell magic ``%%sparql``."""

from __future__ import annotations

import shlex
from typing import Any

from kg.client.errors import BadRequest


def sparql(line: str, cell: str, names: dict[str, Any]) -> Any:
    """Answer the cell. line: ``--graph NAME`` of a variable that holds a graph, ``--into NAME`` for the answer.

    Without --graph: the variable g, else the demonstration, which is then kept as g. BadRequest for a wrong option.
    """
    from kg.client.graph import Graph
    from kg.client.opening import open_graph

    options = _options(line)
    name = options.get("graph", "g")
    graph = names.get(name)
    if graph is None and "graph" not in options:
        graph = names["g"] = open_graph()
    if not isinstance(graph, Graph):
        raise BadRequest(
            "CLIENT004", f"{name} is no opened graph.", advice=f"Write {name} = open_graph(…) in a cell before."
        )
    answer = graph.sparql(cell)
    if "into" in options:
        names[options["into"]] = answer
        return None
    return answer


def load_ipython_extension(shell: Any) -> None:
    """Called by IPython."""
    from kg.client.charts import altair

    def magic(line: str, cell: str) -> Any:
        return sparql(line, cell, shell.user_ns)

    shell.register_magic_function(magic, magic_kind="cell", magic_name="sparql")
    try:
        altair()  # so that charts made by hand draw offline too
    except BadRequest:
        return


def _options(line: str) -> dict[str, str]:
    words = shlex.split(line)
    found: dict[str, str] = {}
    while words:
        word = words.pop(0)
        name = word.removeprefix("--")
        if word not in ("--graph", "--into") or not words or not words[0].isidentifier():
            raise BadRequest(
                "CLIENT004", f"%%sparql does not understand {word!r}.", advice="Use --graph NAME and --into NAME."
            )
        found[name] = words.pop(0)
    return found
