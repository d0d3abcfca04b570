"""What a source gives back to a query, before it becomes a frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Answer:
    """kind solutions or boolean: body is SPARQL 1.1 Query Results JSON; graph: N-Triples. UTF-8 both.

    complete: whether nothing was cut off at a limit
    """

    kind: Literal["solutions", "boolean", "graph"]
    body: bytes
    complete: bool = True
