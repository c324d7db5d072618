"""Words that stand beside a moment: what fills, counts, labels, takes back, or is nearly a time."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA

from handlers.questions.moments.numerals import NUMBERS
from handlers.questions.moments.vocabulary import (
    HOURS_IN_WORDS,
    NAMED_CLOCKS,
    NEAR_DAYS,
    PARTS,
    months,
    weekdays,
)

# Between a moment and its hour: "tomorrow, say around the 3", "mañana a eso de las 6".
FILLING = frozenset(
    "at about around approx approximately roughly circa ca by say like maybe perhaps possibly "
    "probably the a an on in for from to before after until till no not now then but and also or so straight right just shortly immediately soon well "
    "exactly precisely please pls that this is it its it's be will would say, more less than just "
    "only earliest latest preferably ideally hopefully "
    "a à as las la los el le les de du des d l eso sobre hacia vers environ sur coup coups plutot "
    "peut-etre entre en y et o ou pero mais tal vez quizas como "
    "в во к ко до на около примерно где-то часа с и или но может быть ровно так "
    "حوالي تقريبا في علي قبل بعد عند تمام و او ثم "
    "在 约 大 概 或 就".split()
)
# Behind one of these a number is a name: "para 3", "room XIX", "rev 2".
LABELS = frozenset(
    "alt alternative alternatives para paras paragraph paragraphs art article articles item items agenda room rooms annex annexes "
    "appendix section sections sect option options version versions draft drafts rev revision nr "
    "num number numbers page pages pp p chapter part parts phase group groups committee cop cmp cma "
    "sbi sbsta goal sdg target table figure fig gate platform floor building hall session round "
    "decision decisions resolution point points step task tier track stream workstream pillar "
    "cluster line lines clause footnote box slide slides question questions tab level unit volume "
    "vol issue day week desk booth seat bus tram train flight terminal zone area block entrance office offices suite studio counter lane apt apartment cabin stand "
    "door exit bis rule rules principle commission subcommittee team rule protocol module objective objectives recommendation recommendations indicator target "
    "priority measure activity output outcome action commitment theme topic form window gate "
    "sheet week batch wave day case scenario model proposal "
    "paragraphe paragraphes alinea point salle piece annexe page pages chapitre partie groupe "
    "projet version numero n° porte quai etage hall jour seance decision "
    "parrafo parrafos articulo articulos punto puntos sala anexo pagina paginas capitulo parte "
    "grupo borrador opcion numero piso puerta sesion decision tema "
    "пункт пункта пункту пункте пункты п статья статьи статью статье ст раздел раздела зал зале "
    "кабинет комната страница стр глава часть группа группы приложение вариант проект номер № "
    "الماده الفقره القاعه الغرفه البند الصفحه الملحق الفصل المجموعه الخيار رقم".split()
)
# Nouns of one form for one and many, measures and money.
COUNTED_SMALL = frozenset(
    "people men women children staff percent per chf usd eur euro francs km kg sets media "
    "delegates feet sheep police series data personnes gens personas mujeres gente "
    "thousand million billion hundred dozen".split()
)
DETERMINERS = frozenset("the our my your their his her this that le la les l' el los du des".split())
# What is held at an hour as well as counted: "Friday 3 informals on finance".
EVENTS = frozenset(
    "talks informals inf-infs consultations informal drinks bilats bilaterals negotiations "
    "deliberations huddles interviews elections proceedings coordinations briefings drills "
    "consultas negociaciones reuniones entretiens pourparlers consultations canapes".split()
)
OPENING_VERBS = frozenset(
    "ask tell call ring phone send email mail meet check see brief print read write draft prepare "
    "submit book buy bring pick collect confirm reply respond review join attend go leave take get "
    "give remind follow circulate share upload post sign pack pay register update finalise finalize "
    "file speak talk text ping chase nudge order cancel reserve renew return dial prep study look "
    "invite thank visit catch finish start stop open close fetch forward make do have let try find "
    "set put come be let's inform alert notify warn wake translate edit proofread scan deliver "
    "appeler envoyer prevenir verifier relancer demander imprimer lire ecrire preparer rencontrer "
    "voir faire aller rappeler signer remettre payer dire relire "
    "llamar enviar avisar revisar preguntar imprimir leer escribir preparar ver ir hacer firmar "
    "entregar pagar decir recordar mandar pedir".split()
)
# Of them those that are no nouns, too.
PLAIN_VERBS = frozenset(
    "ask tell send meet write prepare submit buy bring collect confirm reply respond attend leave "
    "take get give remind follow circulate upload pay finalise finalize speak chase invite thank "
    "dial inform alert notify appeler envoyer prevenir verifier relancer demander llamar enviar "
    "avisar revisar preguntar".split()
)
# What follows no number that counts it.
NO_NOUNS = frozenset(
    "to of with for and or the a an my our your his her their in on at if is are was be by from "
    "before after until till that this then but so as not no please pls sharp latest tops max min "
    "instead rather maybe perhaps possibly ish or-so prompt early earlier late later exactly "
    "actually sorry sry wait he she we they i you it when while because since past onwards "
    "le la les un une de du des d et ou pour avec a à au aux mon ma mes notre si que qui dans chez "
    "pile precises plutot environ el los las y o con para por mi su en que del al mejor "
    "в во на к с и или для по о об у от до не что ровно где".split()
)
MINUTES = frozenset(
    "minute minutes min mins minutos минут минуты мин دقيقه دقائق second seconds sec day days week "
    "weeks month months year years jour jours semaine semaines mois an ans dia dias semana semanas "
    "mes meses ano anos день дня днеи недели недель месяца يوم ايام".split()
)
HOURS = frozenset(
    "hour hours hr hrs heure heures hora horas час часа часов часам часу ساعه الساعه ساعات oclock "
    "o'clock clock uhr часиков часик".split()
)
HALVES = frozenset(
    "half halfpast quarter halb demi demie quart media medio cuarto menos moins пол половина "
    "половину половине полови четверть четверти без نصف ربع النصف الربع".split()
)
# "15 min before", "a day ahead": how far from the time that was read.
FAR = frozenset(
    "before earlier prior ahead after later early beforehand past to till avant apres plus antes "
    "despues до раньше после позже قبل بعد مبكرا".split()
)
# What lies so far before an hour; and what moves it so far.
LESS = frozenset("minus moins menos минус без الا ناقص plus".split())
TOWARDS = frozenset("closer nearer towards toward ближе eob eow eom eoy sod bod pm p.m a.m tempranito tempranisimo "
    "tardecito prontito tardecita nochecita mananita tardenoche "
    "madrugada aprem aprem' tantot утречком утречка утреца вечерка вечерком затемно ночью المغرب العشاء الفجر "
    "الضحي العصر الظهيره الصبح ليلا نهارا باكر ore uur kl eve aft arvo nite noonish".split())
# Of a recurrence, some of its times only; the second behind it as well.
SOME_BEFORE = frozenset("other second third most several some times".split())
OFTEN = frozenset("twice thrice hourly nightly alternate alternating дважды".split())
SOME_TIMES = frozenset(
    "nightly mwf tth alternate alternating alternately odd even once twice thrice biweekly fortnightly "
    "раз через каждую alternos alternas alterno fois vez veces "
    "semaine semaines week weeks month months недели недель неделю месяц semana semanas mes".split()
)
ADDING = frozenset(
    "again also plus and then too encore aussi et puis otra tambien y luego снова опять еще и "
    "потом ايضا ثم".split()
)
ARROWS = frozenset(("->", "=>", "-->", "→", "⇒", "*", "**", ">>", ">"))
# By whose clocks a time may count, unless these go on to a region: "Pacific islands".
REGIONS = frozenset("eastern central pacific mountain atlantic zulu hq home".split())
# What takes back a time for another.
BACK_FIRMLY = frozenset(
    "sorry sry srry soz oops whoops correction scratch typo rather apologies meant pardon perdon "
    "disculpa disculpe digo plutot desole oups excusez erreur corrijo точнее вернее извини извините "
    "простите ои ошибка اسف عفوا اقصد تصحيح".split()
) | {"i mean", "no wait", "wait no", "strike that", "actually no", "mejor dicho"}
BACK_FIRMLY |= {"je veux", "quiero decir", "то есть", "read that", "my bad", "my mistake", "no no"}
BACK = frozenset(
    "no nope nah not wait actually hm hmm er erm uh um hang hold better instead but non nan enfin "
    "attends finalement make mejor espera bueno sino нет не лучше погоди стоп لا بل ليس الافضل".split()
)
BACK_HAN = re.compile(r"不对|错了|更正|应该是|不是|还是|改成|改到|不[,，]|哦不|等等")
BOUNDING = frozenset(
    "starting beginning commencing effective from until till til through thru except excluding apart "
    "unless first last ending ends begins starts skip skipping barring excepting sans minus only but not without "
    "partir jusqu jusqu'au jusqu'a sauf hors excepte des dès depuis desde hasta excepto salvo menos "
    "partiendo начиная кроме до исключая с по ابتداء اعتبارا حتي باستثناء عدا من".split()
)
HERE = frozenset(
    "wherever where local locally here there his their her ici la-bas aqui alli alla local locale здесь там тут "
    "местного местному هنا هناك محلي المحلي".split()
)
# "I'm in Suva": whoever says so may count by the clocks there.
I_AM_IN = re.compile(
    r"(?<!\w)(?:(?:i'?m|i\s+am|we'?re|we\s+are|i'?ll\s+be|we'?ll\s+be|i\s+will\s+be)\s+(?:\w+\s+){0,2}?(?:in|at)|"
    r"(?:me|being|while|when|while\s+i'?m)\s+in|"
    r"(?:je\s+suis|nous\s+sommes|je\s+serai)\s+(?:\w+\s+)?(?:a|à|en|au)|"
    r"(?:estoy|estare|estamos)\s+(?:\w+\s+)?en|я\s+(?:\w+\s+)?в|мы\s+(?:\w+\s+)?в|(?:انا|نحن|ساكون)\s+في)"
    r"\s+(?P<place>[^\W\d_]+(?:\s[^\W\d_]+)?)|(?:我|我们)(?:现在|还|正)?在(?P<han>[\u3400-\u9fff]{2,4})"
)
# Where one is in one's own place.
NO_PLACES = frozenset(
    "a an another meeting meetings session sessions plenary office transit charge town bed line time "
    "touch contact favour favor need trouble here there work home lunch person court school class "
    "reunion seance plenaire sesion plenaria зале кабинете офисе отпуске".split()
)
_ARTICLES = frozenset("a an un une una uno one один одну одна seize once".split())
_HOLIDAYS = frozenset(
    "easter christmas holidays holiday weekend weekends week month recess paques noel vacances ferie "
    "feries pascua navidad feriados festivos vacaciones праздники праздников каникулы каникул next "
    "further notice".split()
)
_NUMBER = re.compile(
    r"(?:[01]?\d|2[0-4]|1o)(?:[.:h'][\do]{0,2}|[-/_]\d{1,2})?"
    r"(?:hs?|hrs?|[ap]m?|u|uhr|o'?clo?c?k|oclok)?(?:-?ish)?\.?"
)
# An hour with anything behind it that makes it no ordinal, measure, code or letter of a list.
_ODD = re.compile(
    r"(?:[01]?\d|2[0-4])(?!\d)(?!(?:st|nd|rd|th|er|ere|e|eme|o|a|st|go|x|k|m|km|kg|g|cm|mm|gb|mb|kb|min|mins|mn|d|p|"
    r"pp|pm|am|pax|ppl|[a-z]|bis|ter|alt|da|nde)(?!\w))[^\W\d][^\W\d/-]*|(?:[01]?\d|2[0-4])[½¼¾]"
)
# As they bend behind "до" and "не раньше".
_RUSSIAN_HOURS = frozenset(
    "часу двух трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати второго "
    "третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого "
    "двенадцатого".split()
)
# In the languages of places where talks are, whose times are not read.
_FOREIGN_HOURS = frozenset(
    "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf tre quattro cinque sette otto "
    "dieci undici dodici dois tres quatro seis sete oito dez doze twee drie vijf zes zeven negen "
    "tien twaalf".split()
)
_ARABIC_HOURS = frozenset(
    "الواحده الثانيه الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه العاشره".split()
)
_MOST_MINUTES = 59
# Words one letter away from a time that are words of their own.
_OWN = frozenset("trade trades niche manama matins marin latin mooring tardy heard hourly share shape shard".split())
_SLIPS = frozenset(
    "o'clock oclock midday midnight lunchtime morning afternoon evening tonight tomorrow today "
    "hours heures matin minuit soiree apres-midi manana tarde noche mediodia midnight утром "
    "вечером вечера завтра сегодня полдень днем часов часа noon".split()
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_MANANA = frozenset("mnn mna mnna mnana".split())
# They begin the name of a day, and are words of their own.
_NO_DAYS = frozenset(
    "to me do we so ma la le de di sa mo us wed mi au ap no he ju in on it ok el da va do dos man "
    "dec dom sec son sep sexy do gio mit pos os see sun ses mi mes may march second ma mar oct "
    "на по до со во се су от за мы я им".split()
)
_SHORTEST, _LONG = 5, 8


def is_number(word: str) -> bool:
    """Tell whether a folded word may be an hour: "3", "9.30", "10:3", "3ish", "10pas"; no "2b"."""
    return bool(_NUMBER.fullmatch(word)) or bool(_ODD.fullmatch(word))


def is_number_word(word: str) -> bool:
    """Tell whether a folded word is the name of an hour."""
    first, *others = word.split("-")
    if others and first in HALVES and others[-1] in HOURS_IN_WORDS:
        return True
    hour, dash, minute = word.removesuffix("ish").partition("-")
    if hour in HOURS_IN_WORDS and (minute in NUMBERS if dash else word not in _ARTICLES):
        return minute not in _ARTICLES
    return word in _ARABIC_HOURS | _FOREIGN_HOURS or word in _RUSSIAN_HOURS or (
        word not in _ARTICLES and 1 <= NUMBERS.get(word, 0) <= _MOST_MINUTES
    )


def is_like_time(word: str) -> bool:
    """Tell whether a folded word is a day, a month, a part of a day, or where none is."""
    return word in _times() or word in HOURS or word in _HOLIDAYS


@cache
def _times() -> frozenset[str]:
    names = {*weekdays(), *months(), *NEAR_DAYS, *PARTS, *NAMED_CLOCKS}
    names |= {f"{name}s" for name in weekdays()}
    return frozenset(name for name in names if " " not in name) - {"may", "march", "mar", "sun"}


def is_short_day(word: str) -> bool:
    """Tell whether a folded word may be short for a day: "dem", "lu-vi", "fri16", "payday"."""
    parts = [part for part in re.split(r"[\d'/.+-]+", word) if part]
    if word.endswith("day") or word in _MANANA:
        return True
    return bool(parts) and word not in _NO_DAYS and all(_begins_day(part) for part in parts)


def _begins_day(part: str) -> bool:
    return len(part) > 1 and any(name.startswith(part) for name in _day_names())


@cache
def _day_names() -> frozenset[str]:
    foreign = "montag dienstag mittwoch donnerstag freitag samstag sonntag lunedi martedi mercoledi "
    foreign += "giovedi venerdi sabato domenica segunda terca quarta quinta sexta maandag dinsdag "
    foreign += "woensdag donderdag vrijdag zaterdag zondag heute morgen domani oggi amanha hoje"
    names = {*weekdays(), *NEAR_DAYS, *foreign.split(), *months()}
    return frozenset(name for name in names if " " not in name and not _HAN.search(name))


def is_slip(word: str) -> bool:
    """Tell whether one or two letters part a folded word from one that says when."""
    if len(word) < _SHORTEST or word in _OWN or word in _SLIPS or is_like_time(word):
        return False
    for name in _SLIPS:
        most = 2 if len(name) >= _LONG else 1
        if name[0] == word[0] and OSA.distance(word, name, score_cutoff=most) <= most:
            return True
    return False
