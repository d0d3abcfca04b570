"""Russian names: how each letter is romanised (as on maps and in newspapers), and the words that are no name."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.languages.base import words

_LETTERS: Mapping[str, tuple[str, ...]] = {
    letter: (latin,)
    for letter, latin in zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяґєіїўћђјљњџѣѳѵ",
        words(
            "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya "
            "g ye i yi u ch dj j lj nj dzh e f i"
        ),
        strict=True,
    )
}
ROMAN: Mapping[str, tuple[str, ...]] = {**_LETTERS, "ъ": ("",), "ь": ("",)}

TITLES_LEFT_OUT = frozenset(
    title + ending
    for title in words("президент министр генерал шейх эмир султан император академик полковник профессор")
    for ending in ("", "а", "у", "ом", "е")
) | frozenset(words("князь князя князю князем короля королю король королем царь царя царю царем"))
"""What stands before a person's name and is left out of a mention."""
TITLES = TITLES_LEFT_OUT | frozenset(
    words(
        "господин госпожа княгиня граф графиня барон майор капитан доктор мулла хан бек паша эфенди хаджи сэр лорд г "
        "г-н д-р проф"
    )
)
"""All words of a name that are a title: they count little when names are compared."""
PARTICLES = frozenset(words("де фон ван аль эль бин бен ибн ас аш ад ар ан ат аз и"))
FATHERS = frozenset(words("бин бен ибн"))
"""After these comes the name of a father."""
LAQAB = "[аеиуэ][дт]дин"
"""The end of Насреддин and its like, as a regular expression."""
PATRONYMIC = words("ович евич овна евна ична")
