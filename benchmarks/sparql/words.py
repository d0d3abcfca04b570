"""Words that generated titles, texts and names are made of."""

from __future__ import annotations

WORDS = {
    "en": "letter treaty telegram report pearl customs agency ruler tribe harbour dispute protest oil concession ship "
    "coast residency memorandum boundary petition visit budget census school hospital",
    "ar": "رسالة معاهدة برقية تقرير لؤلؤ جمارك وكالة حاكم قبيلة ميناء خلاف احتجاج نفط امتياز سفينة ساحل مقيمية مذكرة "
    "حدود عريضة زيارة ميزانية تعداد مدرسة مستشفى",
    "ru": "письмо договор телеграмма отчёт жемчуг таможня агентство правитель род гавань спор протест нефть концессия "
    "судно берег резиденция записка граница прошение визит смета перепись школа больница",
    "kk": "хат шарт жеделхат есеп інжу кеден агенттік билеуші тайпа айлақ дау наразылық мұнай концессия кеме жағалау "
    "резиденция жазба шекара өтініш сапар бюджет санақ мектеп аурухана",
}
FIRST = "Ahmad Jassim Nasser Khalid Hamad Nursultan Kanat Alikhan Mukhtar Ivan Pyotr Henry Charles Edward"
BEGINNINGS, ENDINGS = "Al Ber Kas Tok Sey Nur Zham Mar", "ov ani ayev bek imi son"
OCCUPATIONS = "merchant secretary governor engineer teacher interpreter captain judge physician clerk"
