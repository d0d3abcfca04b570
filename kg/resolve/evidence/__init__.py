"""Evidence that two profiles are of one entity: one module a kind, and the model that weighs them."""

from kg.resolve.evidence.compare import compare, compare_all

__all__ = ["compare", "compare_all"]
