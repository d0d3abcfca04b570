"""Times as medians, 95th percentiles and ratios; a Markdown page and rows for the table of all benchmarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, log
from statistics import median

FIRST = "sunqar"


@dataclass
class Timings:
    """Seconds by question and system; remarks stand where there is no time, or for an answer that differs."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    remarks: dict[tuple[str, str], str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    def add(self, question: str, system: str, seconds: float) -> None:
        """One answer."""
        self.seconds.setdefault((question, system), []).append(seconds)

    @property
    def questions(self) -> list[str]:
        """In order."""
        return sorted({question for question, _ in (*self.seconds, *self.remarks)})

    def ratios(self, system: str) -> dict[str, float]:
        """Sunqar's median by the system's, for the questions that both answered."""
        found = {}
        for question in self.questions:
            ours, theirs = self.seconds.get((question, FIRST)), self.seconds.get((question, system))
            if ours and theirs:
                found[question] = median(ours) / median(theirs)
        return found


def quantile(values: list[float], share: float) -> float:
    """The value below which that share lies, of those that were measured."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def mean(ratios: dict[str, float]) -> float:
    """Geometric."""
    return exp(sum(map(log, ratios.values())) / len(ratios)) if ratios else float("nan")


def rows(timings: Timings) -> list[dict[str, object]]:
    """One for each question and system, then the geometric means."""
    made: list[dict[str, object]] = []
    for question in timings.questions:
        for system, kind in timings.kinds.items():
            row: dict[str, object] = {"measure": question, "system": system, "asked": kind}
            if values := timings.seconds.get((question, system)):
                row |= {
                    "value": round(median(values) * 1000, 3),
                    "unit": "ms",
                    "p95": round(quantile(values, 0.95) * 1000, 3),
                }
                row["ratio of sunqar"] = round(timings.ratios(system).get(question, 0), 4)
            made.append(row | {"remark": timings.remarks.get((question, system), "")})
    for system in timings.kinds:
        ratios = timings.ratios(system)
        value = round(mean(ratios), 4)
        remark = f"{len(ratios)} questions; {timings.memory.get(system, 0)} MiB"
        made.append({"measure": "geometric mean of ratios", "system": system, "value": value, "remark": remark})
    return made


def page(timings: Timings, statements: int) -> str:
    """Medians in milliseconds, with Sunqar's time by the system's in brackets."""
    systems = list(timings.kinds)
    heads = [f"{name} ({timings.kinds[name]})" for name in systems]
    lines = [f"# {statements} statements", "", f"| ms | {' | '.join(heads)} |", "|---|" + "---:|" * len(systems)]
    for question in timings.questions:
        cells = [_cell(timings, question, system) for system in systems]
        lines.append(f"| {question} | {' | '.join(cells)} |")
    means = [f"{mean(timings.ratios(system)):.3f} of {len(timings.ratios(system))}" for system in systems]
    lines.append(f"| **geometric mean of sunqar's ratio** | {' | '.join(means)} |")
    lines.append(f"| memory, MiB | {' | '.join(str(timings.memory.get(system, 0)) for system in systems)} |")
    lines += [f"\n{name} was left out: {reason}" for name, reason in timings.left_out.items()]
    return "\n".join(lines) + "\n"


def _cell(timings: Timings, question: str, system: str) -> str:
    values = timings.seconds.get((question, system))
    remark = timings.remarks.get((question, system), "")
    if not values:
        return remark
    ratio = timings.ratios(system).get(question)
    shown = f"{median(values) * 1000:.2f} p95 {quantile(values, 0.95) * 1000:.1f}"
    return (
        shown + (f" [{ratio:.3f}]" if ratio is not None and system != FIRST else "") + (f" {remark}" if remark else "")
    )
