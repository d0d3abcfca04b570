"""What a validation found, one finding for each constraint that is broken."""

from __future__ import annotations

from dataclasses import dataclass

from kg.shacl.model import Severity, Texts, in_language

_RANK = {"Violation": 0, "Warning": 1, "Info": 2}


@dataclass(frozen=True, slots=True, order=True)
class Example:
    """One place where a constraint is broken. value is '' where no single value is to blame.

    source and line: the file that says so, and the line of it that names the focus; '' and 0 where not known.
    """

    focus: str
    value: str = ""
    name: str = ""
    source: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """``file:line``, the file alone, or ''."""
        return f"{self.source}:{self.line}" if self.line else self.source


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken constraint: how often, and the first places by IRI.

    component  SHACL constraint component, full IRI
    path       SPARQL property path from the focus node; '' for the node itself
    kind       what the focus nodes are called
    count      all results, also those beyond the examples
    """

    severity: Severity
    shape: str
    component: str
    path: str
    kind: Texts
    messages: Texts
    count: int
    examples: tuple[Example, ...]

    @property
    def message(self) -> str:
        """In English."""
        return in_language(self.messages, "en")

    def sentences(self, language: str = "en") -> list[str]:
        """One plain sentence for each example: «record frus1977-80v01/d35 has no holder [frus1977-80v01.xml:812]»."""
        noun, words = in_language(self.kind, language), in_language(self.messages, language)
        made = []
        for example in self.examples:
            value = f" ({example.value})" if example.value and example.value != example.focus else ""
            where = f" [{example.where}]" if example.where else ""
            made.append(" ".join(part for part in (noun, example.name or example.focus, words) if part) + value + where)
        return made

    def as_dict(self) -> dict[str, object]:
        """For JSON output."""
        return {
            "severity": self.severity,
            "message": self.message,
            "messages": dict(self.messages),
            "kind": in_language(self.kind, "en"),
            "shape": self.shape,
            "component": self.component,
            "path": self.path,
            "count": self.count,
            "examples": [
                {
                    "focus": example.focus,
                    "name": example.name,
                    "value": example.value,
                    "source": example.source,
                    "line": example.line,
                }
                for example in self.examples
            ],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, the gravest first. shapes and checks count what was looked at."""

    findings: tuple[Finding, ...]
    shapes: int
    checks: int

    @property
    def conforms(self) -> bool:
        """No violation; warnings and remarks do not close the gate."""
        return not self.of("Violation")

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity == severity)

    def count(self, severity: Severity) -> int:
        """Results of one severity, over all findings."""
        return sum(finding.count for finding in self.of(severity))

    def as_dict(self) -> dict[str, object]:
        """For JSON output: one object."""
        return {
            "conforms": self.conforms,
            "shapes": self.shapes,
            "checks": self.checks,
            "violations": self.count("Violation"),
            "warnings": self.count("Warning"),
            "remarks": self.count("Info"),
            "findings": [finding.as_dict() for finding in self.findings],
        }


def gravest_first(finding: Finding) -> tuple[int, str, str, str, Texts]:
    """Sort key that does not depend on the order of the store."""
    return _RANK[finding.severity], finding.shape, finding.path, finding.component, finding.messages
