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

TITLES = frozenset(
    words(
        "господин госпожа князь княгиня граф графиня барон шейх эмир султан император царь король генерал полковник "
        "майор капитан профессор академик доктор мулла хан бек паша эфенди хаджи сэр лорд г г-н д-р проф"
    )
)
PARTICLES = frozenset(words("де фон ван аль эль бин бен ибн ас аш ад ар ан ат аз и"))
PATRONYMIC = words("ович евич овна евна ична")
