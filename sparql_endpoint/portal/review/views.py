"""All pages of ``/review``: importing this module adds them to the blueprint."""

from __future__ import annotations

from sparql_endpoint.portal.review import (
    access,
    bulk_pages,
    cluster_page,
    deciding,
    history_page,
    login,
    queue_pages,
    reports_page,
)
from sparql_endpoint.portal.review.blueprint import blueprint

__all__ = [
    "access",
    "blueprint",
    "bulk_pages",
    "cluster_page",
    "deciding",
    "history_page",
    "login",
    "queue_pages",
    "reports_page",
]
