"""What says roughly when: "early April", "fin mars", "в конце месяца", "月底", "Q2"."""

from __future__ import annotations

import re
from functools import cache

from handlers.questions.moments.pieces import Line, Piece, Vague
from handlers.questions.moments.vocabulary import any_of, months

# Behind one of these a part of a month is when, and no part of a note.
_AT = (
    r"(?:(?<!\w)(?:at|by|in|on|around|about|before|after|over|during|until|towards?|for)\s+"
    r"(?:the\s+)?)?"
)
_LATIN_AT = (
    r"(?:(?<!\w)(?:a|à|au|en|vers|avant|apres|d'ici|pour|para|hacia|antes\s+de|despues\s+de|por)\s+"
    r"(?:la\s+|el\s+|los\s+)?)?"
)
_SLAVIC_AT = r"(?:(?<!\w)(?:в|во|к|до|после|на|около|с)\s+)?"
_ARABIC_AT = r"(?:(?<!\w)(?:في|قبل|بعد|خلال|حتي|منذ)\s+)?"
_PERIOD = (
    r"(?:(?:next|this|the|last|coming|following|each|every)\s+)?"
    r"(?:week|month|quarter|year|term|session)"
)
_LATIN_PERIOD = (
    r"(?:(?:du|de\s+la|de\s+l'|de|del|des|la|le|l'|cette|ce|este|esta)\s*)*(?:mois|semaine|trimestre|annee|"
    r"semestre|mes|semana|ano)(?:\s+(?:prochaine?|proximo|proxima|que\s+viene))?"
)
_SLAVIC_PERIOD = r"(?:(?:следующеи|следующего|этои|этого)\s+)?(?:недел[иеюь]|месяца|года|квартала)"
_ARABIC_PERIOD = (
    r"(?:هذا\s+|هذه\s+)?(?:ال)?(?:اسبوع|شهر|سنه|عام|ربع)(?:\s+(?:القادم|المقبل|القادمه))?"
)
_SEASONS = (
    r"spring|summer|autumn|winter|easter(?:\s+(?:sunday|monday))?|christmas(?:\s+(?:day|eve))?|new\s+year'?s?"
    r"(?:\s+(?:day|eve))?|boxing\s+day|pentecost|good\s+friday|ascension(?:\s+day)?|whitsun|ramadan|eid|diwali|"
    r"printemps|l'automne|l'hiver|l'ete|paques|noel|pentecote|l'ascension|"
    r"primavera|verano|otono|invierno|pascua|navidad|semana\s+santa|nochebuena|"
    r"весной|летом|осенью|зимой|пасх[иуе]|рождеств[оау]|новыи\s+год|нового\s+года|"
    r"الربيع|الصيف|الخريف|الشتاء|رمضان|العيد"
)
_SEASONS_HAN = r"春节|春天|夏天|秋天|冬天|圣诞节?|复活节|元旦|国庆节?|中秋节?"
_PASSED = (
    r"(?<!\w)(?:yesterday|the\s+day\s+before\s+yesterday|hier|avant-hier|ayer|anteayer|вчера|позавчера|امس)(?!\w)"
    r"|昨天|昨晚|前天"
)
_SOME_DAY = (
    r"(?<!\w)(?:one\s+of\s+these\s+days|(?:some|one)\s+day|sometime|some\s+time|(?:later|earlier)\s+(?:this|next)\s+"
    r"(?:week|month|year)|asap|un\s+de\s+ces\s+jours|un\s+dia\s+de\s+estos|un\s+jour|algun\s+dia|как-нибудь|"
    r"на\s+днях|يوما\s+ما)(?!\w)|改天|过几天"
)
_WEEKEND = (
    r"(?<!\w)(?:(?:(?:over|at|on|this|next|during)\s+(?:the\s+)?)weekend|(?:ce|le|au)\s+week-?end|(?:el|este)\s+"
    r"fin\s+de\s+semana|(?:на|в)\s+(?:этих\s+|следующих\s+)?выходн(?:ых|ые)|(?:في\s+)?(?:عطله\s+)?نهايه\s+الاسبوع)(?!\w)"
    r"|(?:这个?|本|下)?周末"
)


