"""The table of rules in docs/reference/relation-rules.md. ``python -m extractors.relations.page`` prints it."""

from __future__ import annotations

from math import sqrt

from extractors.relations.load import rule_set

_Z = 1.959964


def wilson(right: int, judged: int) -> float:
    """Lower end of Wilson's 95 % interval of a share (E. B. Wilson, JASA 22, 1927); 0 for none judged."""
    if not judged:
        return 0.0
    share, square = right / judged, _Z * _Z
    middle = share + square / (2 * judged)
    margin = _Z * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    return (middle - margin) / (1 + square / judged)


def table() -> str:
    """One row a rule, by language and id: what was judged, its precision, and whether the graph takes it."""
    rows = ["| rule | says | right | judged | precision | at least (95 %) | published |", "|---" * 7 + "|"]
    for rule in sorted(rule_set().rules, key=lambda rule: rule.id):
        judged = rule.right + rule.wrong
        share = f"{rule.right / judged:.2f} | {wilson(rule.right, judged):.2f}" if judged else " | "
        rows.append(
            f"| `{rule.id}` | {rule.type} | {rule.right} | {judged} | {share} | {'yes' if rule.publish else ''} |"
        )
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(table(), end="")
