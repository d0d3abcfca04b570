"""What a scan makes of letters, for each language: data of ``scanning``."""

from __future__ import annotations

_PAIRS = {
    "en": "rn:m m:rn l:1 e:c c:e h:b b:h I:l i:l s:f f:s S:5 O:0 o:0 u:n n:u t:f a:o o:a d:cl w:vv B:8 g:q y:v",
    "ru": "н:и и:н п:н е:о о:е ш:щ щ:ш ь:ъ й:и З:3 О:0 т:г г:т л:п в:ь с:е а:о ц:и ы:ьі м:и ч:н ж:х д:л б:6",
    "kk": "қ:к к:қ ғ:г ң:н ө:о ұ:у ү:у ә:э ә:а һ:h і:i і:и н:и е:с а:о п:н т:г л:п с:е й:и "
    "Қ:К Ғ:Г Ә:А Ә:Э Ө:О І:1 Ң:Н Ұ:У Ү:У",
    "ar": "ت:ب ب:ت ن:ث ة:ه ه:ة ى:ي ي:ى أ:ا إ:ا ا:أ آ:ا ف:ق ق:ف ح:ج خ:ح ج:خ ش:س س:ش ض:ص ص:ض ط:ظ ع:غ غ:ع "
    "ر:ز ز:ر د:ذ ذ:د و:ر ل:ا ئ:ي ؤ:و",
}


def _table(pairs: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for pair in pairs.split():
        right, wrong = pair.split(":")
        found.setdefault(right, []).append(wrong)
    return {right: tuple(wrong) for right, wrong in found.items()}


CONFUSED = {lang: _table(pairs) for lang, pairs in _PAIRS.items()}
"""Language -> letter, or two letters, -> what a scan may make of it."""
