"""All linkers in turn: first those that judge by candidates alone, then those that build on what is settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.registry import load, names
from kg.resolve.candidates import Candidate, LateLinker, Linker
from kg.resolve.comparisons import Comparisons
from kg.resolve.judgements import Judgement, in_order
from kg.workspace import Workspace

LINKERS = "sunqar.linkers"


@dataclass(frozen=True, slots=True)
class Proposals:
    """judgements of all linkers, sorted;  alarms  what a linker held back as suspiciously large, a name each."""

    judgements: tuple[Judgement, ...]
    alarms: tuple[str, ...]


def installed(workspace: Workspace) -> tuple[Linker | LateLinker, ...]:
    """One of each linker of the entry points, by name; one that wants settings has a class method ``of(workspace)``."""
    classes: list[Any] = [load(LINKERS, name) for name in names(LINKERS)]
    return tuple(each.of(workspace) if hasattr(each, "of") else each() for each in classes)


def propose(
    candidates: Sequence[Candidate],
    decided: Iterable[Judgement],
    comparisons: Comparisons,
    linkers: Sequence[Linker | LateLinker],
) -> Proposals:
    """candidates sorted by IRI; decided: what people have judged, which no linker may contradict."""
    whole = tuple(candidates)
    early = [j for linker in linkers if not isinstance(linker, LateLinker) for j in linker.propose(whole)]
    settled = tuple(sorted({*early, *decided}, key=in_order))
    late: list[Judgement] = []
    alarms: list[str] = []
    for linker in linkers:
        if isinstance(linker, LateLinker):
            late += linker.propose_after(whole, settled, comparisons)
            alarms += linker.alarms
    return Proposals(tuple(sorted({*early, *late}, key=in_order)), tuple(dict.fromkeys(alarms)))
