"""The server's log: events with fields, as lines for people or as JSON, on stderr.

No address of a reader, no words of a query or a search, no name of a page that was asked for: events name codes,
numbers, routes, and, where a fault of ours is told, the lines of our own code that it went through.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

_NAME = "sunqar"


def open_log(*, as_json: bool) -> None:
    """Send what Sunqar and its libraries log to stderr, one line or one JSON object each. Once a process."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        # As text: structured traces bring the values of variables, which readers sent.
        last += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        last.append(structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback))
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # how deep the queue is stands in /metrics
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def event(name: str, **fields: object) -> None:
    """Tell that something happened; fields hold nothing that a reader sent."""
    structlog.stdlib.get_logger(_NAME).info(name, **fields)


def warning(name: str, **fields: object) -> None:
    """The same for what somebody should look at."""
    structlog.stdlib.get_logger(_NAME).warning(name, **fields)
