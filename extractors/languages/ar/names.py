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

OLDER: Mapping[str, tuple[str, ...]] = {
    "ث": ("t", "s"), "ج": ("dj", "g"), "خ": ("h", "ch"), "ذ": ("d", "z"), "ش": ("ch", "sch"), "ص": ("ss",),
    "ض": ("dh", "z"), "ظ": ("dh", "d", "th"), "غ": ("g", "rh"), "ق": ("k", "g", "c"), "ك": ("c",), "ه": ("", "a"),
    "و": ("o", "ou", "oo"), "ي": ("y", "e", "ee"), "ع": ("e", "i", "o"),
}  # fmt: skip
"""Further spellings: of catalogues, and of French and English writers."""

TITLES_LEFT_OUT = frozenset(
    words("الرييس الملك الشيخ السيد السيده الدكتور الامير السلطان الجنرال الاستاذ الوزير الامام")
)
"""What stands before a person's name and is left out of a mention."""
TITLES = TITLES_LEFT_OUT | frozenset(
    words(
        "شيخ بك بيك باشا سيد افندي افندى اغا الحاج حاج دكتور امير سلطان ملك الخديوي مولانا مولوي امام القاضي قاضي "
        "استاذ مدام مسيو السير سير اللورد لورد الكولونيل الميجر الكابتن الملا ملا سعاده سمو المطران الخوري القس الاب"
    )
)
"""All words of a name that are a title: they count little when names are compared."""
PARTICLES = frozenset(words("ابن بن بنت ولد ال دي دو فان فون اوف و"))
FATHERS = frozenset(words("بن بنت ولد"))
"""After these comes the name of a father; after "ابن", which begins a name, mostly that of the family."""
LAQAB = "الدين"
"""The end, in one word with its beginning, of a name of honour: صلاح الدين."""
COMPOUND = frozenset(words("عبد"))
"""What is written apart from the word it makes one name with."""
KUNYA = frozenset(words("ابو ابي ابا ام"))
ARTICLE = "ال"
NISBA = "ي"
"""The ending of a name by origin, tribe or trade, which the article opens: الحجازي."""
