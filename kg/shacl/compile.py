"""One constraint to one SELECT of its violations: ``?focus`` and, where a value is to blame, ``?value``.

Every query begins at the target's nodes and follows the path once; the check is an index look-up or an expression
for each row, so the time grows with the number of nodes and not with the size of the graph.
"""

from __future__ import annotations

import re

from kg.shacl.conditions import Subclasses, condition
from kg.shacl.model import Constraint, Rule, Target

_THIS = re.compile(r"[$?]this\b")


def violations(targets: tuple[Target, ...], rule: Rule, constraint: Constraint, subclasses: Subclasses) -> str:
    """The query. Raises RunAborted SHAPES002 for what cannot be compiled."""
    parts = [part for one in targets for part in _target(one, subclasses)]
    # A lone pattern stays bare: the engine then follows its rows, where a group would be joined by hashing.
    target = (parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {part} }}" for part in parts)) + " ."
    component = constraint.component
    if component == "SPARQL":
        return _sparql(target, *constraint.values)
    select = "SELECT DISTINCT ?focus "
    if rule.path is None:
        if component == "HasValue":
            return f"{select} {{ {target} FILTER(!sameTerm(?focus, {constraint.values[0]})) }}"
        if component == "Disjoint":
            return f"{select} {{ {target} ?focus {constraint.values[0]} ?focus }}"
        test = condition(constraint, subclasses)
        return f"{select} ?value {{ {target} BIND(?focus AS ?value) FILTER(!({test})) }}"
    follow = f"?focus {rule.path} ?value ."
    if component == "MinCount":
        return _fewer(select, target, rule.path, _number(constraint))
    if component == "MaxCount":
        return _more(select, target, rule.path, _number(constraint))
    if component == "HasValue":
        return f"{select} {{ {target} FILTER NOT EXISTS {{ ?focus {rule.path} {constraint.values[0]} }} }}"
    if component == "UniqueLang":
        other = f"?focus {rule.path} ?other . FILTER(!sameTerm(?value, ?other) && LANG(?value) = LANG(?other))"
        return f"{select} {{ {target} {follow} FILTER(LANG(?value) != '') {other} }}"
    if component == "Disjoint":
        return f"{select} ?value {{ {target} {follow} ?focus {constraint.values[0]} ?value }}"
    if component in ("LessThan", "LessThanOrEquals"):
        sign = "<" if component == "LessThan" else "<="
        other = f"?focus {constraint.values[0]} ?other . FILTER(!COALESCE(?value {sign} ?other, false))"
        return f"{select} ?value {{ {target} {follow} {other} }}"
    return f"{select} ?value {{ {target} {follow} FILTER(!({condition(constraint, subclasses)})) }}"


def _number(constraint: Constraint) -> int:
    return int(constraint.values[0].split('"')[1])


def _target(target: Target, subclasses: Subclasses) -> list[str]:
    """Alternative patterns that bind ``?focus``."""
    term = target.term
    if target.kind == "class":
        return [f"?focus a {kind}" for kind in subclasses.get(term, (term,))]
    if target.kind == "subjectsOf":
        return [f"?focus {term} ?any"]
    return [f"?any {term} ?focus" if target.kind == "objectsOf" else f"VALUES ?focus {{ {term} }}"]


def _fewer(select: str, target: str, path: str, least: int) -> str:
    """Foci with fewer values than least: none at all by a look-up, else by counting."""
    # Over a path of several steps the store evaluates NOT EXISTS anew for each focus; MINUS is one hash join.
    without = "MINUS" if "/" in path else "FILTER NOT EXISTS"
    none = f"{{ {target} {without} {{ ?focus {path} ?value }} }}"
    if least <= 0:
        return f"{select} {{ {target} FILTER(false) }}"
    if least == 1:
        return f"{select} {none}"
    count = f"SELECT ?focus {{ {target} ?focus {path} ?value }} GROUP BY ?focus"
    return f"{select} {{ {none} UNION {{ {count} HAVING(COUNT(DISTINCT ?value) < {least}) }} }}"


def _more(select: str, target: str, path: str, most: int) -> str:
    """Foci with more values than most: for 0 and 1 a look-up is enough, else by counting."""
    follow = f"?focus {path} ?value ."
    if most == 0:
        return f"{select} {{ {target} {follow} }}"
    if most == 1:
        return f"{select} {{ {target} {follow} ?focus {path} ?other FILTER(!sameTerm(?value, ?other)) }}"
    return f"{select} {{ {target} {follow} }} GROUP BY ?focus HAVING(COUNT(DISTINCT ?value) > {most})"


def _sparql(target: str, prefixes: str, select: str) -> str:
    """The target is put before the query's own pattern, so that ``$this`` is bound where it is used."""
    query = _THIS.sub("?focus", select)
    opening = query.index("{") + 1
    value = " ?value" if re.search(r"[$?]value\b", query[:opening]) else ""
    return f"{prefixes}SELECT DISTINCT ?focus{value} {{ {target} {query[opening:]}"
