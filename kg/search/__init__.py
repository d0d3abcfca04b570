"""Full-text search over an edition: names, titles, descriptions and page texts, in all scripts. SQLite FTS5."""

from kg.search.build import build_index
from kg.search.hit import FIELDS, KINDS, Hit, Wanted
from kg.search.query import search

__all__ = ["FIELDS", "KINDS", "Hit", "Wanted", "build_index", "search"]
