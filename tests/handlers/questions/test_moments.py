"""A moment, written in many ways: what is read is what is meant, or a question back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.questions.moments.reading import Moment, Unclear, read_moment
from handlers.questions.moments.zones import ABBREVIATIONS
from handlers.reminders.model import Wall
from handlers.reminders.recurrence import spell_rule

ZONES = (
    "Europe/Zurich",
    "America/New_York",
    "Asia/Tokyo",
    "Asia/Kathmandu",
    "Africa/Nairobi",
    "America/St_Johns",
    "Australia/Sydney",
    "Etc/UTC",
)
NOTES = (
    "call Geneva",
    "2 copies of the draft",
    "10 delegations to call",
    "send the text of 5 March",
    "prepare for the 10:00 meeting",
    "ring 022 917 12 20",
    "relire le projet",
    "print 12 pages for room 5",
    "amendments to article 13 (3)",
    "“be there at 9:00 on Friday”",
)
MONTHS = {
    code: {n: str(name) for n, name in Locale.parse(code).months["format"]["wide"].items()}
    for code in ("en", "fr", "es", "ru", "ar")
}
MAY_BE_IN_WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}
MAY_BE_IN_WORDS |= {8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve"}


FRENCH = "une deux trois quatre cinq six sept huit neuf dix onze".split()
RUSSIAN = "первого второго третьего четвёртого пятого шестого седьмого восьмого".split()
RUSSIAN += "девятого десятого одиннадцатого двенадцатого".split()
ARABIC = "الواحدة الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة".split()
ARABIC += ["الحادية عشرة"]
SHORT = "пн вт ср чт пт сб вс".split()


class Meant:
    """A moment that somebody means, as the clocks around them show it."""

    def __init__(self, now: datetime, zone: str, instant: datetime) -> None:
        self.now, self.zone, self.instant = now, zone, instant
        self.local = Wall.at(instant, zone).local.replace(fold=0)
        self.today = Wall.at(now, zone).local.date()
        self.days = (self.local.date() - self.today).days
        self.minutes = int((instant - now) / timedelta(minutes=1))

    def month(self, code: str = "en") -> str:
        return MONTHS[code][self.local.month]

    def half(self, dots: bool = False) -> str:
        hour = self.local.hour % 12 or 12
        half = "p" if self.local.hour >= 12 else "a"
        return f"{hour}:{self.local:%M} {half}{'.m.' if dots else 'm'}"

    def is_next_week(self) -> bool:
        """Tell whether it is, for whom the week begins on Monday or for whom on Sunday."""
        begun = (self.today.weekday(), (self.today.weekday() + 1) % 7)
        return any(7 <= self.days + day < 14 for day in begun)

    def there(self, zone: str) -> datetime:
        return Wall.at(self.instant, zone).local


def when(condition: bool, text: str) -> str | None:
    return text if condition else None


def ordinal(number: int) -> str:
    if number in (11, 12, 13):
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def in_hours(m: Meant) -> str:
    hours, minutes = divmod(m.minutes, 60)
    return f"in {hours} hours and {minutes} minutes"


def offset(m: Meant) -> str:
    there = m.instant.astimezone(ZoneInfo(m.zone))
    return f"{there:%z}"[:3] + ":" + f"{there:%z}"[3:]


WAYS: Mapping[str, Callable[[Meant], str | None]] = {
    "on 5 April 2018 at 15:00": lambda m: f"on {m.local.day} {m.month()} {m.local:%Y at %H:%M}",
    "5 April 2018, 15:00": lambda m: f"{m.local.day} {m.month()} {m.local:%Y, %H:%M}",
    "April 5, 2018 at 3 p.m.": lambda m: (
        f"{m.month()} {m.local.day}, {m.local.year} at {m.half(dots=True)}"
    ),
    "2018-04-05 15:00": lambda m: f"{m.local:%Y-%m-%d %H:%M}",
    "2018-04-05T15:00": lambda m: f"{m.local:%Y-%m-%dT%H:%M}",
    "2018-04-05T15:00+02:00": lambda m: f"{m.local:%Y-%m-%dT%H:%M}{offset(m)}",
    "2018-04-05T13:00Z": lambda m: f"{m.instant:%Y-%m-%dT%H:%MZ}",
    "20180405 at 1500": lambda m: f"{m.local:%Y%m%d at %H%M}",
    "2018/04/05 15.00": lambda m: f"{m.local:%Y/%m/%d %H.%M}",
    "05.04.2018 15:00": lambda m: f"{m.local:%d.%m.%Y %H:%M}",
    "5.4.2018 15h00": lambda m: f"{m.local.day}.{m.local.month}.{m.local:%Y %Hh%M}",
    "05/04/2018 15:00": lambda m: f"{m.local:%d/%m/%Y %H:%M}",
    "04/05/2018 3:00 pm": lambda m: f"{m.local:%m/%d/%Y} {m.half()}",
    "05-04-2018 at 15:00": lambda m: f"{m.local:%d-%m-%Y at %H:%M}",
    "5 April at 15:00": lambda m: when(
        m.days < 366, f"{m.local.day} {m.month()} at {m.local:%H:%M}"
    ),
    "5/4 at 15:00": lambda m: when(
        m.days < 366, f"{m.local.day}/{m.local.month} at {m.local:%H:%M}"
    ),
    "April 5 15:00": lambda m: when(m.days < 366, f"{m.month()} {m.local.day} {m.local:%H:%M}"),
    "Thu 5 Apr 2018 15:00": lambda m: f"{m.local:%a} {m.local.day} {m.local:%b %Y %H:%M}",
    "Thursday, 5 April 2018 (15:00)": lambda m: (
        f"{m.local:%A}, {m.local.day} {m.month()} {m.local:%Y (%H:%M)}"
    ),
    "Thursday at 15:00": lambda m: when(m.days <= 6, f"{m.local:%A at %H:%M}"),
    "next Thursday at 15:00": lambda m: when(
        0 < m.days <= 7 or m.is_next_week(), f"next {m.local:%A at %H:%M}"
    ),
    "Thursday next week 15:00": lambda m: when(
        m.is_next_week(), f"{m.local:%A} next week {m.local:%H:%M}"
    ),
    "the 5th at 15:00": lambda m: when(
        m.days < 28, f"on the {ordinal(m.local.day)} at {m.local:%H:%M}"
    ),
    "tomorrow at 3:00 pm": lambda m: when(m.days == 1, f"tomorrow at {m.half()}"),
    "tomorrow 15h00": lambda m: when(m.days == 1, f"tomorrow {m.local:%Hh%M}"),
    "tomorrow 3:00": lambda m: when(m.days == 1, f"tomorrow {m.local.hour}:{m.local:%M}"),
    "tomorrow at 15": lambda m: when(
        m.days == 1 and m.local.hour > 8 and not m.local.minute, f"tomorrow at {m.local.hour}"
    ),
    "tomorrow at 1500": lambda m: when(m.days == 1, f"tomorrow at {m.local:%H%M}"),
    "tomorrow 15:00-16:00": lambda m: when(
        m.days == 1 and m.local.hour < 23,
        f"tomorrow {m.local:%H:%M}-{m.local + timedelta(hours=1):%H:%M}",
    ),
    "today at 15.00": lambda m: when(m.days == 0, f"today at {m.local:%H.%M}"),
    "this afternoon at 3": lambda m: when(
        m.days == 0 and 12 < m.local.hour < 18 and not m.local.minute,
        f"this afternoon at {m.local.hour - 12}",
    ),
    "tomorrow evening at 7": lambda m: when(
        m.days == 1 and 18 <= m.local.hour < 24 and not m.local.minute,
        f"tomorrow evening at {m.local.hour - 12}",
    ),
    "at 15:00": lambda m: when(
        m.days == 0 or (m.days == 1 and m.minutes < 1380), f"at {m.local:%H:%M}"
    ),
    "tomorrow at half past three": lambda m: when(
        m.days == 1 and m.local.minute == 30 and 0 < m.local.hour < 12,
        f"tomorrow at half past {MAY_BE_IN_WORDS[m.local.hour % 12 or 12]}",
    ),
    "tomorrow at three thirty p.m.": lambda m: when(
        m.days == 1 and m.local.minute == 30,
        f"tomorrow at {MAY_BE_IN_WORDS[m.local.hour % 12 or 12]} thirty "
        f"{'p' if m.local.hour >= 12 else 'a'}.m.",
    ),
    "demain à trois heures et demie": lambda m: when(
        m.days == 1 and m.local.minute == 30 and 0 < m.local.hour < 12,
        f"demain à {FRENCH[(m.local.hour - 1) % 11]} heures et demie",
    ),
    "завтра в половине четвёртого": lambda m: when(
        m.days == 1 and m.local.minute == 30 and 0 < m.local.hour < 12,
        f"завтра в половине {RUSSIAN[m.local.hour % 12]}",
    ),
    "غدا الساعة الثالثة": lambda m: when(
        m.days == 1 and m.local.minute == 0 and 0 < m.local.hour < 12,
        f"غدا الساعة {ARABIC[(m.local.hour - 1) % 11]}",
    ),
    "Thu 3:00 pm": lambda m: when(m.days <= 6, f"{m.local:%a} {m.half()}".lower()),
    "чт 15:00": lambda m: when(m.days <= 6, f"{SHORT[m.local.weekday()]} {m.local:%H:%M}"),
    "tomorrow 300pm": lambda m: when(m.days == 1, f"tomorrow {m.half().replace(':', '')}"),
    "tomorrow at noon": lambda m: when(
        m.days == 1 and (m.local.hour, m.local.minute) == (12, 0), "tomorrow at noon"
    ),
    "in 90 minutes": lambda m: when(m.minutes < 5000, f"in {m.minutes} minutes"),
    "in 2 hours and 5 minutes": lambda m: when(60 < m.minutes < 5000, in_hours(m)),
    "in 2h05": lambda m: when(60 < m.minutes < 1400, f"in {m.minutes // 60}h{m.minutes % 60:02}"),
    "in 3 days at 15:00": lambda m: when(m.days > 0, f"in {m.days} days at {m.local:%H:%M}"),
    "5 April 2018 13:00 UTC": lambda m: (
        f"{m.instant.day} {MONTHS['en'][m.instant.month]} {m.instant:%Y %H:%M} UTC"
    ),
    "2018-04-05 09:00 New York time": lambda m: (
        f"{m.there('America/New_York'):%Y-%m-%d %H:%M} New York time"
    ),
    "2018-04-05 9:00 am EDT": lambda m: (
        f"{m.there('America/New_York'):%Y-%m-%d %I:%M %p} "
        f"{m.instant.astimezone(ZoneInfo('America/New_York')):%Z}"
    ),
    "2018-04-05 22:00 Asia/Tokyo": lambda m: f"{m.there('Asia/Tokyo'):%Y-%m-%d %H:%M} Asia/Tokyo",
    "le 5 avril 2018 à 15h00": lambda m: (
        f"le {m.local.day} {m.month('fr')} {m.local.year} à {m.local:%Hh%M}"
    ),
    "demain à 15h00": lambda m: when(m.days == 1, f"demain à {m.local:%Hh%M}"),
    "el 5 de abril de 2018 a las 15:00": lambda m: (
        f"el {m.local.day} de {m.month('es')} de {m.local.year} a las {m.local:%H:%M}"
    ),
    "mañana a las 15:00": lambda m: when(m.days == 1, f"mañana a las {m.local:%H:%M}"),
    "5 апреля 2018 в 15:00": lambda m: (
        f"{m.local.day} {m.month('ru')} {m.local.year} в {m.local:%H:%M}"
    ),
    "завтра в 15:00": lambda m: when(m.days == 1, f"завтра в {m.local:%H:%M}"),
    "2018年4月5日15:00": lambda m: (
        f"{m.local.year}年{m.local.month}月{m.local.day}日{m.local:%H:%M}"
    ),
    "明天下午3点": lambda m: when(
        m.days == 1 and 12 < m.local.hour < 18 and not m.local.minute,
        f"明天下午{m.local.hour - 12}点",
    ),
    "5 أبريل 2018 الساعة 15:00": lambda m: (
        f"{m.local.day} {m.month('ar')} {m.local.year} الساعة {m.local:%H:%M}"
    ),
    "غدا الساعة 15:00": lambda m: when(m.days == 1, f"غدا الساعة {m.local:%H:%M}"),
}
# Each is read, not asked about, at a plain time of the afternoon.
PLAIN = Meant(
    datetime(2018, 4, 4, 8, tzinfo=UTC), "Europe/Zurich", datetime(2018, 4, 5, 13, tzinfo=UTC)
)


@st.composite
def meanings(draw: st.DrawFn) -> Meant:
    now = draw(
        st.datetimes(datetime.fromisoformat("2018-01-01"), datetime.fromisoformat("2019-12-31"))
    )
    now = now.replace(second=0, microsecond=0, tzinfo=UTC)
    ahead = draw(
        st.one_of(st.integers(1, 3 * 1440), st.integers(1, 20 * 1440), st.integers(1, 500 * 1440))
    )
    instant = now + timedelta(minutes=ahead)
    if draw(st.booleans()):
        # People name full and half hours most of all.
        instant = instant.replace(minute=draw(st.sampled_from([0, 0, 30, 15])))
        if instant <= now:
            instant += timedelta(hours=1)
    return Meant(now, draw(st.sampled_from(ZONES)), instant)


@settings(max_examples=1500, deadline=None)
@given(meant=meanings(), way=st.sampled_from(sorted(WAYS)), note=st.sampled_from(NOTES))
def test_what_is_read_is_what_is_meant(meant: Meant, way: str, note: str) -> None:
    written = WAYS[way](meant)
    if written is None:
        return
    kept = note.strip("“”")
    for line in (f"{written} {note}", f"{note} {written}", f"to {note} {written}"):
        found = read_moment(line, meant.now, meant.zone)
        if isinstance(found, Moment):
            assert found.wall.instant == meant.instant, (line, meant.now, found)
            assert found.note == kept, line
            assert not found.rule


@pytest.mark.parametrize("way", sorted(WAYS))
def test_plain_times_are_read(way: str) -> None:
    later = {
        "in 90 minutes": timedelta(minutes=90),
        "in 2 hours and 5 minutes": timedelta(minutes=125),
        "in 2h05": timedelta(minutes=125),
        "today at 15.00": timedelta(hours=5),
        "at 15:00": timedelta(hours=5),
        "this afternoon at 3": timedelta(hours=5),
        "Thursday next week 15:00": timedelta(days=8, hours=5),
        "next Thursday at 15:00": timedelta(days=5, hours=5),
        "tomorrow evening at 7": timedelta(hours=33),
        "tomorrow at three thirty p.m.": timedelta(hours=29, minutes=30),
        "demain à trois heures et demie": timedelta(hours=25, minutes=30),
        "завтра в половине четвёртого": timedelta(hours=25, minutes=30),
        "غدا الساعة الثالثة": timedelta(hours=25),
        "tomorrow at half past three": timedelta(hours=23, minutes=30),
        "tomorrow at noon": timedelta(hours=26),
    }
    meant = PLAIN
    if way in later:
        meant = Meant(PLAIN.now, PLAIN.zone, PLAIN.now + later[way])
    written = WAYS[way](meant)
    assert written is not None
    found = read_moment(f"{written} call Geneva", meant.now, meant.zone)
    # Two readings are asked about, and one of them is right.
    asked = {"05/04/2018 15:00", "04/05/2018 3:00 pm", "05-04-2018 at 15:00", "5/4 at 15:00"}
    asked |= {"tomorrow 3:00"} if meant.local.hour < 7 else set()
    if way in asked:
        assert isinstance(found, Unclear)
        taken = [read_moment(each, meant.now, meant.zone) for each in found.readings]
        assert meant.instant in [m.wall.instant for m in taken if isinstance(m, Moment)]
        return
    assert isinstance(found, Moment), (written, found)
    assert (found.wall.instant, found.note) == (meant.instant, "call Geneva")


def test_the_abbreviations_are_those_of_the_clocks() -> None:
    for code, zones in ABBREVIATIONS.items():
        for name in zones:
            shown = {datetime(2018, month, 15, tzinfo=ZoneInfo(name)).tzname() for month in (1, 7)}
            assert code in shown or (code, name) == ("GMT", "Etc/UTC")


RULES = {
    "every day": "FREQ=DAILY",
    "daily": "FREQ=DAILY",
    "every other day": "FREQ=DAILY;INTERVAL=2",
    "every 3 days": "FREQ=DAILY;INTERVAL=3",
    "every weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "on weekdays": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "Monday to Friday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "every Friday": "FREQ=WEEKLY;BYDAY=FR",
    "Fridays": "FREQ=WEEKLY;BYDAY=FR",
    "weekly on Friday": "FREQ=WEEKLY;BYDAY=FR",
    "every Monday, Wednesday and Friday": "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "every other Friday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "every 2 weeks on Friday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "fortnightly on Friday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "monthly on the 15th": "FREQ=MONTHLY;BYMONTHDAY=15",
    "on the 15th of every month": "FREQ=MONTHLY;BYMONTHDAY=15",
    "every 2 months on the 1st": "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1",
    "on the first Monday of every month": "FREQ=MONTHLY;BYDAY=1MO",
    "on the last working day of every month": ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    "on the last day of every month": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "every 18 December": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=18",
    "tous les vendredis": "FREQ=WEEKLY;BYDAY=FR",
    "tous les jours": "FREQ=DAILY",
    "cada viernes": "FREQ=WEEKLY;BYDAY=FR",
    "каждую пятницу": "FREQ=WEEKLY;BYDAY=FR",
    "по пятницам": "FREQ=WEEKLY;BYDAY=FR",
    "ежедневно": "FREQ=DAILY",
    "每周五": "FREQ=WEEKLY;BYDAY=FR",
    "每天": "FREQ=DAILY",
    "كل يوم جمعة": "FREQ=WEEKLY;BYDAY=FR",
    "كل يوم": "FREQ=DAILY",
}


@pytest.mark.parametrize("written", sorted(RULES))
@pytest.mark.parametrize(
    "pattern",
    [
        "{rule} at 10:00 send the summary",
        "at 10:00 {rule} send the summary",
        "send the summary {rule} at 10:00",
        "{rule} send the summary at 10:00",
        "at 10:00 send the summary {rule}",
        "{rule} at 10:00: send the summary",
        "{rule} at 10:00 until 30 June 2019 send the summary",
    ],
)
def test_a_recurrence(written: str, pattern: str) -> None:
    now = datetime(2018, 3, 14, 10, tzinfo=UTC)
    found = read_moment(pattern.format(rule=written), now, "Europe/Zurich")
    assert isinstance(found, Moment), found
    until = ";UNTIL=20190630T235959" if "until" in pattern else ""
    assert (found.rule, found.note) == (RULES[written] + until, "send the summary")
    assert (found.wall.local.hour, found.wall.local.minute) == (10, 0)
    assert found.wall.instant > now


@pytest.mark.parametrize("rule", sorted(set(RULES.values())))
def test_what_is_said_of_a_rule_is_read_as_that_rule(rule: str) -> None:
    now = datetime(2018, 3, 14, 10, tzinfo=UTC)
    found = read_moment(f"{spell_rule(rule)} at 10:00: summary", now, "Europe/Zurich")
    assert isinstance(found, Moment), spell_rule(rule)
    assert found.rule == rule


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("every hour drink", "once a day at most"),
        ("every 20 minutes drink", "once a day at most"),
        ("twice a day drink", "once a day at most"),
        ("weekly send the summary", "On which day of the week?"),
        ("monthly send the summary", "On which day of the month?"),
        ("every third Friday send the summary", "several things"),
        ("every Friday until 1 March 2018 send", "end before it begins"),
        ("daily at 9:00+05:30 send", "clocks of a place"),
        ("at 3 p.m. Gotham time ring", "does not know the time zone"),
        ("tomorrow 3pm IST ring", "several time zones"),
        ("25 March 2018 at 17:65 ring", "no time of day"),
        ("28 October 2018 at 02:30 ring", "comes twice"),
        ("Friday midnight ring", "Before Friday or after it?"),
        ("tomorrow 1430 ring", "Is that when?"),
        ("at 2018 ring", "a time or a year"),
        ("in a few days ring", "How long exactly?"),
        ("finish the statement by Friday", "does it belong to the note?"),
        ("discuss the text of 5 April at 10:00", "does it belong to the note?"),
        ("tomorrow 10:00 and 15:00 ring", "Which of them"),
        ("last Friday ring", "has passed"),
        ("5 May 2029 ring", "too far ahead"),
        ("every Friday on Monday ring", "Which of them"),
        ("tomorrow by 5 p.m. send comments", "Which of them"),
        ("tomorrow at 3ish ring", "“at 3ish” was not understood"),
        ("every 1st and 15th send", "“and” was not understood"),
        ("every weekday except Friday send", "Which of them"),
        ("anrufen am 16. März um 15:00", "“16. März” was not understood"),
        ("chiamare domani at 15:00", "“domani” was not understood"),
        ("on the 20th of next month or Friday ring", "Which of them"),
        ("beginning of April at 9 renew the passes", "On which day"),
        ("к концу месяца в 10:00 отправить", "On which day"),
        ("after the plenary at 10 ring", "“after the plenary” was not understood"),
        ("wendesday at 10 ring", "“wendesday” was not understood"),
        ("20 septmber at 10 ring", "“septmber” was not understood"),
        ("tomorrow ta 10 ring", "“ta 10” was not understood"),
        ("tomorrow at 10;30 ring", "was not understood"),
        ("sometime tomorrow ring", "When exactly?"),
        ("yesterday at 10 ring", "has passed"),
        ("tomorrow at 10:00 in Tokyo ring", "Is “Tokyo” the time zone?"),
        ("tomorrow 14:00 -5 ring", "several things"),
        ("tomorrow 10:00 -11:00 ring", "several things"),
        ("friday 10:00 CAT session", "Is “CAT” the time zone?"),
        ("tomorrow 15:00 their time ring", "does not know the time zone"),
        ("tomorrow at 10, no, Friday at 11 ring", "Which of them"),
        ("at 7 ring", "Before noon or after?"),
    ],
)
def test_what_is_asked_back(line: str, told: str) -> None:
    found = read_moment(line, datetime(2018, 3, 14, 10, tzinfo=UTC), "Europe/Zurich")
    assert isinstance(found, Unclear), found
    assert told in found.text


@pytest.mark.parametrize(
    ("line", "local", "note"),
    [
        ("tomorrow at 15:00h ring", "2018-03-15T15:00", "ring"),
        ("tomorrow at around 3pm ring", "2018-03-15T15:00", "ring"),
        ("next month on the 5th ring", "2018-04-05T09:00", "ring"),
        ("5th of next month ring", "2018-04-05T09:00", "ring"),
        ("the first Monday in April ring", "2018-04-02T09:00", "ring"),
        ("last Friday of next month ring", "2018-04-27T09:00", "ring"),
        ("sat 17 march 3pm ring", "2018-03-17T15:00", "ring"),
        ("a week on Friday ring", "2018-03-23T09:00", "ring"),
        (
            "tomorrow prepare for Friday's session",
            "2018-03-15T09:00",
            "prepare for Friday's session",
        ),
        ("tomorrow read paras 10-12", "2018-03-15T09:00", "read paras 10-12"),
        ("tomorrow read A/RES/71/1", "2018-03-15T09:00", "read A/RES/71/1"),
        ("pay 14.30 CHF tomorrow", "2018-03-15T09:00", "pay 14.30 CHF"),
        ("tomorrow 3 times ring", "2018-03-15T09:00", "3 times ring"),
        ("please ring tomorrow at 10:00", "2018-03-15T10:00", "ring"),
        ("tomorrow at 10:00: ring on Friday at 9", "2018-03-15T10:00", "ring on Friday at 9"),
        ("tonight at 8 ring", "2018-03-14T20:00", "ring"),
        ("midnight ring", "2018-03-15T00:00", "ring"),
        ("lundi 19 mars à 15 heures appeler", "2018-03-19T15:00", "appeler"),
        ("el viernes a las 10 de la mañana llamar", "2018-03-16T10:00", "llamar"),
        ("позвонить завтра в 3 часа дня", "2018-03-15T15:00", "позвонить"),
        ("3月20日下午三点半打电话", "2018-03-20T15:30", "打电话"),
        ("20 آذار/مارس الساعة 3 مساء اتصل", "2018-03-20T15:00", "اتصل"),
        ("at half past 2 ring", "2018-03-14T14:30", "ring"),
        ("in twenty-five minutes ring", "2018-03-14T11:25", "ring"),
        ("le premier avril à quinze heures trente relire", "2018-04-01T15:30", "relire"),
        ("двадцать третьего марта в 10:00 позвонить", "2018-03-23T10:00", "позвонить"),
        ("demain de 14h à 15h30 réunion", "2018-03-15T14:00", "réunion"),
        ("明天下午2点到3点开会", "2018-03-15T14:00", "开会"),
        ("demain à 14h30 d'appeler la mission", "2018-03-15T14:30", "appeler la mission"),
        (
            "Monday at 8.30 ask May about the event on 23 March",
            "2018-03-19T08:30",
            "ask May about the event on 23 March",
        ),
        (
            "tomorrow 17:00 confirm dinner for 6 at 19:30 on Saturday",
            "2018-03-15T17:00",
            "confirm dinner for 6 at 19:30 on Saturday",
        ),
        ("in 2 hours book a table at 19:30", "2018-03-14T13:00", "book a table at 19:30"),
        ("明天上午10点提交3月12日的文本", "2018-03-15T10:00", "提交3月12日的文本"),
        ("٢٠ مارس ٢٠١٨ الساعة ١٥:٠٠ اتصل", "2018-03-20T15:00", "اتصل"),
        ("غدا الساعة ٢:٣٠ بعد الظهر اتصال", "2018-03-15T14:30", "اتصال"),
    ],
)
def test_what_is_read(line: str, local: str, note: str) -> None:
    found = read_moment(line, datetime(2018, 3, 14, 10, tzinfo=UTC), "Europe/Zurich")
    assert isinstance(found, Moment), found
    assert (f"{found.wall.local:%Y-%m-%dT%H:%M}", found.note) == (local, note)


@pytest.mark.parametrize(
    ("line", "utc", "note"),
    [
        ("New York time tomorrow 10am ring", "2018-03-15T14:00", "ring"),
        ("纽约时间明天上午10点打电话", "2018-03-15T14:00", "打电话"),
        ("明天上午10点（纽约时间）打电话", "2018-03-15T14:00", "打电话"),
        ("завтра в 10:00 по московскому времени позвонить", "2018-03-15T07:00", "позвонить"),
        ("غدا الساعة 10 صباحا بتوقيت القاهرة اتصل", "2018-03-15T08:00", "اتصل"),
        ("15 March 18:00 -05:00 ring", "2018-03-15T23:00", "ring"),
        ("tomorrow 14:00 GMT -5 ring", "2018-03-15T19:00", "ring"),
        ("ring tomorrow at 15:00 local time in Dakar", "2018-03-15T15:00", "ring"),
    ],
)
def test_a_zone_is_read_where_it_stands(line: str, utc: str, note: str) -> None:
    found = read_moment(line, datetime(2018, 3, 14, 10, tzinfo=UTC), "Europe/Zurich")
    assert isinstance(found, Moment), found
    assert (f"{found.wall.instant:%Y-%m-%dT%H:%M}", found.note) == (utc, note)


@pytest.mark.parametrize(
    ("zone", "now"),
    [
        ("Europe/Zurich", "2018-10-27T13:09:00+00:00"),
        ("America/New_York", "2018-11-03T18:09:00+00:00"),
        ("America/St_Johns", "2018-11-03T16:39:00+00:00"),
    ],
)
def test_hours_count_through_the_hour_that_comes_twice(zone: str, now: str) -> None:
    asked = datetime.fromisoformat(now)
    found = read_moment("in 12 hours to call the capital", asked, zone)
    assert isinstance(found, Moment)
    assert found.wall.instant == asked + timedelta(hours=12)


def test_a_time_that_the_clocks_skip_is_told() -> None:
    now = datetime(2018, 3, 14, 10, tzinfo=UTC)
    found = read_moment("25 March 2018 at 02:30 ring", now, "Europe/Zurich")
    assert isinstance(found, Moment)
    assert found.wall.instant.isoformat() == "2018-03-25T01:30:00+00:00"
    assert "it comes at 03:30" in found.remarks[0]


@pytest.mark.parametrize("line", ["", "call Geneva", "march", "the weekend", "5", "to be or not"])
def test_what_says_no_time(line: str) -> None:
    assert read_moment(line, datetime(2018, 3, 14, 10, tzinfo=UTC), "Europe/Zurich") is None


@settings(max_examples=400, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            "at on in to of the every until from for 3 15 10:00 14h30 3pm noon 5 March April 2018 "
            "2018-04-05 03/04 Friday Fri tomorrow today next week daily weekly monthly first last "
            "day month hour 2 hours UTC EST Geneva time -05:00 : , ( ) “ ” \" ' call draft 1st th "
            "明天 下午 3点 завтра в غدا الساعة à 15h le de половиной".split()
        ),
        max_size=12,
    )
)
def test_no_line_makes_it_fail(words: list[str]) -> None:
    now = datetime(2018, 3, 14, 10, tzinfo=UTC)
    line = " ".join(words)
    found = read_moment(line, now, "Europe/Zurich")
    if isinstance(found, Moment):
        assert found.wall.instant > now
    elif isinstance(found, Unclear):
        for reading in found.readings:
            read_moment(reading, now, "Europe/Zurich")
