"""One constraint to one SELECT of its violations: ``?focus`` and, where a value is to blame, ``?value``.

Three things decide how long that takes, all measured on half a million quads (pyoxigraph 0.5):
  * a look-up for each row costs about 5 µs, reading a property from end to end 0.3 µs a row. Patterns in sub-selects
    of their own are read whole and joined by hashing, so that is how large targets are checked (``scan``);
  * what must be there is taken away by MINUS, one hash table: FILTER NOT EXISTS is planned anew for every row;
  * a small target beside a huge property is better followed row by row (``scan`` false);
  * the union of all graphs repeats a triple as often as it stands in them, so a join of two such patterns grows with
    the square: a target with repeats is made distinct first, and so is every step of a sequence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.shacl.conditions import Subclasses, failing
from kg.shacl.model import Constraint, Path, Target
from kg.shacl.select import bound


@dataclass(frozen=True, slots=True)
class Frame:
    """What all constraints of one rule share.

    scan      properties are read whole instead of looked up
    repeated  the target's pattern gives some nodes twice
    only      the focus nodes of the target to look at, where they are few; none: all of the target
    Its methods raise RunAborted SHAPES002 for what has no query.
    """

    targets: tuple[Target, ...]
    path: Path | None
    subclasses: Subclasses
    scan: bool = True
    repeated: bool = True
    only: tuple[str, ...] = ()

    @property
    def target(self) -> str:
        """A pattern that binds ``?focus``."""
        if self.only:
            return f"VALUES ?focus {{ {' '.join(self.only)} }}"
        parts = [part for one in self.targets for part in _target(one, self.subclasses)]
        pattern = " UNION ".join(f"{{ {part} }}" for part in parts) if len(parts) > 1 else parts[0]
        return f"{{ SELECT {'DISTINCT ' if self.repeated else ''}?focus {{ {pattern} }} }}"

    @property
    def values(self) -> str:
        """A pattern that leads from ``?focus`` to ``?value`` along the path."""
        steps = self.path or ()
        nodes = ["?focus", *(f"?step{number}" for number in range(1, len(steps))), "?value"]
        triples = [f"{nodes[index]} {step} {nodes[index + 1]}" for index, step in enumerate(steps)]
        if not self.scan:
            return " ".join(f"{triple} ." for triple in triples)
        pairs = [f"{nodes[index]} {nodes[index + 1]}" for index in range(len(steps))]
        select = "SELECT DISTINCT" if len(steps) > 1 else "SELECT"
        return " ".join(f"{{ {select} {pair} {{ {triple} }} }}" for pair, triple in zip(pairs, triples, strict=True))

    @property
    def other_values(self) -> str:
        """The same from ``?focus`` to ``?other``, by a path of one step or more."""
        return self.values.replace("?value", "?other").replace("?step", "?otherstep")

    def violations(self, constraint: Constraint) -> str:
        """The query."""
        component = constraint.component
        if component == "SPARQL":
            return bound(self.target, *constraint.values, scan=self.scan)
        if self.path is None:
            return self._of_node(constraint)
        target, values = self.target, self.values
        term = constraint.values[0] if constraint.values else ""
        if component == "MinCount":
            return self._fewer(int(_lexical(term)))
        if component == "MaxCount":
            having = f"HAVING(COUNT(DISTINCT ?value) > {_lexical(term)})"
            return f"SELECT ?focus {{ {target} {values} }} GROUP BY ?focus {having}"
        if component == "HasValue":
            return f"SELECT DISTINCT ?focus {{ {target} MINUS {{ {self._inside} FILTER(sameTerm(?value, {term})) }} }}"
        if component == "UniqueLang":
            same = "FILTER(LANG(?value) != '' && LANG(?value) = LANG(?other) && !sameTerm(?value, ?other))"
            return f"SELECT DISTINCT ?focus {{ {target} {values} {self.other_values} {same} }}"
        if component == "Disjoint":
            return f"SELECT DISTINCT ?focus ?value {{ {target} {values} ?focus {term} ?value }}"
        if component in ("LessThan", "LessThanOrEquals"):
            sign = "<" if component == "LessThan" else "<="
            other = replace(self, path=(term,)).other_values
            test = f"FILTER(!COALESCE(?value {sign} ?other, false))"
            return f"SELECT DISTINCT ?focus ?value {{ {target} {values} {other} {test} }}"
        return f"SELECT DISTINCT ?focus ?value {{ {target} {values} {self._failing(constraint)} }}"

    def _failing(self, constraint: Constraint) -> str:
        """Few values are looked up one by one; for many, all instances of a class are read."""
        return failing(constraint, self.subclasses, lookup=bool(self.only))

    @property
    def _inside(self) -> str:
        """The values as they stand inside MINUS: for a scan without the target, which adds nothing to a hash table."""
        return self.values if self.scan else f"{self.target} {self.values}"

    def _fewer(self, least: int) -> str:
        """Foci with fewer values than least, those with none among them."""
        if least <= 0:
            return f"SELECT ?focus {{ {self.target} FILTER(false) }}"
        enough = self._inside
        if least > 1:
            having = f"HAVING(COUNT(DISTINCT ?value) >= {least})"
            enough = f"SELECT ?focus {{ {self._inside} }} GROUP BY ?focus {having}"
        return f"SELECT DISTINCT ?focus {{ {self.target} MINUS {{ {enough} }} }}"

    def _of_node(self, constraint: Constraint) -> str:
        """Tests of the focus node itself."""
        if constraint.component == "HasValue":
            return f"SELECT DISTINCT ?focus {{ {self.target} FILTER(!sameTerm(?focus, {constraint.values[0]})) }}"
        if constraint.component == "Disjoint":
            return f"SELECT DISTINCT ?focus {{ {self.target} ?focus {constraint.values[0]} ?focus }}"
        bound = f"{self.target} BIND(?focus AS ?value)"
        return f"SELECT DISTINCT ?focus ?value {{ {bound} {self._failing(constraint)} }}"


def _lexical(literal: str) -> str:
    """The digits of a literal such as ``"1"^^<…integer>``."""
    return literal.split('"')[1]


def _target(target: Target, subclasses: Subclasses) -> list[str]:
    """Alternative patterns that bind ``?focus``."""
    term = target.term
    if target.kind == "class":
        return [f"?focus a {kind}" for kind in subclasses.get(term, (term,))]
    if target.kind == "subjectsOf":
        return [f"?focus {term} ?any"]
    return [f"?any {term} ?focus" if target.kind == "objectsOf" else f"VALUES ?focus {{ {term} }}"]
