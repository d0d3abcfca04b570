"""How two things hang together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.client import markup
from kg.client.errors import BadRequest
from kg.client.names import Name, chain, labels
from kg.client.texts import term
from kg.client.things import rows

if TYPE_CHECKING:
    from kg.client.graph import Graph

_QUERY = """SELECT ?number ?hop ?from ?property ?to ?record ?words ?called {{
  SERVICE <{base}/service/path> {{ ?path kg:pathFrom {a} ; kg:pathTo {b} ; kg:mostHops {hops} ; kg:limit {limit} ;
    kg:pathNumber ?number ; kg:hop ?hop ; kg:hopFrom ?from ; kg:hopProperty ?property ; kg:hopTo ?to ;
    kg:hopRecord ?record ; kg:hopQuote ?words }}
  OPTIONAL {{ ?record rico:identifier ?called }} }} ORDER BY ?number ?hop ?called"""


@dataclass(frozen=True, slots=True)
class Step:
    """One statement: names of its subject, property and object, their IRIs, and where it is said.

    record, call_number: of a record that carries it; quote: its words there; empty where none is known
    """

    subject: str
    relation: str
    object: str
    subject_iri: str
    property_iri: str
    object_iri: str
    record: str
    call_number: str
    quote: str

    @property
    def sentence(self) -> str:
        """``Doha – is or was contained by – Qatar``."""
        return f"{self.subject} – {self.relation} – {self.object}"

    def __str__(self) -> str:
        where = f" [{self.call_number}: “{self.quote}”]" if self.quote else f" [{self.call_number or 'no record'}]"
        return self.sentence + where


@dataclass(frozen=True, slots=True, repr=False)
class Path:
    """The steps from one thing to the other. The subject of a step may be either of the two that it joins."""

    steps: tuple[Step, ...]

    def __len__(self) -> int:
        return len(self.steps)

    def __str__(self) -> str:
        return "\n".join(map(str, self.steps))

    def __repr__(self) -> str:
        return f"<Path {' | '.join(step.sentence for step in self.steps)}>"

    def _repr_html_(self) -> str:
        items = "".join(
            f"<li>{markup.name(step.subject)} – {markup.text(step.relation)} – {markup.name(step.object)}"
            + (f"<br><q>{markup.name(step.quote)}</q> " if step.quote else " ")
            + (markup.link(step.record, markup.name(step.call_number)) if step.record else "")
            + "</li>"
            for step in self.steps
        )
        return f"<ol>{items}</ol>"


class PathList(list[Path]):
    """Paths that a notebook shows one below the other."""

    def _repr_html_(self) -> str:
        return "".join(one._repr_html_() for one in self) or "<p>No path.</p>"


def paths_between(graph: Graph, a: str, b: str, max_length: int, limit: int) -> PathList:
    """The shortest paths. BadRequest for lengths outside of 1 to 6, or a limit below 1."""
    if not 1 <= max_length <= 6 or limit < 1:
        raise BadRequest("CLIENT004", "max_length is 1 to 6, limit a number from 1.", advice="Leave them out.")
    query = _QUERY.format(base=graph.edition.base, a=term(a), b=term(b), hops=max_length, limit=limit)
    found = rows(graph.source, query)
    iris = {row[end]["value"] for row in found for end in ("from", "property", "to")}
    named = labels(graph.source, iris, chain(None))
    steps: dict[int, dict[int, Step]] = {}
    for row in found:
        hops = steps.setdefault(int(row["number"]["value"]), {})
        hops.setdefault(int(row["hop"]["value"]), _step({key: cell["value"] for key, cell in row.items()}, named))
    return PathList(Path(tuple(hops[at] for at in sorted(hops))) for _, hops in sorted(steps.items()))


def _step(row: dict[str, str], named: dict[str, Name]) -> Step:
    ends = [row[name] for name in ("from", "property", "to")]
    called = [named[iri][0] for iri in ends]
    return Step(
        called[0], called[1], called[2], ends[0], ends[1], ends[2], row.get("record", ""), row.get("called", ""),
        row.get("words", ""),
    )  # fmt: skip
