"""Results as rows for the table of benchmarks, and as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from extractors.evaluation.bootstrap import interval
from extractors.evaluation.calibration import Judged, expected_error, reliability
from extractors.evaluation.counts import Score
from extractors.evaluation.disagreements import disagreements
from extractors.evaluation.editors import overlapping
from extractors.evaluation.evaluate import Result
from extractors.evaluation.marks import beside

Row = dict[str, object]
SHOWN = 15
"""Kinds of disagreement that are shown of a set."""


def rows(results: Iterable[Result]) -> Iterable[Row]:
    """One row a set, finder, band and label ("all" first); recall alone for positive-only sets."""
    for result in results:
        for label in (None, *result.labels) if len(result.labels) > 1 else (None,):
            score, only = result.score, result.marked.positive_only
            low, high = interval(result.units, label, recall=only)
            row: Row = {
                "measure": f"{result.marked.lang} {result.marked.name}, {label or 'all'}",
                "finder": result.finder,
                "errors, %": round(100 * result.band),
                "value": round(score.recall(label) if only else score.f1(label), 1),
                "unit": "recall, %" if only else "F1, %",
                "95 % interval": f"{low}-{high}",
                "precision": "" if only else round(score.precision(label), 1),
                "recall": round(score.recall(label), 1),
                "marked": score.wanted[label] if label else score.wanted.total(),
            }
            if label is None:
                row["words/s"] = round(result.words / max(1e-9, result.seconds))
                row["calibration error"] = round(expected_error(result.judged), 3) if result.judged else ""
                row["others"] = beside(result.marked.name)
            yield row


def markdown(rows: Sequence[Row]) -> str:
    """A table of rows, columns in the order in which they first occur."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    lines = [f"| {' | '.join(columns)} |", "|" + " --- |" * len(columns)]
    lines += [f"| {' | '.join(str(row.get(column, '')) for column in columns)} |" for row in rows]
    return "\n".join(lines) + "\n"


def losses(results: Iterable[Result]) -> Iterable[Row]:
    """For each language and finder what character errors cost: micro F1 over all its sets, and points lost."""
    totals: dict[tuple[str, str], dict[float, Score]] = {}
    for result in results:
        if not result.marked.positive_only:
            bands = totals.setdefault((result.marked.lang, result.finder), {})
            bands[result.band] = bands.get(result.band, Score()) + result.score
    for (lang, finder), bands in sorted(totals.items()):
        clean = bands.get(0.0)
        for band, score in sorted(bands.items()):
            if clean and len(bands) > 1:
                yield {"measure": f"{lang}, all sets together", "finder": finder, "errors, %": round(100 * band),
                       "value": round(score.f1(), 1), "unit": "F1, %", "precision": round(score.precision(), 1),
                       "recall": round(score.recall(), 1), "marked": score.wanted.total(),
                       "lost": round(clean.f1() - score.f1(), 1)}  # fmt: skip


def calibration(results: Iterable[Result]) -> Iterable[Row]:
    """The reliability table of each finder and language, over its sets without added errors."""
    groups: dict[tuple[str, str], list[Judged]] = {}
    for result in results:
        if result.band == 0:
            groups.setdefault((result.marked.lang, result.finder), []).extend(result.judged)
    for (lang, finder), judged in sorted(groups.items()):
        yield {"measure": f"{lang} expected calibration error", "finder": finder, "errors, %": 0,
               "value": round(expected_error(judged), 3), "unit": "of 1", "marked": len(judged)}  # fmt: skip
        for held in reliability(judged):
            yield {"measure": f"{lang} confidence {held.low:.1f} to {held.low + 0.1:.1f}, right", "finder": finder,
                   "errors, %": 0, "value": round(100 * held.right, 1), "unit": "%", "marked": held.mentions,
                   "mean confidence": round(held.confidence, 3)}  # fmt: skip


def differences(result: Result) -> str:
    """The most frequent kinds of disagreement: [ ] is what is marked, { } what was found."""
    lines = [f"### {result.marked.lang} {result.marked.name}: {result.finder}", ""]
    for kind, times, examples in disagreements(result.cases)[:SHOWN]:
        lines += [f"- {times} {kind}", *(f"    - {example}" for example in examples)]
    return "\n".join(lines) + "\n"


def persons(result: Result) -> str:
    """Recall of a positive-only set in a sentence: with exactly the marked words, and with any that meet them."""
    recall = overlapping(result.cases)
    exact, met = (100 * part / max(1, recall.wanted) for part in (recall.strict, recall.overlapping))
    return (
        f"{result.marked.lang} {result.marked.name}, {result.finder}, {round(100 * result.band)} % errors: "
        f"{recall.wanted} marked, {exact:.1f} % found as marked, {met:.1f} % at least met.\n"
    )


def write(path: Path, rows: Sequence[Row]) -> None:
    """The rows as ``make bench`` wants them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page = {"benchmark": "Names and dates: strict span and label", "rows": rows}
    path.write_text(json.dumps(page, indent=1, ensure_ascii=False) + "\n", "utf-8")