@cache
def _parts() -> re.Pattern[str]:
    """Give a pattern for a part of a named month or of a period that is counted from now."""
    month = any_of(months())
    english = (
        rf"{_AT}(?<!\w)(?:(?:early|mid|late|end)(?:\s*-\s*|\s+)(?:in\s+|of\s+)?(?:(?:next|this)\s+)?"
        rf"(?:{month}|(?:the\s+)?(?:week|month|quarter|year)(?!\w))"
        r"|(?:(?:very\s+)?(?:beginning|start|middle|end)|(?:first|second|1st|2nd|last|latter)\s+"
        rf"(?:half|part|week|third|days?)|(?:third|fourth|3rd|4th)\s+week)\s+(?:of|in)\s+(?:{month}|{_PERIOD}(?!\w)))"
        r"|(?<!\w)(?:(?:in\s+)?the\s+)?week\s+(?:of|beginning|starting|commencing)\s+(?=\w)"
    )
    latin = (
        rf"{_LATIN_AT}(?<!\w)(?:debut|mi|milieu|fin|courant|principios|comienzos|inicios|mediados|finales|fines)"
        rf"(?:\s*-\s*|\s+)(?:de\s+|d'|du\s+mois\s+d'|du\s+mois\s+de\s+|du\s+)?(?:{month}|{_LATIN_PERIOD}(?!\w))"
        rf"|{_LATIN_AT}(?<!\w)(?:premiere|deuxieme|seconde|derniere|primera|segunda|ultima)\s+"
        rf"(?:moitie|quinzaine|semaine|quincena|mitad|semana)\s+(?:de\s+|d'|du\s+|del\s+)?(?:{month}|{_LATIN_PERIOD}(?!\w))"
    )
    slavic = (
        rf"{_SLAVIC_AT}(?<!\w)(?:начал[еоау]|середин[еуаы]|кон(?:це|ца|ец|цу)|(?:первои|второи|последнеи)\s+"
        rf"(?:половине|неделе))\s+(?:{month}|{_SLAVIC_PERIOD}(?!\w))"
    )
    arabic = (
        rf"{_ARABIC_AT}(?<!\w)(?:بدايه|اوائل|مطلع|منتصف|اواسط|نهايه|اواخر|اخر)\s+(?:شهر\s+)?"
        rf"(?:{month}|{_ARABIC_PERIOD}(?!\w))"
    )
    han = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2}|下个?|本|这个?)?月(?:初|底|末|中旬?|上旬|下旬)"
    han += r"|(?:今|明|本)?年[初底末]"
    return re.compile("|".join((english, latin, slavic, arabic, han)))


@cache
def _quarters() -> re.Pattern[str]:
    """Give a pattern for quarters and seasons, which a note may well name."""
    quarters = (
        r"(?:next|this|(?:the\s+)?(?:first|second|third|fourth|last))\s+quarter|q[1-4]|(?:au|le)\s+"
        r"(?:premier|deuxieme|troisieme|quatrieme|prochain)\s+trimestre|(?:el|en\s+el)\s+(?:primer|segundo|tercer|"
        r"cuarto|proximo)\s+trimestre|в\s+(?:следующем|первом|втором|третьем|четвертом)\s+квартале|"
        r"(?:في\s+)?الربع\s+(?:الاول|الثاني|الثالث|الرابع|القادم|المقبل)"
    )
    before = (
        r"(?:in|at|on|by|before|after|over|during|au|a|à|en|avant|apres|antes\s+de|despues\s+de|до|после|на|в|"
        r"к|قبل|بعد|في)\s+(?:the\s+|la\s+|le\s+|el\s+)?"
    )
    return re.compile(
        rf"(?P<at>(?<!\w){before})?(?<!\w)(?:{quarters}|{_SEASONS})(?!\w)|(?:在)?(?:{_SEASONS_HAN}|(?:下个?|本|第?"
        r"[一二三四])季度)(?:前|后|期间)?"
    )


@cache
def _others() -> tuple[tuple[re.Pattern[str], str], ...]:
    return (
        (re.compile(_PASSED), "“{}” has passed."),
        (_parts(), "On which day, “{}”?"),
        (re.compile(_SOME_DAY), "When exactly?"),
        (re.compile(_WEEKEND), "On which day of “{}”?"),
    )


def read_roughly(line: Line, at: int) -> Piece | None:
    """Find what says roughly when, or when it was, from a place in a line.

    A season or a quarter is sure only where a word such as "in" belongs to it.

    Args:
        line: what was typed.
        at: where a word begins.
    """
    for pattern, question in _others():
        if (match := pattern.match(line.folded, at)) and match.end() > at:
            words = line.typed[at : match.end()].strip()
            return Piece(at, at + len(words), Vague(question.format(words)))
    match = _quarters().match(line.folded, at)
    if match is None:
        return None
    words = line.typed[at : match.end()]
    value = Vague(f"On which day, “{words}”?")
    anchored = bool(match["at"]) or words.lower().startswith(("next", "this"))
    return Piece(at, match.end(), value, sure=False, anchored=anchored)
