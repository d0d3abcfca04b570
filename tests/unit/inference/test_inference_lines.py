"""Lines are made a block at a time, and come in the order of the whole graph."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.inference import lines
from kg.inference.pairs import pairs
from kg.rdf.graph import named_graph
from ontology.terms import RICO

PROPERTIES = ("hasPartTransitive", "hasOrHadPart", "hasOrHadPlaceName", "isRelatedTo", "hasChild")
_ends = st.sets(st.tuples(st.integers(0, 40), st.sampled_from(PROPERTIES), st.integers(0, 40)), max_size=80)
_names = st.sets(st.text("ab0-/~\u00e9\U0001f600", max_size=3), min_size=41, max_size=41)


@settings(max_examples=30, deadline=None)
@given(_ends, _names, st.integers(1, 9))
def test_blocks_are_the_graph_in_its_order(ends: set[tuple[int, str, int]], texts: set[str], size: int) -> None:
    names = sorted(f"<http://e/{text}>" for text in texts)
    found = {
        name: pairs(*(np.array([each[place] for each in sorted(ends) if each[1] == name]) for place in (0, 2)))
        for name in {name for _, name, _ in ends}
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", size)
        made = list(lines.blocks(found, lambda nodes: [names[node] for node in nodes], "http://e/g", types=False))
    whole = named_graph("http://e/g", [f"{names[s]} <{RICO[p]}> {names[o]}" for s, p, o in ends])
    assert tuple(line for block in made for line in block) == whole.lines
    assert all(0 < len(block) <= size for block in made)
