"""Names in Latin letters: signs that scholars put on letters read as digraphs, and the words that are no name."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.languages.base import words

DIGRAPHS: Mapping[str, str] = {
    "š": "sh", "ş": "sh", "ș": "sh", "ŝ": "sh", "ǧ": "j", "ğ": "gh", "ġ": "gh", "ḡ": "gh", "ḫ": "kh", "ḵ": "kh",
    "ṯ": "th", "ḏ": "dh", "č": "ch", "ç": "ch", "ž": "zh", "ƶ": "zh", "ə": "a", "ŋ": "ng", "ꞑ": "ng", "ƣ": "gh",
    "ɵ": "o", "ı": "i", "ʙ": "b", "ь": "y", "ð": "d", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th",
}  # fmt: skip
"""DIN 31635 and its kin for Arabic, Turkish, Slavic, and the Kazakh alphabet of 1929-40."""

TITLES = frozenset(
    words(
        "sir lord lady mr mrs miss ms dr prof professor sheikh shaikh shaykh sheik shaykh shah pasha pacha bey bek beg "
        "efendi effendi agha aga hajji haji hajj hadji sayyid sayyed emir amir sultan king prince princess khan mullah "
        "mulla baron count colonel general major captain lieutenant imam maulana mawlana the jr sr ii iii iv"
    )
)
PARTICLES = frozenset(words("bin ibn ben bint b von van de la du des di da of and al el ul ould wa y der den dei"))
ASSIMILATED = frozenset(words("ad adh an ar as ash at ath az ed en er es esh et ez"))
"""The Arabic article before the letters that it becomes like: ash-Sharqi."""
COMPOUND = frozenset(words("abd abdul abdel abdal abdur abdoul abdol"))
KUNYA = frozenset(words("abu abou abi aboo umm um bu"))
PATRONYMIC = words("ovich evich ovna evna ichna owitsch ewitsch uly qyzy kyzy")
