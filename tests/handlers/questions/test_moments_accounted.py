"""Every word that looks like a time is used or asked about, wherever it stands in a line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.questions.moments.reading import Moment, Unclear, read_moment

NOW = datetime(2018, 3, 14, 10, tzinfo=UTC)
HERE = "Europe/Zurich"
NOTES = (
    "call the mission",
    "2 copies of the draft",
    "relire le projet",
    "позвонить",
    "打电话",
    "اتصل",
)
# What says a day, roughly or by a slip of the keys; none of these is today.
DAYISH = (
    "early April", "mid-April", "late March", "end of March", "beginning of next month",
    "in the second half of April", "first week of April", "week of 2 April", "early next week",
    "middle of next week", "over the weekend", "later this week", "one of these days",
    "in the spring", "after Easter", "on 13/13", "on 0 March", "yesterday", "wendesday",
    "on teusday", "tomorrrow", "21 Mrach", "on the twenty-third", "the twentieth of March",
    "next quarter", "at the end of the year",
    "the week after next", "the following month", "week beginning 2 April",
    "début avril", "mi-avril", "fin mars", "courant avril", "la première semaine d'avril",
    "ce week-end", "hier", "vendrdi", "demian", "le premier avril", "d'ici la fin du mois",
    "a principios de abril", "a mediados de abril", "a finales de marzo", "ayer", "mañna",
    "el fin de semana", "la próxima semana", "el veinte de marzo",
    "в начале апреля", "в середине апреля", "в конце марта", "на выходных", "вчера", "завтар",
    "двадцатого марта", "на следующей неделе",
    "4月初", "四月中旬", "三月底", "本周末", "昨天", "下个月底",
    "في بداية أبريل", "منتصف أبريل", "نهاية مارس", "أمس", "الأسبوع القادم",
    "في العشرين من مارس",
)  # fmt: skip
# What says a time of day beside a day; none of these is nine o'clock.
CLOCKISH = (
    "late morning", "early afternoon", "at 10ish", "ta 10", "10;30", "14-16", "from 10 to 11",
    "between 10 and 11", "at half 3", "sometime", "after lunch", "around 10", "10.0",
    "entre 10h et 11h", "de 10 à 11", "tôt le matin", "entre las 10 y las 11", "с 10 до 11",
    "между 10 и 11", "凌晨", "at quarter",
    "in the small hours", "at dawn", "en fin de journée", "en début de matinée", "à l'aube",
    "a última hora", "al amanecer", "под вечер", "в конце дня", "на рассвете", "黎明", "下班前",
    "في نهاية اليوم", "فجرا",
)  # fmt: skip
# What says a zone, and how far it is from Greenwich that day; None where nobody can know.
ZONEISH = {
    "New York time": -4, "(New York time)": -4, "America/New_York": -4, "Nairobi time": 3,
    "Gotham time": None, "UTC": 0, "UTC+3": 3, "UTC -5": -5, "-05:00": -5, "-0500": -5,
    "+03:00": 3, "in Tokyo": 9, "(Tokyo)": 9, "Tokyo": 9, "tokyo time": 9, "their time": None,
    "local time in Dakar": 0, "heure de New York": -4, "(heure de Nairobi)": 3,
    "à l'heure de Dakar": 0, "heure locale de Dakar": 0, "hora de Bogotá": -5,
    "(hora de Lima)": -5, "hora local de Lima": -5, "по московскому времени": 3,
    "по нью-йоркскому времени": -4, "по Москве": 3, "мск": 3, "(время Найроби)": 3,
    "по готэмскому времени": None, "北京时间": 8, "（纽约时间）": -4, "东京时间": 9,
    "بتوقيت القاهرة": 2, "بتوقيت نيويورك": -4, "(توقيت الدوحة)": 3, "بتوقيت غرينتش": 0,
}  # fmt: skip
# Beside the time of day only: elsewhere these are numbers and cities of the note.
BESIDE_ONLY = {"-05:00", "-0500", "+03:00", "in Tokyo", "(Tokyo)", "Tokyo", "UTC -5", "UTC"}
BESIDE_ONLY |= {"their time"}


def check_used(line: str, word: str) -> None:
    """Hold that a word is not left in the note without a word about it."""
    found = read_moment(line, NOW, HERE)
    if isinstance(found, Moment):
        assert word not in found.note, (line, found)
        assert found.wall.instant.date() > NOW.date(), (line, found)


@settings(max_examples=600, deadline=None)
@given(
    word=st.sampled_from(DAYISH),
    note=st.sampled_from(NOTES),
    clock=st.sampled_from(("at 15:00", "15:00", "à 15h", "at half past three")),
    form=st.sampled_from(
        ("{word} {clock} {note}", "{clock} {word} {note}", "{note} {word} {clock}",
         "{note} {clock} {word}")
    ),
)  # fmt: skip
def test_no_day_is_left_to_the_note(word: str, note: str, clock: str, form: str) -> None:
    check_used(form.format(word=word, note=note, clock=clock), word)


@settings(max_examples=300, deadline=None)
@given(
    word=st.sampled_from(CLOCKISH),
    note=st.sampled_from(NOTES),
    day=st.sampled_from(("tomorrow", "on Friday", "20 March", "vendredi")),
    form=st.sampled_from(("{day} {word} {note}", "{note} {day} {word}")),
)
def test_no_time_of_day_is_left_to_the_note(word: str, note: str, day: str, form: str) -> None:
    check_used(form.format(word=word, note=note, day=day), word)


@settings(max_examples=600, deadline=None)
@given(
    zone=st.sampled_from(sorted(ZONEISH)),
    note=st.sampled_from(NOTES),
    when=st.sampled_from(("tomorrow at 15:00", "15 March 15:00", "demain à 15h", "завтра в 15:00")),
    form=st.sampled_from(
        ("{when} {zone} {note}", "{note} {when} {zone}", "{zone} {when} {note}",
         "{when} {note}, {zone}", "{when} {note} {zone}")
    ),
)  # fmt: skip
def test_no_zone_is_dropped(zone: str, note: str, when: str, form: str) -> None:
    if zone in BESIDE_ONLY and "{when} {zone}" not in form:
        return
    line = form.format(zone=zone, note=note, when=when)
    found = read_moment(line, NOW, HERE)
    offset = ZONEISH[zone]
    if isinstance(found, Moment):
        assert offset is not None, (line, found)
        assert found.wall.instant == datetime(2018, 3, 15, 15 - offset, tzinfo=UTC), (line, found)
    else:
        assert isinstance(found, Unclear), line


@pytest.mark.parametrize("zone", sorted(zone for zone, offset in ZONEISH.items() if offset))
def test_a_zone_behind_a_time_is_read_or_offered(zone: str) -> None:
    line = f"tomorrow at 15:00 {zone}: call the mission"
    found = read_moment(line, NOW, HERE)
    taken = [found]
    if isinstance(found, Unclear):
        taken = [read_moment(each, NOW, HERE) for each in found.readings]
    instants = [each.wall.instant for each in taken if isinstance(each, Moment)]
    offset = ZONEISH[zone]
    assert offset is not None
    assert datetime(2018, 3, 15, 15 - offset, tzinfo=UTC) in instants
