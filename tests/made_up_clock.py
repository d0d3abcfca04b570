"""A clock that says what a test wants, and the time zone of the process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo

import pytest


@contextmanager
def at(moment: str, zone: str = "UTC") -> Iterator[None]:
    """In every module that is loaded, ``datetime.now`` says this moment (ISO 8601 with its offset) in that zone."""
    fixed, real = datetime.fromisoformat(moment), datetime

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            there = fixed.astimezone(tz)
            return cls.combine(there.date(), there.timetz() if tz else there.time())

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        for module in list(sys.modules.values()):
            if getattr(module, "__dict__", {}).get("datetime") is real:
                patch.setattr(module, "datetime", Clock)
        try:
            yield
        finally:
            os.environ.pop("TZ", None)
    time.tzset()
