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

TITLES_LEFT_OUT = frozenset(words("президент президенті министр министрі генерал шейх академик"))
"""What stands before a person's name and is left out of a mention."""
TITLES = TITLES_LEFT_OUT | frozenset(words("сұлтан хан төре би батыр қажы молда мырза ханым бек әмір қожа ишан болыс"))
"""All words of a name that are a title: they count little when names are compared."""
PATRONYMIC = words("ұлы улы қызы кызы")
