"""English words of dates, folded."""

from __future__ import annotations

from extractors.languages.base import HIJRI, alike, date_words, numbered

DATE_WORDS = date_words(
    numbered(
        "month", "january|jan|janry|jany", "february|feb|febr|feby|febry", "march|mar",
        "april|apr|aprl", "may", "june|jun", "july|jul",
        "august|aug|augt", "september|sept|sep|septr|septbr", "october|oct|octr|octbr",
        "november|nov|novr|novbr|novem", "december|dec|decr|decbr|decem",
    ),
    numbered(
        "month", "muharram|moharram|muharrem|mohurrum", "safar|safer|saphar",
        "rabi i|rabi al awwal|rabi ul awwal|rabi al awal|rabi 1|rabi ul awal|rabi l awwal|rabia i|rebiulevvel"
        "|rabi al avval|rabi el awwal|rabia al awal",
        "rabi ii|rabi al thani|rabi al akhir|rabi ul akhir|rabi us sani|rabi 2|rabi ath thani|rabi l akhir|rabia ii"
        "|rabi l thani|rabi ul thani|rebiulahir|rabi al akhar|rabi al sani|rabi el thani|rabi al akhira",
        "jumada i|jumada al ula|jumada l ula|jumada al awwal|jumada 1|jumada ul awwal|jamadi i|jamadi ul awwal"
        "|jumada al awal|jumada l awwal|jamadi al awwal|jumadi ul awwal|jumadi i|cemaziyelevvel|jumada el ula",
        "jumada ii|jumada al akhira|jumada al thani|jumada al thaniya|jumada 2|jumada ul akhir|jamadi ii"
        "|jumada l akhira"
        "|jamadi us sani|jumada ath thaniya|jumada ath thani|jumadi ii|jumada l thani|jumada al akhir|cemaziyelahir"
        "|jumada al akhirah|jamadi al thani",
        "rajab|rejeb|receb", "shaban|sha ban|shabaan|shaaban", "ramadan|ramazan|ramadhan|ramzan",
        "shawwal|shawal|shavval|shevval", "dhu al qada|dhu l qada|zilkade|dhu al qaada|zul qada|zil qada|zu l qada"
        "|dhu al qadah|dhu l qadah|dhul qada|dhul qadah|zilqada|zulqada|dhi al qada|dhu qada|zi l qada|zilkada",
        "dhu al hijja|dhu l hijja|dhu al hijjah|dhu l hijjah|zilhicce|zul hijja|zil hijja|zu l hijja|zil hajj"
        "|zul hijjah|dhul hijja|dhul hijjah|zilhijja|zulhijja|dhi al hijja|dhu hijja|zi l hijja|zilhajj|zul hajj",
        first=HIJRI + 1,
    ),
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
    alike("year", "year|years|the year|the years|anno"),
    alike("suffix", "st|nd|rd|th|d"),
    alike("decade", "s"),
    alike("filler", "of|the|instant|inst|on|in|day|at|a d of|month of|the month of|day of|our lord|of our lord|dated"),
    alike("circa", "circa|c|ca|about|around|approximately|approx|cir|roughly|or about|on or about"),
    alike("before", "before|prior to|by|until|till|up to|not later than|no later than|not after"
                    "|on or before|pre|bef|ante|at the latest by"),
    alike("after", "after|since|from after|following|not before|no earlier than|not earlier than"
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
             "mid|middle of|the middle of", "late|end of|the end of|close of|the close of"),
    numbered("part", "half", "trimester", "quarter", first=2),
    alike("last", "last|final|latter|closing"),
    alike("turn", "turn of|the turn of"),
    alike("or", "or"),
    alike("probably", "probably|possibly|perhaps|prob|likely|presumably|poss"),
    alike("present", "present|the present|now|present day|today|date|the present day"),
    alike("onwards", "onwards|onward|forward|and after|and later|and onwards|or later"),
)  # fmt: skip
