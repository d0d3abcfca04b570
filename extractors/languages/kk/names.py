"""Kazakh names: the letters beyond those of Russian, romanised as on maps, and the words that are no name.

All Kazakh scripts are brought to Cyrillic first (``latin``, ``arabic``), which is what these tables read.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.languages.base import words

ROMAN: Mapping[str, tuple[str, ...]] = {
    "ә": ("a",), "ғ": ("gh", "g"), "қ": ("q", "k"), "ң": ("ng", "n"), "ө": ("o",), "ұ": ("u",), "ү": ("u",),
    "һ": ("h",), "і": ("i",), "ҳ": ("h",), "җ": ("j",), "ҷ": ("j",), "ӯ": ("u",), "ӣ": ("i",),
}  # fmt: skip

TITLES = frozenset(words("сұлтан хан төре би батыр қажы молда мырза ханым бек шейх әмір қожа ишан болыс"))
PATRONYMIC = words("ұлы улы қызы кызы")
