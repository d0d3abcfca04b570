from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "people.jsonl",
    "test",
    """{"local_id": "vol1#p_A", "name": "A, John", "description": "Ambassador", "person_id": "7"}
{"person_id": "7", "preferred": "A, John", "names": ["A, J."], "birth_year": "1930", "authorities": {"viaf": "12"}}
{"id": "body:1", "kind": "org", "names": ["Ministry", "Министерство"], "identifiers": ["isni:1"]}
""".encode(),
)
