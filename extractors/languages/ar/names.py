"""Arabic names: how each letter is romanised, and the words of a name that are no name.

Letters are those that ``fold`` leaves. Where a letter is written in more than one way in Latin, the commonest comes
first (ALA-LC where that is common in archives); the others are spellings of the Gulf, Egypt and the Levant.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.languages.base import words

ROMAN: Mapping[str, tuple[str, ...]] = {
    "ا": ("a",), "ب": ("b",), "ت": ("t",), "ث": ("th",), "ج": ("j", "g"), "ح": ("h",), "خ": ("kh",), "د": ("d",),
    "ذ": ("dh",), "ر": ("r",), "ز": ("z",), "س": ("s",), "ش": ("sh",), "ص": ("s",), "ض": ("d",), "ط": ("t",),
    "ظ": ("z",), "ع": ("a", ""), "غ": ("gh", "g"), "ف": ("f",), "ق": ("q",), "ك": ("k",), "ل": ("l",), "م": ("m",),
    "ن": ("n",), "ه": ("h",), "و": ("w", "u"), "ي": ("i",),
    "پ": ("p",), "چ": ("ch",), "ژ": ("zh",), "گ": ("g",), "ڤ": ("v",), "ۋ": ("v",), "ڭ": ("ng",), "ۆ": ("o",),
    "ۇ": ("u",), "ڨ": ("g",), "ڥ": ("v",), "ٹ": ("t",), "ڈ": ("d",), "ڑ": ("r",), "ں": ("n",), "ے": ("e",),
    "ݣ": ("g",), "ګ": ("g",), "ہ": ("h",), "ۀ": ("h",),
}  # fmt: skip

TITLES = frozenset(
    words(
        "شيخ الشيخ بك بيك باشا سيد السيد افندي افندى اغا الحاج حاج دكتور الدكتور امير الامير سلطان السلطان ملك الملك "
        "الخديوي مولانا مولوي الامام امام القاضي قاضي الاستاذ استاذ مدام مسيو السير سير اللورد لورد الكولونيل الجنرال "
        "الميجر الكابتن الملا ملا سعاده سمو الوزير المطران الخوري القس الاب"
    )
)
PARTICLES = frozenset(words("ابن بن بنت ولد ال دي دو فان فون اوف و"))
COMPOUND = frozenset(words("عبد"))
"""What is written apart from the word it makes one name with."""
KUNYA = frozenset(words("ابو ابي ابا ام"))
ARTICLE = "ال"
NISBA = "ي"
"""The ending of a name by origin, tribe or trade, which the article opens: الحجازي."""
