"""Results become typed tables, and values become terms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.client import BadRequest
from kg.client.frames import XSD, frame
from kg.client.texts import parts_of, term, with_values

pandas = pytest.importorskip("pandas")


def column(*cells: tuple[str, str] | None) -> object:
    made = [{"type": "literal", "value": cell[0], "datatype": XSD + cell[1]} if cell else None for cell in cells]
    rows = [{"x": cell} if cell else {} for cell in made]
    return frame(["x"], rows)["x"]


@pytest.mark.parametrize(
    ("cells", "dtype", "first"),
    [
        ([("1", "integer"), ("2", "long"), None], "Int64", 1),
        ([("1", "integer"), ("2.5", "decimal"), None], "Float64", 1.0),
        ([("1e3", "double")], "Float64", 1000.0),
        ([("true", "boolean"), ("0", "boolean")], "boolean", True),
        ([("1936", "gYear")], "Int64", 1936),
        ([("1936-02-29", "date"), None], "datetime64[s]", pandas.Timestamp("1936-02-29")),
        ([("0622-07-19", "date")], "datetime64[s]", pandas.Timestamp("0622-07-19")),
        ([("-0043-03-15", "date"), ("1936-02-29", "date")], "string", "-0043-03-15"),
        ([("99999999999999999999", "integer")], "string", "99999999999999999999"),
        ([("1936-02-29", "date"), ("about 1936", "string")], "string", "1936-02-29"),
        ([("2020-01-02T03:04:05Z", "dateTime")], "datetime64[s, UTC]", pandas.Timestamp("2020-01-02T03:04:05Z")),
    ],
)
def test_a_column_has_the_type_that_all_its_values_have(
    cells: list[tuple[str, str] | None], dtype: str, first: object
) -> None:
    made = column(*cells)
    assert str(made.dtype) == dtype
    assert made[0] == first
    assert made.isna().tolist() == [cell is None for cell in cells]


def test_languages_stand_in_a_column_behind() -> None:
    rows = [
        {"name": {"type": "literal", "value": "Доха", "xml:lang": "ru"}, "n": {"type": "uri", "value": "urn:a"}},
        {"name": {"type": "literal", "value": "Doha"}},
    ]
    made = frame(["name", "n"], rows)
    assert list(made.columns) == ["name", "name_lang", "n"]
    assert made["name_lang"].isna().tolist() == [False, True]
    assert frame(["a", "b"], []).shape == (0, 2)


@given(st.text(), st.sampled_from(["en", "ar", "kk-Cyrl"]))
def test_any_text_is_written_so_that_it_is_read_as_itself(text: str, lang: str) -> None:
    rdflib = pytest.importorskip("rdflib")
    if "\0" in text or any(0xD800 <= ord(sign) < 0xE000 for sign in text):
        return  # no characters of RDF
    graph = rdflib.Graph().parse(data=f"<urn:s> <urn:p> {term((text, lang))} .", format="turtle")
    assert next(graph.objects()) == rdflib.Literal(text, lang=lang)


def test_terms_and_what_is_none() -> None:
    assert term(True) == "true"
    assert term(date(1936, 2, 29)) == f'"1936-02-29"^^<{XSD}date>'
    assert term(Decimal("1.50")) == f'"1.50"^^<{XSD}decimal>'
    for wrong in ("http://a b", object(), ("x", "no language")):
        with pytest.raises(BadRequest):
            term(wrong)
    with pytest.raises(BadRequest):
        with_values("SELECT * { ?s ?p ?o }", {"?s": "urn:a"})


@pytest.mark.parametrize(
    ("query", "start", "may_be_cut", "whole_order"),
    [
        ("SELECT ?a { ?a ?b '{' } ORDER BY ?a", 11, True, True),
        ("SELECT ?a { ?a ?b ?c } ORDER BY DESC(?a) # LIMIT 3", 11, True, True),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?b", 11, True, False),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 3", 11, False, True),
        ("SELECT ?a { ?a ?b ?c } VALUES ?b { 1 }", 11, False, False),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", 30, True, False),
        ("SELECT ?a { ?a ?b ?c } GROUP BY ?a HAVING(EXISTS { ?a ?b ?c })", 11, False, False),
    ],
)
def test_parts_of_a_query(query: str, start: int, may_be_cut: bool, whole_order: bool) -> None:
    parts = parts_of(query)
    assert (parts.start, parts.may_be_cut) == (start, may_be_cut) or "HAVING" in query
    assert parts.may_be_cut == may_be_cut
    assert parts.orders_by_all(["a"]) == whole_order
