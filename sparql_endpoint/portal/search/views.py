"""``/search``: the result set of words and facets as a page, as JSON, and as files."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from kg.search import Found, Hit, bins, facet_values, find, network, spots
from kg.search.network import Network
from sparql_endpoint.negotiate import PAGE, preferred
from sparql_endpoint.portal.context import language
from sparql_endpoint.portal.search.asked import MOST_ROWS, PAGE_SIZE, VIEWS, Asked, Pairs, asked
from sparql_endpoint.portal.search.downloads import FORMATS, as_csv, as_graph, as_json
from sparql_endpoint.portal.search.facets import chosen_labels, facets_shown, kinds
from sparql_endpoint.portal.search.names import names
from sparql_endpoint.portal.search.timeline import HEIGHT, WIDTH, timeline
from sparql_endpoint.problems import HttpProblem
from sparql_endpoint.responses import current_view, not_modified, tagged
from sparql_endpoint.results import Term
from sparql_endpoint.service import View

blueprint = Blueprint("search", __name__)

_JSON_ROWS = 50
_MOST_SPOTS = 150
"""Places on the map: more would be more than a page may weigh."""
_BEGINNING = "search-"


@blueprint.get("/search", endpoint="find")
def find_things() -> Response:
    """Things whose names, descriptions or texts match, in any script, narrowed; everything where nothing is asked for.

    JSON by Accept or ?format=json, and so CSV, Turtle and JSON-LD. ``lang`` narrows to a language, as ``archive`` does
    to an archive; the languages of the page are ``ui`` and ``content``.
    """
    view = current_view()
    wanted = asked(request.args, view.edition.vocabulary, language().state.items())
    format_name = _format()
    key = ("search", format_name, *language().fallback, language().code, urlencode(wanted.pairs()), str(wanted.limit))
    if known := not_modified(view.edition, *key):
        known.headers["Vary"] = "Accept, Accept-Language"
        return known
    with find(view.edition.search_path, wanted.query, wanted.choice) as found:
        made = _page(view, wanted, found) if format_name == "html" else _file(view, wanted, found, format_name)
    made.headers["Vary"] = "Accept, Accept-Language"
    return tagged(made, view.edition, *key)


def search_url(changed: Asked, **more: str) -> str:
    """The address of a search."""
    pairs: Pairs = [*changed.pairs(), *more.items()]
    return url_for("search.find") + ("?" + urlencode(pairs) if pairs else "")


def _format() -> str:
    name = request.args.get("format", "")
    if name:
        if name != "html" and name not in FORMATS:
            advice = f"Formats: {', '.join(('html', *FORMATS))}."
            raise HttpProblem(406, "HTTP406", "A search has no such format.", advice=advice)
        return name
    accept = request.headers.get("Accept", "")
    found, quality = preferred(accept, FORMATS)
    # A browser names HTML; whatever accepts anything gets JSON.
    if "html" in accept and preferred(accept, PAGE)[1] >= quality:
        return "html"
    if found is None:
        known = "A search is HTML, JSON, CSV, Turtle or JSON-LD."
        raise HttpProblem(406, "HTTP406", known, advice="Accept one of them.")
    return found


def _file(view: View, wanted: Asked, found: Found, format_name: str) -> Response:
    usual = _JSON_ROWS if format_name == "json" else MOST_ROWS
    limit = wanted.limit or usual
    offset = (wanted.page - 1) * limit
    hits = found.page(offset, limit, wanted.sort)
    if format_name in ("ttl", "jsonld"):
        response = as_graph(view, hits, format_name)
    else:
        named = names(found, (hit.iri for hit in hits), language().fallback)
        if format_name == "csv":
            response = Response(as_csv(hits, named), content_type="text/csv; charset=utf-8; header=present")
        else:
            facets = {
                name: [{"value": one.value, "count": one.count, "chosen": one.chosen} for one in values]
                for name, values in facet_values(found, wanted.choice).items()
            }
            response = jsonify(
                query=wanted.query, total=found.total, offset=offset, limit=limit, meant=found.meant,
                hits=as_json(hits, named), facets=facets, edition=view.edition.number,
            )  # fmt: skip
    if offset + len(hits) < found.total:
        response.headers["X-Sunqar-Truncated"] = f"rows={len(hits)}"
        following = search_url(wanted.but(page=wanted.page + 1), format=format_name, limit=str(limit))
        response.headers.add("Link", f'<{following}>; rel="next"')
    if format_name != "json":
        name = f"{_BEGINNING}{view.edition.number}.{format_name}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(view: View, wanted: Asked, found: Found) -> Response:
    facets = facets_shown(view, found, wanted, facet_values(found, wanted.choice))
    archives = _archives(view, found)
    values: dict[str, Any] = {
        "asked": wanted, "total": found.total, "facets": facets, "chosen": chosen_labels(view, found, wanted),
        "archives": archives, "kind_names": kinds(), "views": VIEWS, "search_url": search_url, "most_rows": MOST_ROWS,
        "meant": names(found, found.meant, language().fallback),
    }  # fmt: skip
    if wanted.view in ("list", "table"):
        values |= _hits(view, wanted, found)
    elif wanted.view == "time":
        values |= {"line": timeline(bins(found, wanted.choice), list(archives), wanted), "size": (WIDTH, HEIGHT)}
    elif wanted.view == "map":
        held = spots(found, _MOST_SPOTS)
        values |= {"spots": held, "names": names(found, (spot.iri for spot in held), language().fallback)}
        places = {spot.iri: wanted.choosing("place", spot.iri, chosen=True) for spot in held}
        values["narrower"] = {iri: narrower.but(view="list") for iri, narrower in places.items()}
    else:
        values |= _network(found, network(found, wanted.ego))
    text = render_template("search/search.html", base=view.edition.base, own=view.edition.vocabulary, **values)
    return Response(text, content_type="text/html; charset=utf-8")


def _hits(view: View, wanted: Asked, found: Found) -> dict[str, Any]:
    pages = max(1, -(-found.total // PAGE_SIZE))
    page = min(wanted.page, pages)
    hits: list[Hit] = found.page((page - 1) * PAGE_SIZE, PAGE_SIZE, wanted.sort)
    named = names(found, (hit.iri for hit in hits), language().fallback)
    return {"hits": hits, "names": named, "page": page, "pages": pages, "first": (page - 1) * PAGE_SIZE + 1}


def _network(found: Found, net: Network) -> dict[str, Any]:
    iris = {node.iri for node in net.nodes} | set(net.centres)
    named = names(found, iris, language().fallback)
    numbers = {node.iri: number for number, node in enumerate(net.nodes)}
    edges = [[numbers[edge.one], numbers[edge.other], edge.records] for edge in net.edges]
    return {"net": net, "names": named, "edges": edges}


def _archives(view: View, found: Found) -> dict[str, Term]:
    """Code to name of the edition's archives."""
    iris = {code: f"{view.edition.base}/id/archive/{code}" for code in sorted(view.edition.manifest["archives"])}
    named = names(found, iris.values(), language().interface)
    return {code: named[iri] for code, iri in iris.items()}


