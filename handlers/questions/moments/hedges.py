"""Words that stand around a moment: what fills, rounds, moves, bounds, places or takes it back."""

from __future__ import annotations

import re

# Between a moment and its hour: "tomorrow, say around the 3", "mañana a eso de las 6".
FILLING = frozenset(
    "at about round around approx approximately roughly circa ca by say like maybe perhaps "
    "possibly probably the a an on in for from to before after until till no not now then but "
    "and also or so straight right just shortly immediately soon well exactly precisely very "
    "actually please pls that this is it its it's be will would say, more less than only "
    "earliest latest preferably ideally hopefully à as las la los el le les de du des d l eso "
    "sobre hacia vers environ sur coup coups plutot peut-etre entre en y et o ou pero mais tal "
    "vez quizas como в во к ко до на около примерно где-то часа с и или но может быть ровно так "
    "حوالي تقريبا في علي قبل بعد عند تمام و او ثم 在 约 大 概 或 就".split()
)
# Of them those behind which an hour is another one: "3pm, latest 4".
HEDGING = frozenset(
    "latest earliest very the at maybe perhaps possibly probably or around about ca say like "
    "actually vers environ peut-etre quiza quizas tal vez может быть или 或".split()
)
MINUTES = frozenset(
    "minute minutes min mins minutos минут минуты мин دقيقه دقائق second seconds sec day days "
    "week weeks month months year years jour jours semaine semaines mois an ans dia dias semana "
    "semanas mes meses ano anos день дня днеи недели недель месяца يوم ايام".split()
)
HOURS = frozenset(
    "hour hours hr hrs heure heures hora horas час часа часов часам часу ساعه الساعه ساعات "
    "oclock o'clock clock uhr часиков часик 点 时".split()
)
HALVES = frozenset(
    "half halfpast quarter halb demi demie quart media medio cuarto menos moins пол половина "
    "половину половине полови четверть четверти без نصف ربع النصف الربع".split()
)
# "15 min before", "a day ahead": how far from the time that was read.
FAR = frozenset(
    "before b4 earlier prior ahead after later early beforehand past to till avant apres plus "
    "antes despues до раньше после позже قبل بعد مبكرا".split()
)
# "Minus 15", "plus 10".
LESS = frozenset("minus less moins menos минус без الا ناقص plus".split())
# "Ten something", "10 y pico".
LOOSELY = frozenset(
    "копеиками хвостиком небольшим чем-то лишним algo pico quelques poussieres something odd "
    "tantos".split()
)
# Parts of a day that no reader knows, and what comes near to one.
TOWARDS = frozenset(
    "closer nearer towards toward ближе eob eow eom eoy sod bod pm p.m a.m tempranito "
    "tempranisimo tardecito prontito tardecita nochecita mananita tardenoche madrugada aprem "
    "aprem' tantot утречком утречка утреца вечерка вечерком затемно ночью المغرب العشاء الفجر "
    "الضحي العصر الظهيره الصبح ليلا نهارا باكر ore uur kl eve aft arvo nite noonish بدري بكير "
    "متاخر".split()
)
# How often, which is said in no other way that is read.
OFTEN = frozenset("twice thrice hourly nightly alternate alternating дважды".split())
# Of a recurrence, some of its times only; the second before it alone.
SOME_TIMES = frozenset(
    "nightly mwf tth alternate alternating alternately odd even once twice thrice biweekly "
    "fortnightly раз через каждую alternos alternas alterno fois vez veces semaine semaines week "
    "weeks month months недели недель неделю месяц semana semanas mes".split()
)
SOME_BEFORE = frozenset("other second third most several some times".split())
# What adds another time: "and again on Monday".
ADDING = frozenset(
    "again also plus and then too encore aussi et puis otra tambien y luego снова опять еще и "
    "потом ايضا ثم".split()
)
ARROWS = frozenset(("->", "=>", "-->", "→", "⇒", "*", "**", ">>", ">"))
# What takes back a time for another, beside it or before another.
BACK_FIRMLY = frozenset(
    "sorry sry srry soz oops whoops correction scratch typo rather apologies meant pardon perdon "
    "disculpa disculpe digo plutot desole oups excusez erreur corrijo точнее вернее извини "
    "извините простите ои ошибка اسف عفوا اقصد تصحيح".split()
)
BACK_IN_TWO = frozenset(
    (
        "i mean",
        "no wait",
        "wait no",
        "strike that",
        "actually no",
        "mejor dicho",
        "je veux",
        "quiero decir",
        "то есть",
        "read that",
        "my bad",
        "my mistake",
        "no no",
        "2nd thought",
        "second thought",
        "second thoughts",
    )
)
# What does so only where another time follows.
BACK = frozenset(
    "no nope nah not wait actually hm hmm er erm uh um hang hold better instead but non nan "
    "enfin attends finalement make mejor espera bueno sino нет не лучше погоди стоп لا بل ليس "
    "الافضل".split()
)
BACK_HAN = re.compile(r"不对|错了|更正|应该是|不是|还是|改成|改到|不[,，]|哦不|等等")
# Before what bounds a recurrence, or is left out of it.
BOUNDING = frozenset(
    "bar save starting beginning commencing effective from until till til through thru except "
    "excluding apart unless first last ending ends begins starts skip skipping barring excepting "
    "sans minus only but not without partir jusqu jusqu'au jusqu'a sauf hors excepte des dès "
    "depuis desde hasta excepto salvo menos partiendo начиная кроме до исключая с по ابتداء "
    "اعتبارا حتي باستثناء عدا من".split()
)
# By whose clocks a time counts.
HERE = frozenset(
    "wherever where local locally here there ici la-bas aqui alli alla locale здесь там тут "
    "местного местному هنا هناك محلي المحلي".split()
)
# So, too, unless these go on to a region: "Pacific islands".
REGIONS = frozenset("eastern central pacific mountain atlantic zulu hq home".split())
# "I'm in Suva": whoever says so may count by the clocks there.
I_AM_IN = re.compile(
    r"(?<!\w)(?:(?:i'?m|i\s+am|we'?re|we\s+are|i'?ll\s+be|we'?ll\s+be|i\s+will\s+be)\s+(?:\w+\s+){0,2}?(?:in|at)|"
    r"(?:me|being|while|when|while\s+i'?m)\s+in|as\s+seen\s+from|"
    r"(?:je\s+suis|nous\s+sommes|je\s+serai)\s+(?:\w+\s+)?(?:a|à|en|au)|"
    r"(?:estoy|estare|estamos)\s+(?:\w+\s+)?en|я\s+(?:\w+\s+)?в|мы\s+(?:\w+\s+)?в|(?:انا|نحن|ساكون)\s+في)"
    r"\s+(?P<place>[^\W\d_]+(?:\s[^\W\d_]+)?)|(?:我|我们)(?:现在|还|正)?在(?P<han>[\u3400-\u9fff]{2,4})"
)
# Where one is in one's own place.
NO_PLACES = frozenset(
    "a an another meeting meetings session sessions plenary office transit charge town bed line "
    "time touch contact favour favor need trouble here there work home lunch person court school "
    "class reunion seance plenaire sesion plenaria зале кабинете офисе отпуске".split()
)
