"""What a result can be shown as goes by its columns: places, pairs, names with numbers; years are no numbers."""

from __future__ import annotations

from sparql_endpoint.portal.query.shapes import MOST_BARS, MOST_NODES, shapes
from sparql_endpoint.results import Row, Table, Term

XSD = "http://www.w3.org/2001/XMLSchema#"
WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"


def _iri(name: str) -> Term:
    return Term("uri", f"https://graph.example/id/{name}")


def _text(value: str) -> Term:
    return Term("literal", value, "en")


def _count(value: object) -> Term:
    return Term("literal", str(value), "", XSD + "integer")


def _table(*rows: Row) -> Table:
    return Table(tuple(dict.fromkeys(name for row in rows for name in row)), rows, None, truncated=False)


def test_points() -> None:
    doha = {"place": _iri("place/doha"), "name": _text("Doha"), "at": Term("literal", "POINT(51.53 25.29)", "", WKT)}
    (point,) = shapes(_table(doha, doha)).points
    assert (point.lat, point.lon, point.label.value, point.iri) == (25.29, 51.53, "Doha", _iri("place/doha").value)
    pair = {"lat": Term("literal", "25.3", "", XSD + "decimal"), "long": Term("literal", "51.5", "", XSD + "decimal")}
    assert [(each.lat, each.lon) for each in shapes(_table(pair)).points] == [(25.3, 51.5)]
    for bad in ("POINT(999 1)", "POINT(1 abc)", "POLYGON((1 1))", "POINT(1..2 3)"):
        assert shapes(_table({"at": Term("literal", bad, "", WKT)})).points == ()
    known = {_iri("place/doha").value: (1.0, 2.0)}
    (looked_up,) = shapes(_table({"who": _iri("person/x"), "where": _iri("place/doha")}), known).points
    assert (looked_up.lat, looked_up.iri) == (1.0, _iri("place/doha").value)


def test_network_of_things_and_of_names_with_numbers() -> None:
    one, other = _iri("person/a"), _iri("person/b")
    found = shapes(
        _table({"a": one, "b": other, "n": _count(3)}, {"a": one, "b": other, "n": _count(2)}, {"a": one, "b": one})
    )
    assert [(edge.source, edge.target, edge.weight) for edge in found.edges] == [(one, other, 5.0)]
    letters = {"from": _text("Abay"), "to": _text("Shakarim"), "letters": _count(4)}
    assert [edge.weight for edge in shapes(_table(letters)).edges] == [4.0]
    assert shapes(_table({"from": _text("Abay"), "to": _text("Shakarim")})).edges == (), "two texts alone are no pair"
    many = shapes(_table(*({"a": one, "b": _iri(f"person/{at}"), "n": _count(at)} for at in range(200))))
    ends = {end.value for edge in many.edges for end in (edge.source, edge.target)}
    assert len(ends) == MOST_NODES
    assert many.left_out["network"] == 200 - len(many.edges)


def test_chart_counts_and_leaves_years_alone() -> None:
    rows = [{"decade": _count(1990), "name": _text("A"), "documents": _count(2)},
            {"decade": _count(2000), "name": _text("B"), "documents": _count(8)}]  # fmt: skip
    found = shapes(_table(*rows))
    assert [(bar.group, bar.label.value, bar.value, bar.share) for bar in found.bars] == [
        ("1990", "A", 2.0, 0.25), ("2000", "B", 8.0, 1.0),
    ]  # fmt: skip
    by_year = shapes(_table(*({"year": _count(1900 + at), "records": _count(at)} for at in range(1, 4))))
    assert [bar.label.value for bar in by_year.bars] == ["1901", "1902", "1903"]
    assert len(shapes(_table(*({"n": _text(str(at)), "x": _count(1)} for at in range(99)))).bars) == MOST_BARS
    for odd in ("NaN", "INF", "-3"):
        double = Term("literal", odd, "", XSD + "double")
        assert shapes(_table({"n": _text("a"), "x": double}, {"n": _text("b"), "x": _count(1)})).bars == ()
    assert shapes(Table((), (), True, truncated=False)).views == ()
