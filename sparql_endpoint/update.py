"""``/update``: the protocol's update operation on the workspace's own graphs. 403 where the server only reads."""

from __future__ import annotations

from flask import Blueprint, Response, request

from extractors.errors import CodedError
from sparql_endpoint.own.live import Result
from sparql_endpoint.problems import pointed
from sparql_endpoint.protocol import HttpRequest, parse_update
from sparql_endpoint.responses import tagged
from sparql_endpoint.update_text import check_update, with_dataset
from sparql_endpoint.writing import may_write, writing

blueprint = Blueprint("update", __name__)


@blueprint.route("/update", methods=["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def update() -> Response:
    """204 with the numbers of statements added and removed; all operations of the request are done, or none."""
    if request.method == "OPTIONS":
        return Response(status=204, headers={"Allow": "POST, OPTIONS" if writing() else "OPTIONS"})
    own = may_write()
    asked = parse_update(
        HttpRequest(request.method, request.query_string, request.content_type or "", request.get_data())
    )
    try:
        check_update(asked.update)
        text = with_dataset(asked.update, asked.using, asked.using_named)
        result = own.graphs.write("update", {"do": "update", "text": text})
    except CodedError as error:
        raise pointed(error, asked.update) from error
    return written(Response(status=204), result)


def written(response: Response, result: Result) -> Response:
    """With what a write did: statements added and removed, and the number of its entry in the log."""
    counts = result.write.graphs.values() if result.write is not None else ()
    response.headers["X-Sunqar-Added"] = str(sum(added for added, _ in counts))
    response.headers["X-Sunqar-Removed"] = str(sum(removed for _, removed in counts))
    if result.write is not None:
        response.headers["X-Sunqar-Write"] = str(result.write.number)
    tagged(response, result.edition)
    response.headers["Cache-Control"] = "no-store"
    return response
