"""Who is named together in the records of a result: one person or body in the middle, and those nearest to it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.search.facets import FACETS
from kg.search.found import Found

MOST_NODES = 50
MOST_NAMED = 50
"""A record that names more persons and bodies is an index, a list or a whole volume: it says nothing of pairs."""
_CENTRES = 12
_AGENTS = "('person', 'body')"


@dataclass(frozen=True, slots=True)
class Node:
    """records: how many of the counted ones name it, the centre among them."""

    iri: str
    kind: str
    records: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes, the smaller IRI first, and how many of the counted records name both."""

    one: str
    other: str
    records: int


@dataclass(frozen=True, slots=True)
class Network:
    """nodes: the centre first, then those named together with it most often; none where nobody is named.

    centres    others that may stand in the middle: the persons and bodies of the result, or those its records name
    records    how many records were counted; of_result: whether they are those of the result, or all records
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    centres: tuple[str, ...]
    records: int
    of_result: bool


def network(found: Found, centre: str = "") -> Network:
    """The network around the centre, an IRI; without one, around the first person or body of the result.

    Records of the result are counted whatever kinds of things are chosen; where it has none, all records are.
    """
    database = found.database
    if not found.total:
        return Network((), (), (), 0, True)
    of_result = _count_records(found)
    people = [(row[0], row[1]) for row in database.execute(
        f"""SELECT t.id, t.iri FROM hit h JOIN thing t ON t.id = h.thing WHERE h.fails = 0 AND t.kind IN {_AGENTS}
        ORDER BY h.place IS NULL, h.place, t.weight DESC, t.iri LIMIT ?""", (_CENTRES,))]  # noqa: S608 # fmt: skip
    if len(people) < _CENTRES:
        named = database.execute(
            f"""SELECT t.id, t.iri FROM counted c JOIN named n ON n.record = c.record JOIN thing t ON t.id = n.thing
            WHERE t.kind IN {_AGENTS} GROUP BY t.id ORDER BY COUNT(*) DESC, t.iri LIMIT ?""",  # noqa: S608
            (2 * _CENTRES,),
        )
        people += [row for row in map(tuple, named) if row not in people]
    given = database.execute(f"SELECT id, iri FROM thing WHERE iri = ? AND kind IN {_AGENTS}", (centre,)).fetchone()  # noqa: S608
    middle = tuple(given) if given else next(iter(people), None)
    records = int(database.execute("SELECT COUNT(*) FROM counted").fetchone()[0])
    centres = tuple(iri for _, iri in people[:_CENTRES])
    if middle is None:
        return Network((), (), centres, records, of_result)
    near = database.execute(
        f"""SELECT t.id, t.iri, t.kind, COUNT(*) AS records FROM named m JOIN counted c ON c.record = m.record
        JOIN named n ON n.record = m.record JOIN thing t ON t.id = n.thing
        WHERE m.thing = ? AND t.kind IN {_AGENTS} GROUP BY t.id
        ORDER BY t.id = m.thing DESC, records DESC, t.iri LIMIT ?""",  # noqa: S608
        (middle[0], MOST_NODES),
    ).fetchall()
    marks = ", ".join("?" * len(near))
    ids = [row[0] for row in near]
    pairs = database.execute(
        f"""SELECT a.iri, b.iri, COUNT(*) FROM named m JOIN named n ON n.record = m.record
        JOIN counted c ON c.record = m.record JOIN thing a ON a.id = m.thing JOIN thing b ON b.id = n.thing
        WHERE m.thing IN ({marks}) AND n.thing IN ({marks}) AND a.iri < b.iri GROUP BY a.id, b.id
        ORDER BY a.iri, b.iri""",  # noqa: S608
        (*ids, *ids),
    )
    nodes = tuple(Node(row[1], row[2], row[3]) for row in near)
    return Network(nodes, tuple(Edge(*row) for row in pairs), centres, records, of_result)


def _count_records(found: Found) -> bool:
    """Make the table of counted records: those of the result without regard to kinds, or all. Whether the former."""
    database = found.database
    database.execute("CREATE TEMP TABLE counted (record INTEGER PRIMARY KEY)")
    few = f"""SELECT n.record FROM named n JOIN thing t ON t.id = n.thing WHERE t.kind IN {_AGENTS}
      GROUP BY n.record HAVING COUNT(*) <= {MOST_NAMED}"""  # noqa: S608
    database.execute(
        f"""INSERT INTO counted SELECT n.record FROM ({few}) n JOIN hit h ON h.thing = n.record
        WHERE h.fails & ~? = 0""",  # noqa: S608
        (1 << FACETS.index("type"),),
    )
    if database.execute("SELECT 1 FROM counted LIMIT 1").fetchone():
        return True
    database.execute(f"INSERT INTO counted {few}")
    return False
