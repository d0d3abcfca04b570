"""Decisions in and out as SSSOM: a list for colleagues, a file in git, a table that somebody filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from extractors.errors import CodedError
from kg.resolve.clusters import Group, divide
from kg.resolve.conflicts import Conflict
from kg.resolve.forbidden import classes
from kg.resolve.judgements import HELD, REASON, Judgement, judge
from kg.resolve.sssom import SssomMapping
from kg.review.decision import METHOD, Blocked, Decision
from kg.review.situation import Situation

IMPORTED = f"{METHOD}/import"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def prefixes(now: Situation) -> dict[str, str]:
    """Short names for our own IRIs."""
    return {"local": f"{now.iris.base}/id/local/"}


def mappings(now: Situation, *, people: bool = False) -> list[SssomMapping]:
    """What is in force as mappings, by pair. people: only what they decided; holds are none."""
    chosen = [j for j in now.counted if (j.by_person or not people) and not j.words(HELD)]
    return [_mapping(now, judgement) for judgement in sorted(chosen)]


def take_in(now: Situation, rows: Sequence[SssomMapping], where: str, *, by: str) -> Decision:
    """Decisions from rows; those that say what stands already are left out. by: of rows that name no author.

    All or nothing: CodedError names the line whose IRI is unknown, and Blocked REVIEW009 those that contradict each
    other, what people decided before, or what forbids.
    """
    new: dict[str, tuple[Judgement, int]] = {}
    for row in rows:
        try:
            ends = now.member(row.subject), now.member(row.object)
        except CodedError as error:
            raise type(error)(
                error.code, error.message, where=f"{where}:{row.line}", advice=f"{error.where}. Nothing was imported."
            ) from error
        if ends[0] == ends[1]:
            raise Blocked("REVIEW006", "Both ends are one local entity.", where=f"{where}:{row.line}", advice=_NOTHING)
        judgement = _judgement(row, *ends, by)
        if not _stands(now, judgement, row):
            new.setdefault(judgement.id, (judgement, row.line))
    people = [j for j in now.counted if j.by_person]
    check(now, [*people, *(j for j, _ in new.values())], {id_: line for id_, (_, line) in new.items()}, where)
    return Decision(by, add=tuple(judgement for judgement, _ in new.values()))


def _mapping(now: Situation, j: Judgement) -> SssomMapping:
    labels = [now.candidates[end].names[0][1] if now.candidates[end].names else "" for end in j.pair]
    comment = "; ".join(
        words if kind == REASON else f"{kind}: {words}" for kind, words in j.evidence if kind != "batch"
    )
    found = SssomMapping(
        *j.pair, j.verdict, j.confidence, comment=comment, subject_label=labels[0], object_label=labels[1]
    )
    if j.by_person:
        return replace(found, author=j.actor, date=j.made[:10])
    return replace(found, justification="CompositeMatching", tool=j.method, tool_version=j.version)


def _judgement(row: SssomMapping, left: str, right: str, by: str) -> Judgement:
    words = [(REASON, row.comment)] if row.comment else []
    made = f"{row.date}T00:00:00+00:00" if _DAY.fullmatch(row.date) else ""
    found = judge(left, right, row.verdict, IMPORTED, row.confidence, *words, actor=row.author or by)
    return replace(found, made=made)


def _stands(now: Situation, judgement: Judgement, row: SssomMapping) -> bool:
    """Whether somebody said so already: the same person; or, of a row without an author, anybody."""
    said = [j for j in now.by_pair.get(judgement.pair, ()) if j.verdict == judgement.verdict]
    return any(not row.author or j.actor == judgement.actor for j in said)


def check(now: Situation, said: Sequence[Judgement], lines: dict[str, int], where: str) -> None:
    """Blocked REVIEW009 where what people would have said contradicts itself more than it does now.

    said: all of theirs, old and new;  lines: of the new ones, by id.
    """
    people = [j for j in now.counted if j.by_person]
    old = {conflict.same.pair for conflict in divide(now.candidates, people, now.traits).conflicts}
    found = [c for c in divide(now.candidates, said, now.traits).conflicts if c.same.pair not in old]
    problems = [_told(conflict, lines, where) for conflict in found]
    problems += _forbidden(now, [(j, lines[j.id]) for j in said if j.id in lines], where)
    if problems:
        raise Blocked(
            "REVIEW009",
            f"{len(problems)} lines contradict each other, earlier decisions or known facts; nothing was imported.\n  "
            + "\n  ".join(sorted(set(problems))[:20]),
            where=where,
            advice="Mend or remove these lines, or take the earlier decisions back, then import the file again.",
        )


def _told(conflict: Conflict, lines: dict[str, int], where: str) -> str:
    against = conflict.against
    own = lines.get(conflict.same.id)
    place = f"{where}:{own}" if own else f"decision {conflict.same.id[:8]} of {conflict.same.actor}"
    other = f" ({where}:{lines[against.id]})" if against and against.id in lines else ""
    return f"{place}: the two are one, but {conflict.words}{other}"


def _forbidden(now: Situation, new: Sequence[tuple[Judgement, int]], where: str) -> Iterable[str]:
    """What forbids may stand between members whom machines joined to the two ends."""
    for judgement, line in new:
        groups: tuple[Group, Group] = now.home[judgement.left], now.home[judgement.right]
        if judgement.verdict == "SAME" and groups[0] != groups[1]:
            pairs = product(*(classes(group, now.traits) for group in groups))
            if words := sorted({found for one, other in pairs if (found := now.bars.between(one, other))}):
                yield f"{where}:{line}: the two are one, but {words[0]}"


_NOTHING = "Nothing was imported. Mend the line and import the file again."
