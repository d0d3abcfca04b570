"""Relations between mentions, found by rules that are data: ``extractors/languages/<code>/relations.yaml``."""

from __future__ import annotations

from extractors.relations.find import MODEL, find, published

__all__ = ["MODEL", "find", "published"]
