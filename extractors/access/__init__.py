"""Conditions of access: the words of archives read as a status and a day."""

from extractors.access.conditions import read_conditions, strictest, warning
from extractors.access.notes import with_access
from extractors.access.sidecar import with_sidecar

__all__ = ["read_conditions", "strictest", "warning", "with_access", "with_sidecar"]
