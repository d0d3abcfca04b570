"""BIOES tags over the five labels, and which may follow which."""

from __future__ import annotations

from extractors.document import LABELS, Label

TAGS: tuple[str, ...] = ("O", *(f"{part}-{label}" for label in LABELS for part in "BIES"))
INDEX = {tag: number for number, tag in enumerate(TAGS)}


def may_follow(before: str, after: str) -> bool:
    """Whether ``after`` may stand right after ``before``: an opened name is carried on or closed, no other is."""
    if before[0] in "BI":
        return after[0] in "IE" and after[1:] == before[1:]
    return after[0] in "OBS"


def to_tags(length: int, entities: list[tuple[int, int, str]]) -> list[int]:
    """Tag numbers of ``length`` tokens for entities given as (first token, token after the last, label)."""
    tags = [0] * length
    for start, end, label in entities:
        if end - start == 1:
            tags[start] = INDEX[f"S-{label}"]
            continue
        tags[start:end] = [INDEX[f"I-{label}"]] * (end - start)
        tags[start], tags[end - 1] = INDEX[f"B-{label}"], INDEX[f"E-{label}"]
    return tags


def to_spans(tags: list[int]) -> list[tuple[int, int, Label]]:
    """(first token, token after the last, label) of a lawful sequence of tag numbers."""
    spans: list[tuple[int, int, Label]] = []
    start = 0
    for at, number in enumerate(tags):
        if number == 0:
            continue
        part, label = (number - 1) % 4, LABELS[(number - 1) // 4]
        if part in (0, 3):
            start = at
        if part in (2, 3):
            spans.append((start, at + 1, label))
    return spans
