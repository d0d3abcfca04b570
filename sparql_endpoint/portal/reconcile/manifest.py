"""The service manifest: what the API's clients read first."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from sparql_endpoint.portal.address import root as root_of
from sparql_endpoint.portal.reconcile.questions import BATCH, RICO, TYPES
from sparql_endpoint.portal.reconcile.weighing import MATCH

_WIDTH, _HEIGHT = 430, 260
_LOGO = "falcon.svg"


def type_names(_: Callable[[str], str]) -> dict[str, str]:
    """Names of the types by kind, in a language."""
    return {
        "person": _("Person"),
        "body": _("Corporate body"),
        "place": _("Place"),
        "event": _("Event"),
        "term": _("Term"),
    }


def manifest(base: str, state: dict[str, str], _: Callable[[str], str]) -> dict[str, Any]:
    """The manifest as JSON. base: of the edition's IRIs; state: parameters that keep the language."""
    root = root_of(base)
    query = urlencode(state)
    carried = f"&{query}" if query else ""

    def service(endpoint: str) -> dict[str, str]:
        return {"service_url": root, "service_path": url_for(endpoint) + (f"?{query}" if query else "")}

    names = type_names(_)
    most = {
        "name": "limit",
        "label": _("Most values"),
        "type": "number",
        "default": 0,
        "help_text": _("Most values of this property for each entity; 0 gives all."),
    }
    return {
        "versions": ["0.2"],
        "name": _("Sunqar: persons, bodies, places and events in archives"),
        "identifierSpace": f"{base}/id/",
        "schemaSpace": RICO,
        "documentation": f"{root}{url_for('description.dataset')}",
        "logo": f"{root}{url_for('static', filename=_LOGO)}",
        "serviceVersion": version("sunqar"),
        "defaultTypes": [{"id": TYPES[kind], "name": names[kind]} for kind in TYPES],
        "view": {"url": f"{root}/id/{{{{id}}}}"},
        "preview": {
            "url": f"{root}{url_for('reconcile.preview')}?id={{{{id}}}}{carried}",
            "width": _WIDTH,
            "height": _HEIGHT,
        },
        "suggest": {
            "entity": service("reconcile.suggest_entity"),
            "type": service("reconcile.suggest_type"),
            "property": service("reconcile.suggest_property"),
        },
        "extend": {"propose_properties": service("reconcile.propose"), "property_settings": [most]},
        "batchSize": BATCH,
        "matchThreshold": MATCH,
    }
