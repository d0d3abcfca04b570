"""What all pages share, in a real browser: quiet, accessible in both directions and themes, light."""

from __future__ import annotations

import pytest
from browser import OpenPage, check_both_ways, needs_chromium

pytestmark = needs_chromium


@pytest.mark.parametrize("path", ["/", "/dataset", "/def", "/def/profile", "/page/person/none"])
def test_page_is_accessible_both_ways(open_page: OpenPage, server: str, path: str) -> None:
    check_both_ways(open_page, server, path)
