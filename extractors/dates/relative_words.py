"""Words that count from the day, the month or the year of a document, folded, with how far they go."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _counted(table: Mapping[int, str]) -> Mapping[str, int]:
    return MappingProxyType({phrase: number for number, phrases in table.items() for phrase in phrases.split("|")})


DAYS: Mapping[str, Mapping[str, int]] = MappingProxyType({
    "en": _counted({
        0: "the same day|same day|on the same day|this day|today|on this day|the same date|same date|of the same date",
        -1: "yesterday|the previous day|the day before|on the previous day|on the day before|the preceding day",
        -2: "the day before yesterday", 2: "the day after tomorrow",
        1: "tomorrow|the next day|the following day|on the next day|on the following day|next day|the day after",
    }),
    "ru": _counted({
        0: "того же числа|тем же числом|в тот же день|сегодня|сего числа|сегодняшнего числа|того же дня|сего дня",
        -1: "вчера|накануне|вчерашнего числа|в предыдущий день", -2: "позавчера|третьего дня", 2: "послезавтра",
        1: "завтра|на следующий день|на другой день|следующего дня|завтрашнего числа",
    }),
    "ar": _counted({
        0: "اليوم نفسه|في اليوم نفسه|نفس اليوم|في نفس اليوم|اليوم|هذا اليوم|في هذا اليوم|في التاريخ نفسه|في اليوم ذاته"
           "|في يومه|بنفس التاريخ|اليوم ذاته|في ذات اليوم|التاريخ نفسه",
        -1: "امس|البارحه|في اليوم السابق|اليوم السابق|يوم امس", -2: "اول امس|اول من امس|امس الاول", 2: "بعد غد",
        1: "غدا|يوم غد|في اليوم التالي|اليوم التالي|من الغد|في الغد",
    }),
    "kk": _counted({
        0: "сол күні|дәл сол күні|бүгін|осы күні|сол күннің өзінде|бүгінгі күні",
        -1: "кеше|алдыңғы күні|бір күн бұрын", -2: "алдыңгүні|алдыңғыкүні", 2: "бүрсігүні",
        1: "ертең|ертеңіне|келесі күні|ертеңгі күні|ертесіне",
    }),
})  # fmt: skip

MONTHS: Mapping[str, Mapping[str, int]] = MappingProxyType({
    "en": _counted({0: "instant|inst|of this month|this month|of the present month|of the same month",
                    -1: "ultimo|ult|ulto|of last month|last month|of the previous month",
                    1: "proximo|prox|of next month|next month"}),
    "ru": _counted({0: "сего месяца|с м|этого месяца|текущего месяца|того же месяца|в этом месяце|т м",
                    -1: "прошлого месяца|минувшего месяца|в прошлом месяце|истекшего месяца|прошедшего месяца",
                    1: "будущего месяца|следующего месяца|в следующем месяце"}),
    "ar": _counted({0: "الجاري|من الشهر الجاري|الشهر الجاري|من هذا الشهر|هذا الشهر|في هذا الشهر|من الجاري|الحالي"
                       "|من الشهر الحالي|في الشهر الجاري|من الشهر نفسه",
                    -1: "الشهر الماضي|من الشهر الماضي|الشهر المنصرم|من الشهر المنصرم|في الشهر الماضي|من الشهر الفائت",
                    1: "الشهر القادم|من الشهر القادم|الشهر المقبل|من الشهر المقبل|في الشهر القادم"}),
    "kk": _counted({0: "осы айдың|осы айда|осы ай|сол айдың|биылғы айдың",
                    -1: "өткен айдың|өткен айда|өткен ай", 1: "келесі айдың|келесі айда|келесі ай"}),
})  # fmt: skip

YEARS: Mapping[str, Mapping[str, int]] = MappingProxyType({
    "en": _counted({0: "this year|of this year|the same year|of the same year|in the same year",
                    -1: "last year|of last year|the previous year|of the previous year|in the previous year",
                    1: "next year|of next year|the following year|in the following year"}),
    "ru": _counted({0: "сего года|с г|этого года|текущего года|того же года|в этом году|в том же году|т г",
                    -1: "прошлого года|в прошлом году|минувшего года|истекшего года|прошедшего года",
                    1: "будущего года|следующего года|в следующем году|в будущем году"}),
    "ar": _counted({0: "من السنه نفسها|السنه نفسها|في السنه نفسها|هذه السنه|من هذه السنه|هذا العام|من هذا العام"
                       "|من السنه الجاريه|السنه الجاريه|العام الجاري|من العام الجاري|في العام نفسه|من العام نفسه",
                    -1: "العام الماضي|من العام الماضي|السنه الماضيه|من السنه الماضيه|في العام الماضي|في السنه الماضيه",
                    1: "العام القادم|السنه القادمه|في العام القادم|العام المقبل|السنه المقبله"}),
    "kk": _counted({0: "осы жылғы|осы жылы|осы жылдың|биыл|биылғы|сол жылы|сол жылғы|сол жылдың",
                    -1: "өткен жылғы|өткен жылы|былтыр|былтырғы|өткен жылдың",
                    1: "келесі жылғы|келесі жылы|келесі жылдың"}),
})  # fmt: skip
