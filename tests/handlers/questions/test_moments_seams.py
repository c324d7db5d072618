"""What stands between a moment and its note is read or asked about, and never passed over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.questions.moments.reading import Moment, Unclear, read_moment

NOW = datetime(2018, 3, 14, 10, tzinfo=UTC)
HERE = "Europe/Zurich"

# An hour that no reader knows, beside a day or behind a few words.
HOURS = (
    "thursday half 3 to meet the chair", "friday half four with the observers",
    "tomorrow 9 oclok send the list", "tomorrow 2 maybe 2.30 call Rabat",
    "friday 3ish find the chair", "tomorrow 10:3 bilateral", "tomorrow 15_30 call Bern",
    "tomorrow 10pas half call", "tomorrow half-past-ten call", "tomorrow 330 call the visa office",
    "tomorrow at tree call Bern", "tomorrow at fifteen hundred hours call Bern",
    "thursday arvo 2 with the observers", "call the chair 4 tomorrow", "call the chair tomorrow 19",
    "tomorrow call the chair, 8 sharp", "tomorrow call the chair 3 ish", "tomorrow ten-ish call",
    "friday by end of play send the text", "friday eob send the text",
    "tomorrow first thing, say 8.15, taxi", "thursday at the usual time call Bern",
    "tomorrow 30 min before the plenary call Bern", "tomorrow minus 15 call Bern",
    "demain quinze heures trente signer", "demain matin huit heures moins dix taxi",
    "mañana a eso de las 6 enviar", "mañana siete y media llamar", "завтра в пол третьего созвон",
    "послезавтра часа в три позвонить", "завтра не раньше трёх звонить", "后天晚上七点多吃饭",
    "الجمعة 3 ونصف عصرا إرسال",
)  # fmt: skip
# A day, where only an hour was read.
DAYS = (
    "20th at three send minutes", "3pm, 20th, call home", "the fifteenth at 2pm call Bern",
    "call Bern in 2 sleeps 7am", "call Bern payday 16:30", "call Bern m/w/f 7am",
    "call Bern sat & sun 7am", "call Bern fri16 16:30", "call Bern d+2 13:00",
    "send to Bern 26 (not 27) march 10am",
    "rappeler dem 16h", "nowruz at 3pm call home", "call Bern fortnight thurs 2pm",
)  # fmt: skip
# What takes a moment back, adds to it or moves it.
SECOND_THOUGHTS = (
    "tomorrow 3pm call Bern, no wait 4", "tomorrow 3pm call Bern -> 5pm",
    "tomorrow 3pm call Bern, 5", "tomorrow 3pm call Bern (5 if late)",
    "in an hr and a half sry 2 and a half hrs to get the draft", "in an hour, no, two, call Bern",
    "in an hour twenty call Bern", "in an hour plus 10 call Bern",
    "friday 10am call Bern and again monday", "tomorrow 10:00 minus 15 call Bern",
    "tomorrow at 9 to write to Bern and at 14:00 to call", "demain à 9h écrire et à 14h appeler",
    "mañana a las 9 y media, no espera, 10 y media, llamar a la embajada",
    "jeudi 10h, enfin 10h30, point avec le chef", "в понедельник в 10, ой, в 11 разговор",
    "明天十点,改成十一点给国内打电话", "الاثنين الساعة 10 عفوا 11 حديث",
)  # fmt: skip
# By whose clocks an hour counts.
PLACES = (
    "thurs 10am my time (im in Suva till saturday) look at the text",
    "tomorrow 10am, I'm still in Nairobi, check flight", "tomorrow 3pm back home call Bern",
    "tomorrow 3pm eastern call capital", "tomorrow 3pm BRT call capital",
    "tomorrow 3pm (PH) call capital", "monday 10am call the lead utc",
)  # fmt: skip
# What bounds a recurrence, or leaves some of it out.
BOUNDS = (
    "every friday 16h starting april tidy desk", "every friday 10am call Bern, not on the 30th",
    "every friday 10am call Bern, 4 times", "every monday 9am call Bern until 30/4",
    "alternate fridays 10am call Bern", "every saturday 7am call Bern x3",
    "раз в две недели по понедельникам в 10 звонить",
)  # fmt: skip


@pytest.mark.parametrize("line", [*HOURS, *DAYS, *SECOND_THOUGHTS, *PLACES, *BOUNDS])
def test_what_may_be_of_the_moment_is_asked_about(line: str) -> None:
    found = read_moment(line, NOW, HERE)
    assert isinstance(found, Unclear), found
    # What was understood so far is offered, and taken when it is chosen.
    for reading in found.readings:
        assert not isinstance(read_moment(reading, NOW, HERE), Unclear) or ": " not in reading


@pytest.mark.parametrize(
    ("line", "local", "note"),
    [
        ("friday 2 statements due", "2018-03-16T09:00", "2 statements due"),
        ("friday the 3 of them meet", "2018-03-16T09:00", "the 3 of them meet"),
        ("tomorrow read paras 3, 5 and 7", "2018-03-15T09:00", "read paras 3, 5 and 7"),
        ("monday ten minutes with the chair", "2018-03-19T09:00", "ten minutes with the chair"),
        ("friday draft two paragraphs", "2018-03-16T09:00", "draft two paragraphs"),
        ("tomorrow ring 022-917-12-34", "2018-03-15T09:00", "ring 022-917-12-34"),
        ("27 March read the first half", "2018-03-27T09:00", "read the first half"),
        ("tomorrow at the plenary ask", "2018-03-15T09:00", "at the plenary ask"),
        ("tomorrow prepare for the 10am session", "2018-03-15T09:00",
         "prepare for the 10am session"),
        ("tomorrow no need for paper copies", "2018-03-15T09:00", "no need for paper copies"),
        ("friday make it clear to all", "2018-03-16T09:00", "make it clear to all"),
        ("monday next steps memo", "2018-03-19T09:00", "next steps memo"),
        ("friday last call for reports", "2018-03-16T09:00", "last call for reports"),
        ("tomorrow 15:00 30 min slot", "2018-03-15T15:00", "30 min slot"),
        ("tomorrow 10:00 print annex, 20 copies", "2018-03-15T10:00", "print annex, 20 copies"),
        ("tomorrow at 15:00 say I'm in room 3", "2018-03-15T15:00", "say I'm in room 3"),
        ("tomorrow at 9:50 be there 10 min early", "2018-03-15T09:50", "be there 10 min early"),
        ("in 30 minutes 5 minute break ends", "2018-03-14T11:30", "5 minute break ends"),
        ("завтра отправить 2 доклада", "2018-03-15T09:00", "отправить 2 доклада"),
        ("明天准备3份文件", "2018-03-15T09:00", "准备3份文件"),
        ("بعد غد الساعة الخامسة إلا ربع مساءً الاتصال", "2018-03-16T16:45", "الاتصال"),
        ("Thursday 22 March, quarter to six pm: nameplates", "2018-03-22T17:45", "nameplates"),
        ("2 days before 30 april, 5pm, pack", "2018-04-28T17:00", "pack"),
        ("a fortnight today 9am renew my pass", "2018-03-28T09:00", "renew my pass"),
        ("not tomorrow but the day after, 8h, call", "2018-03-16T08:00", "call"),
        ("下下周三上午九点半开会", "2018-03-28T09:30", "开会"),
        ("monday 0900 huddle", "2018-03-19T09:00", "huddle"),
    ],
)  # fmt: skip
def test_a_note_may_begin_with_a_number_or_a_doubtful_word(
    line: str, local: str, note: str
) -> None:
    found = read_moment(line, NOW, HERE)
    assert isinstance(found, Moment), found
    assert (found.wall.local.isoformat()[:16], found.note) == (local, note)


@pytest.mark.parametrize(
    ("line", "utc", "note"),
    [
        ("monday 11:00 Nairobi to ring UNEP", "2018-03-19T08:00", "ring UNEP"),
        ("friday 10am bogota ask for the text", "2018-03-16T15:00", "ask for the text"),
        ("friday 8:30 (Samoa) call the mission", "2018-03-15T18:30", "call the mission"),
    ],
)
def test_a_place_before_a_verb_is_the_zone(line: str, utc: str, note: str) -> None:
    found = read_moment(line, NOW, HERE)
    assert isinstance(found, Moment), found
    assert found.wall.instant == datetime.fromisoformat(f"{utc}+00:00")
    assert found.note == note


def test_a_recurrence_begins_where_the_end_of_its_line_says_so() -> None:
    found = read_moment("every other monday at 10 team call, starting next monday", NOW, HERE)
    assert isinstance(found, Moment), found
    assert (found.rule, found.note) == ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "team call")
    assert found.wall.local.isoformat() == "2018-03-19T10:00:00"


def test_an_hour_behind_a_colon_is_asked_about_and_may_be_kept_in_the_note() -> None:
    asked = read_moment("friday: 10am call Peru", NOW, HERE)
    assert isinstance(asked, Unclear), asked
    assert asked.readings == ("friday 10am: call Peru", 'friday: "10am call Peru"')
    kept = read_moment(asked.readings[1], NOW, HERE)
    assert isinstance(kept, Moment), kept
    assert kept.wall.local.isoformat() == "2018-03-16T09:00:00"
    assert kept.note == "10am call Peru"


def test_a_part_of_today_that_has_passed_is_not_moved_to_tomorrow() -> None:
    asked = read_moment("this morning at 9 call", NOW, HERE)
    assert isinstance(asked, Unclear), asked
    assert asked.text == "09:00 has passed today."
    assert asked.readings == ("tomorrow morning at 9 call",)


def test_a_word_of_recurrence_before_a_noun_is_asked_about() -> None:
    asked = read_moment("friday 16:00 weekly report", NOW, HERE)
    assert isinstance(asked, Unclear), asked
    assert asked.readings == ("friday 16:00 weekly: report", "friday 16:00: weekly report")
