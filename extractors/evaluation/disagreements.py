"""In what ways answers differ from the marks, with examples: what to mend first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extractors.evaluation.counts import Span

EXAMPLES = 4
CONTEXT = 25


def disagreements(cases: Iterable[tuple[str, Iterable[Span], Iterable[Span]]]) -> list[tuple[str, int, list[str]]]:
    """(kind, how often, examples) of (text, found, gold), the most frequent first.

    A kind is how the span differs (longer or shorter at its start or end, another span that meets it, missing,
    spurious, the same with another label) and the labels, gold first.
    """
    kinds: dict[str, list[str]] = defaultdict(list)
    for text, found, gold in cases:
        given, wanted = set(found), set(gold)
        for kind, shown in _pairs(text, sorted(given - wanted), sorted(wanted - given)):
            kinds[kind].append(shown)
    ranked = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(kind, len(shown), shown[:: max(1, len(shown) // EXAMPLES)][:EXAMPLES]) for kind, shown in ranked]


def _pairs(text: str, wrong: list[Span], missed: list[Span]) -> Iterable[tuple[str, str]]:
    left = list(wrong)
    for want in missed:
        met = [span for span in left if span[0] < want[1] and want[0] < span[1]]
        if not met:
            yield f"missing {want[2]}", _shown(text, want[0], want[1], want[0], want[0])
            continue
        best = max(met, key=lambda span: min(span[1], want[1]) - max(span[0], want[0]))
        left.remove(best)
        yield _kind(best, want), _shown(text, want[0], want[1], best[0], best[1])
    for span in left:
        yield f"spurious {span[2]}", _shown(text, span[0], span[0], span[0], span[1])


def _kind(found: Span, gold: Span) -> str:
    parts = []
    if found[0] != gold[0]:
        parts.append("starts early" if found[0] < gold[0] else "starts late")
    if found[1] != gold[1]:
        parts.append("ends late" if found[1] > gold[1] else "ends early")
    labels = gold[2] if gold[2] == found[2] else f"{gold[2]} as {found[2]}"
    return f"{' and '.join(parts) or 'other label'} {labels}"


def _shown(text: str, start: int, end: int, first: int, last: int) -> str:
    """The words with the marked span in [ ] and the found one in { }."""
    begin, stop = max(0, min(start, first) - CONTEXT), min(len(text), max(end, last) + CONTEXT)
    signs = {start: "[", end: "]"} if start < end else {}
    if first < last:
        signs[first] = signs.get(first, "") + "{"
        signs[last] = signs.get(last, "") + "}" if start > first else "}" + signs.get(last, "")
    shown = "".join(signs.get(at, "") + text[at : at + 1] for at in range(begin, stop + 1))
    return " ".join(shown.split())
