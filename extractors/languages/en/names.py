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

TITLES_LEFT_OUT = frozenset(
    words(
        "mr mrs ms messrs dr president secretary ambassador minister general colonel captain major lieutenant "
        "admiral senator governor professor king gen col capt foreign prime"
    )
)
"""What stands before a person's name and is left out of a mention; "Sheikh" is not, since editors mark it."""
TITLES = TITLES_LEFT_OUT | frozenset(
    words(
        "sir lord lady miss prof sheikh shaikh shaykh sheik shaykh shah pasha pacha bey bek beg efendi effendi agha "
        "aga hajji haji hajj hadji sayyid sayyed emir amir sultan prince princess khan mullah mulla baron count imam "
        "maulana mawlana the jr sr ii iii iv"
    )
)
"""All words of a name that are a title: they count little when names are compared."""
PARTICLES = frozenset(words("bin ibn ben bint b von van de la du des di da of and al el ul ould wa y der den dei"))
FATHERS = frozenset(words("bin ibn ben bint b ould"))
"""After these comes the name of a father."""
LAQAB = "(?:[aeiou]dd|eld|ald|uld|ed(?=ine))(?:in|ine|een)|udeen|edeen"
"""The end of Salahuddin and its like, as a regular expression."""
ASSIMILATED = frozenset(words("ad adh an ar as ash at ath az ed en er es esh et ez"))
"""The Arabic article before the letters that it becomes like: ash-Sharqi."""
COMPOUND = frozenset(words("abd abdul abdel abdal abdur abdoul abdol"))
KUNYA = frozenset(words("abu abou abi aboo umm um bu"))
PATRONYMIC = words("ovich evich ovna evna ichna owitsch ewitsch uly qyzy kyzy")
