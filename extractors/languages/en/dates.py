"""English words of dates, folded."""

from __future__ import annotations

from itertools import product

from extractors.languages.base import ABBREVIATED, HIJRI, alike, date_words, numbered, words

_DECADES = words("twenties thirties forties fifties sixties seventies eighties nineties")


def _spelt(*parts: str) -> str:
    """Every spelling that takes one of each part; in a part, forms are parted by blanks, and _ stands for a blank."""
    chosen = ("".join(some).replace("_", " ") for some in product(*(words(part) for part in parts)))
    return "|".join(dict.fromkeys(" ".join(form.split()) for form in chosen))


_JUMADA, _AL = "jumada jamada jumadi jamadi jumad jamad gumada djumada djumadi", "_al_ _ul_ _el_ _l_ _ool_ _ _us_ _ath_"
_FIRST = "awwal awal avval auwal ula oola oula evvel i 1"
_SECOND = "thani thaniya thaniyah sani saani akhir akhira akhirah akhar akher ii 2"
_ISLAMIC = (
    "muharram|moharram|muharrem|moharrem|mohurrum|moharrum|muharrum|mohurram|maharram",
    "safar|safer|saphar|suffer|saffar",
    _spelt("rabi rabia rubee rebi", _AL, _FIRST) + "|rebiulevvel|rabiulawwal|rabiul awwal|rabiul awal",
    _spelt("rabi rabia rubee rebi", _AL, _SECOND) + "|rebiulahir|rabiulakhir|rabiul akhir|rabius sani",
    _spelt(_JUMADA, _AL, _FIRST) + "|cemaziyelevvel|jumadal ula|jamadiul awwal|jamadiul awal|jumadil ula",
    _spelt(_JUMADA, _AL, _SECOND) + "|cemaziyelahir|jumadal akhira|jamadius sani|jamadiul akhir",
    "rajab|rejeb|receb|rajub|rujub",
    "shaban|sha ban|shabaan|shaaban|chaban|shaban al muazzam",
    "ramadan|ramazan|ramadhan|ramzan|ramzaan|rumzan",
    "shawwal|shawal|shavval|shevval|shuwal|shawwaal",
    _spelt(
        "dhu_al_ dhu_l_ dhul_ dhul dhu_ dhi_al_ dhil_ zul_ zul zil_ zil zu_l_ zi_l_ zu_al_ thul_ thul",
        "qada qadah qaada qaadah qadeh qade kada kaada kade kad qad kadah kadeh",
    ),
    _spelt(
        "dhu_al_ dhu_l_ dhul_ dhul dhu_ dhi_al_ dhil_ zul_ zul zil_ zil zu_l_ zi_l_ zu_al_ thul_ thul",
        "hijja hijjah hijjeh hijje hija hijah hijje hidja hidjah hajj haj hajja hijj hicce",
    ),
)

DATE_WORDS = date_words(
    numbered(
        "month", "january|jan|janry|jany", "february|feb|febr|feby|febry|febuary", "march|mar",
        "april|apr|aprl", "may", "june|jun", "july|jul",
        "august|aug|augt|augst", "september|sept|sep|septr|septbr|sepr|septem", "october|oct|octr|octbr",
        "november|nov|novr|novbr|novem|novemr", "december|dec|decr|decbr|decem",
    ),
    numbered("month", *_ISLAMIC, first=HIJRI + 1),
    numbered("season", "spring", "summer", "autumn|fall", "winter", first=21),
    numbered(
        "ordinal", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
        "nineteenth", "twentieth", "twenty first", "twenty second", "twenty third", "twenty fourth", "twenty fifth",
        "twenty sixth", "twenty seventh", "twenty eighth", "twenty ninth", "thirtieth", "thirty first",
    ),
    {word: ("tens", tens) for word, tens in {
        "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
        "nineties": 90}.items()},
    {f"{century} {word}": ("tens", 100 * hundreds + tens)
     for hundreds, century in ((17, "seventeen"), (18, "eighteen"), (19, "nineteen"))
     for tens, word in enumerate(_DECADES, 2) for tens in (10 * tens,)},
    alike("year", "year|years|the year|the years|anno"),
    alike("suffix", "st|nd|rd|th|d"),
    alike("decade", "s"),
    alike("filler", "of|the|instant|inst|on|in|day|at|a d of|month of|the month of|day of|our lord|of our lord|dated"
                    "|noon of|midnight of|the night of|night of|the morning of|morning of|the evening of|evening of"
                    "|the afternoon of|afternoon of|either"),
    alike("circa", "circa|c|ca|about|around|approximately|cir|roughly|or about|on or about"),
    {"approx": ("circa", ABBREVIATED)},
    numbered("quarter", "q 1", "q 2", "q 3", "q 4", first=33),
    {"christmas day": ("feast", 1225), "christmas eve": ("feast", 1224), "new year s day": ("feast", 101),
     "new years day": ("feast", 101), "new year s eve": ("feast", 1231), "new years eve": ("feast", 1231)},
    alike("until", "or earlier|or before"),
    alike("before", "before|prior to|by|until|till|up to|up to and including|until and including"
                    "|some time before|sometime before|not later than|no later than|not after"
                    "|on or before|pre|bef|ante|at the latest by"),
    alike("after", "after|some time after|sometime after|since|from after|following|not before"
                   "|no earlier than|not earlier than"
                   "|on or after|post|aft|starting|beginning"),
    alike("between", "between"),
    alike("from", "from"),
    alike("to", "to|through|thru"),
    alike("and", "and"),
    alike("century", "century|centuries|c cent|cent"),
    alike("hijri", "ah|a h|hijri|hijra|hegira|hijriya|hijriyya|of the hegira|of the hijra|anno hegirae|hijri year"),
    {"h": ("hijri", 1)},  # too weak for a bare year: "1430 h" is an hour
    alike("gregorian", "ad|a d|ce|c e|anno domini"),
    alike("rumi", "rumi|ottoman fiscal|maliye|rumi year"),
    alike("old", "o s|os|old style|julian|julian calendar"),
    alike("new", "n s|new style"),
    alike("undated", "undated|n d|no date|nd undated|date unknown|without date|not dated"),
    alike("same", "corresponding to|i e|equivalent to|that is"),
    numbered("weekday", "monday|mon", "tuesday|tues|tue", "wednesday|wed", "thursday|thurs|thur|thu", "friday|fri",
             "saturday|sat", "sunday|sun"),
    numbered("stage", "early|beginning of|the beginning of|start of|the start of",
             "mid|middle of|the middle of|about the middle of", "late|end of|the end of"
             "|towards the end of|toward the end of|close of|the close of"),
    numbered("part", "half", "trimester", "quarter", first=2),
    alike("last", "last|final|latter|closing"),
    alike("turn", "turn of|the turn of"),
    alike("or", "or"),
    alike("probably", "probably|possibly|perhaps|prob|likely|presumably|poss"),
    alike("present", "present|the present|now|present day|today|date|the present day"),
    alike("onwards", "onwards|onward|forward|and after|and later|and onwards|or later"),
)  # fmt: skip
