"""Words that count from another date, folded, with how far they go.

A phrase with ``*`` before it counts from the date last named, or else from the day of writing ("the same day"); one
with ``+`` only from the date last named ("that day"); the others from the day of writing ("yesterday"). A language
that is not in these tables has no such dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from extractors.languages.base import words

Count = tuple[int, str]
"""How many days, months or years on, and the sign that says from where, empty for the day of writing."""


def _counted(table: Mapping[int, str]) -> dict[str, Count]:
    """Phrases to their counts, the longest first."""
    pairs = [(phrase, number) for number, phrases in table.items() for phrase in phrases.split("|")]
    return {
        phrase.lstrip("*+"): (number, phrase[0] if phrase[0] in "*+" else "")
        for phrase, number in sorted(pairs, key=lambda pair: (-len(pair[0].lstrip("*+")), pair[0]))
    }


def _alike(forms: str, number: int) -> dict[str, int]:
    return dict.fromkeys(forms.split("|"), number)


_NUMBERS: Mapping[str, str] = MappingProxyType(
    {
        "en": "one two three four five six seven eight nine ten",
        "ru": "один два|двух три|трех четыре|четырех пять|пяти шесть|шести семь|семи восемь девять десять",
        "ar": "واحد اثنين ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره",
        "kk": "бір екі үш төрт бес алты жеті сегіз тоғыз он",
    }
)


def _ago(lang: str, *forms: str) -> dict[str, Count]:
    """So many days before the day of writing, in figures or words; {} stands for the number."""
    numbers = {str(number): number for number in range(1, 31)}
    numbers |= {word: at for at, some in enumerate(words(_NUMBERS[lang]), 1) for word in some.split("|")}
    return {form.format(word): (-number, "") for form in forms for word, number in numbers.items()}


DAYS: Mapping[str, Mapping[str, Count]] = MappingProxyType({
    "en": _ago("en", "{} days ago", "{} day ago") | _counted({
        0: "*the same day|*same day|this day|today|*the same date|*same date|+that day|+that same day|+that very day"
           "|even date|this date|this morning|this evening|this afternoon|tonight|+that evening|+that night"
           "|+the same evening|+the same night|+that morning|+that afternoon|+the same morning|+the same afternoon",
        -1: "yesterday|+the previous day|+the day before|+the preceding day|last night|last evening|+previous day"
            "|yesterday morning|yesterday evening|yesterday afternoon|+the preceding night|+the previous night",
        -2: "the day before yesterday|day before yesterday", 2: "the day after tomorrow",
        1: "tomorrow|+the next day|+the following day|+next day|+the day after|tomorrow morning|tomorrow evening"
           "|+the next morning|+the following morning|+next morning|+the day following|tomorrow night",
    }),
    "ru": _ago("ru", "{} дня назад", "{} дней назад", "{} день назад", "{} дня тому назад", "{} дней тому назад")
    | _counted({
        0: "*того же числа|*тем же числом|*тот же день|сегодня|сего числа|сегодняшнего числа|*того же дня|сего дня"
           "|сегодня утром|сегодня вечером|сегодня днем|сегодня ночью|сегодняшний день|сегодняшнего дня|+этот же день"
           "|+этот день|+тот день|+этого числа|*тем же днем|+того же вечера|+тот же вечер|сегодняшнее число",
        -1: "вчера|+накануне|вчерашнего числа|+предыдущий день|вчера вечером|вчера утром|вчера днем|вчера ночью"
            "|вчерашний день|вчерашнего дня", -2: "позавчера|третьего дня", 2: "послезавтра",
        1: "завтра|+следующий день|+другой день|+следующего дня|завтрашнего числа|+следующее утро|+другое утро"
           "|завтра утром|завтра вечером|завтрашний день|завтрашнего дня|+следующее число",
    }),
    "ar": _ago("ar", "قبل {} ايام", "منذ {} ايام", "قبل {} يوما") | _counted({
        0: "*اليوم نفسه|*نفس اليوم|اليوم|هذا اليوم|*التاريخ نفسه|*اليوم ذاته|في تاريخه|هذا النهار"
           "|في يومه|*نفس التاريخ|*بنفس التاريخ|*ذات اليوم|+ذلك اليوم|+اليوم المذكور|تاريخه|بتاريخه"
           "|صباح اليوم|مسا اليوم|ظهر اليوم|هذا الصباح|هذا المسا|هذه الليله|صباح هذا اليوم|مسا هذا اليوم",
        -1: "امس|البارحه|+اليوم السابق|يوم امس|مسا امس|صباح امس|ليله امس|امس مسا|امس صباحا|ليل امس|بالامس|مسا البارحه",
        -2: "اول امس|اول من امس|امس الاول", 2: "بعد غد|بعد الغد",
        1: "غدا|يوم غد|+اليوم التالي|+من الغد|+في الغد|+اليوم الثاني منه|صباح غد|+ثاني يوم|غد",
    }),
    "kk": _ago("kk", "{} күн бұрын") | _counted({
        0: "*сол күні|*дәл сол күні|бүгін|осы күні|*сол күннің өзінде|бүгінгі күні|бүгін таңертең|бүгін кешке"
           "|бүгін түсте|бүгін түнде|бүгінгі күн|+сол күн|*нақ сол күні",
        -1: "кеше|+алдыңғы күні|+бір күн бұрын|кеше кешке|кеше таңертең|кеше түнде|кешегі күні|кеше түсте",
        -2: "алдыңгүні|алдыңғыкүні", 2: "бүрсігүні|арғы күні",
        1: "ертең|+ертеңіне|+келесі күні|ертеңгі күні|+ертесіне|+ертеңінде|ертең таңертең|ертең кешке|+ертесі күні",
    }),
})  # fmt: skip

MONTHS: Mapping[str, Mapping[str, Count]] = MappingProxyType({
    "en": _counted({0: "instant|inst|of this month|this month|of the present month|*of the same month|current"
                       "|of the current month|+that month|*same month|the present month|*the same month",
                    -1: "ultimo|ult|ulto|of last month|last month|+of the previous month|+the previous month",
                    1: "proximo|prox|proxo|of next month|next month|+the following month"}),
    "ru": _counted({0: "сего месяца|с м|этого месяца|текущего месяца|*того же месяца|этом месяце|т м|тек месяца"
                       "|+того месяца|*том же месяце|*того ж месяца|сего ж месяца|текущем месяце",
                    -1: "прошлого месяца|минувшего месяца|прошлом месяце|истекшего месяца|прошедшего месяца|п м",
                    1: "будущего месяца|следующего месяца|+следующем месяце|будущем месяце"}),
    "ar": _counted({0: "من الشهر الجاري|الشهر الجاري|من هذا الشهر|هذا الشهر|في هذا الشهر|من الجاري"
                       "|من الشهر الحالي|في الشهر الجاري|*من الشهر نفسه|*منه|الشهر الحالي|*الشهر نفسه|*الشهر المذكور"
                       "|*من الشهر المذكور|للشهر الجاري",
                    -1: "الشهر الماضي|من الشهر الماضي|الشهر المنصرم|من الشهر المنصرم|في الشهر الماضي|من الشهر الفايت"
                        "|الشهر الفايت|+الشهر السابق|من الماضي",
                    1: "الشهر القادم|من الشهر القادم|الشهر المقبل|من الشهر المقبل|في الشهر القادم|الشهر الاتي"}),
    "kk": _counted({0: "осы айдың|осы айда|осы ай|*сол айдың|биылғы айдың|*сол айда|ағымдағы айдың",
                    -1: "өткен айдың|өткен айда|өткен ай", 1: "келесі айдың|келесі айда|келесі ай"}),
})  # fmt: skip

YEARS: Mapping[str, Mapping[str, Count]] = MappingProxyType({
    "en": _counted({0: "this year|of this year|*the same year|*of the same year|*same year|+of that year|+that year"
                       "|the present year|of the present year|the current year|of the current year",
                    -1: "last year|of last year|+the previous year|+of the previous year|+the preceding year"
                        "|of the past year",
                    1: "next year|of next year|+the following year|+of the following year|the coming year"}),
    "ru": _counted({0: "сего года|с г|этого года|текущего года|*того же года|этом году|*том же году|т г|сем году"
                       "|+того года|+том году|сего ж года|*том ж году|нынешнего года|нынешнем году|текущем году"
                       "|тек года|тек г|*того ж года",
                    -1: "прошлого года|прошлом году|минувшего года|истекшего года|прошедшего года|п г|минувшем году"
                        "|+предыдущего года|+предыдущем году|пр г|прош года",
                    1: "будущего года|+следующего года|+следующем году|будущем году|б г"}),
    "ar": _counted({0: "*من السنه نفسها|*السنه نفسها|هذه السنه|من هذه السنه|هذا العام|من هذا العام|*السنه المذكوره"
                       "|من السنه الجاريه|السنه الجاريه|العام الجاري|من العام الجاري|*العام نفسه|*من العام نفسه"
                       "|سنه تاريخه|عام تاريخه|من سنه تاريخه|السنه الحاليه|العام الحالي|*من نفس السنه|*نفس السنه"
                       "|*نفس العام|*من نفس العام|+تلك السنه|+ذلك العام|+من تلك السنه|+من ذلك العام|من السنه الحاليه"
                       "|من العام الحالي|سنته",
                    -1: "العام الماضي|من العام الماضي|السنه الماضيه|من السنه الماضيه|العام المنصرم|من العام المنصرم"
                        "|العام الفايت|السنه الفايته|+العام السابق|+السنه السابقه|السنه المنصرمه|السنه الغابره",
                    1: "العام القادم|السنه القادمه|العام المقبل|السنه المقبله|+العام التالي|+السنه التاليه"
                       "|السنه الاتيه|من العام القادم|من السنه القادمه|من العام المقبل"}),
    "kk": _counted({0: "осы жылғы|осы жылы|осы жылдың|биыл|биылғы|*сол жылы|*сол жылғы|*сол жылдың|ағымдағы жылғы"
                       "|ағымдағы жылдың|биылғы жылдың|биылғы жылғы|биылғы жылы",
                    -1: "өткен жылғы|өткен жылы|былтыр|былтырғы|өткен жылдың|былтырғы жылдың|былтырғы жылы",
                    1: "келесі жылғы|келесі жылы|келесі жылдың"}),
})  # fmt: skip

LASTS: Mapping[str, Mapping[str, int]] = MappingProxyType({
    "en": _alike("last|past", -1) | _alike("next|coming", 1),
    "ru": _alike("прошлого|минувшего|прошедшего|истекшего|прошлый|минувший|прошлую|минувшую|прошлое|прошлом|минувшем"
                 "|прошлой|минувшей", -1)
          | _alike("сего|текущего", 0) | _alike("будущего|будущем|следующую|будущую", 1),
    "ar": _alike("الماضي|المنصرم|الفايت|الماضيه", -1) | _alike("الجاري|الحالي|الجاريه", 0)
          | _alike("القادم|المقبل|الاتي|القادمه|المقبله", 1),
    "kk": _alike("өткен|былтырғы", -1) | _alike("осы|биылғы", 0) | _alike("келесі", 1),
})  # fmt: skip
"""What stands by a month or a weekday: last March, минувшего мая, آذار الماضي, осы наурызда."""
