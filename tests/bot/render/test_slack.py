"""What Slack is sent: within its limits, whatever the answer, and with nothing in it but ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.render.slack import escape, fit, render_message
from bot.render.slack.blocks import actions, button, header, menu
from bot.render.slack.heights import FRAME, measure_all
from bot.render.slack.messages import GLANCE, TALLEST
from handlers.answers.answer import Answer, Choice, Cited, Entry, Line, Note, Section, Statement
from handlers.request import Services
from tests import hostile
from tests.conftest import ask_answer
from tests.fake_slack import validate_blocks
from tests.questions import all_questions

Message = dict[str, Any]
OURS = re.compile(
    r"^> (?=“)|<@[A-Z0-9]+>|<!date\^-?\d+\^\{date_long_pretty\} \{time\}\|[^<>|]*>", re.MULTILINE
)


def length(message: Message) -> int:
    return len(json.dumps(message["blocks"], ensure_ascii=False, separators=(",", ":")))


def buttons_of(message: Message) -> list[tuple[str, str]]:
    """List label and value of each button."""
    return [
        (element["text"]["text"], element["value"])
        for block in message["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "button"
    ]


def plain_of(message: Message) -> str:
    """Give the title, whose text is plain."""
    (text,) = [b["text"]["text"] for b in message["blocks"] if b["type"] == "header"]
    return str(text)


def mrkdwn_of(message: Message) -> Iterator[str]:
    """Yield every text in which Slack looks for its own notation."""
    yield message["text"]
    for block in message["blocks"]:
        if block["type"] == "header":
            continue
        texts = block["elements"] if block["type"] == "context" else [block.get("text")]
        for text in filter(None, texts):
            assert text["type"] == "mrkdwn"
            assert text["verbatim"] is True
            yield text["text"]


def pages_of(answer: Answer) -> Iterator[Message]:
    """Draw every page."""
    while True:
        message = render_message(answer)
        yield message
        further = f"page {answer.page + 1}"
        if not any(value.endswith(further) for _, value in buttons_of(message)):
            return
        answer = replace(answer, page=answer.page + 1)


def assert_fit(message: Message, checked: set[str] | None = None) -> None:
    """Hold a message against Slack's limits, as the fake and as Slack's own library know them."""
    assert validate_blocks(message["blocks"], "message") == []
    for block in message["blocks"]:
        as_json = json.dumps(block)
        if checked is None or as_json not in checked:
            parsed = Block.parse(block)
            assert parsed is not None
            parsed.validate_json()
            if checked is not None:
                checked.add(as_json)
    assert length(message) < 10_000
    assert len(message["text"]) <= 3_000
    json.dumps(message, ensure_ascii=False).encode()
    for text in mrkdwn_of(message):
        left = OURS.sub("", text)
        assert "<" not in left
        assert ">" not in left
        assert re.search(r"&(?!amp;|lt;|gt;)", left) is None, left


def test_every_page_of_every_answer_fits(best: Services) -> None:
    checked: set[str] = set()
    longest = 0
    for question in all_questions(best):
        for message in pages_of(ask_answer(best, question)):
            assert_fit(message, checked)
            longest = max(longest, length(message))
    # What the pack itself has to say stays far below what Slack refuses.
    assert 2_000 < longest < 9_000


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(hostile.answers)
def test_hostile_answers_fit(answer: Answer) -> None:
    assert_fit(render_message(answer))
    assert_fit(render_message(answer, shared_by="U1"))
    assert_fit(render_message(answer, thread="1520960400.000100", private=False))


def test_a_message_that_is_long_as_json_is_cut_as_a_whole() -> None:
    # Each of these takes two characters in JSON.
    marks = '"' * 9_000
    place = Cited(source="s", source_name=marks, locator=marks, place=marks, quotes=(marks,))
    entry = Entry(kind="terms", id="t", name=marks, text=marks, note=marks, cited=(place,))
    section = Section(title=marks, lead=marks, items=(entry,))
    message = render_message(
        Answer(
            query="q",
            command="term",
            title=marks,
            lead=marks,
            sections=(section,),
            notes=tuple(Note("documents", f"{number}{marks}") for number in range(3)),
            choices=(Choice("Other", "term X"),),
        ),
        paged=False,
    )
    assert 8_000 < length(message) < 10_000
    assert_fit(message)
    assert buttons_of(message)[1:] == [("Other", "term X"), ("Share in channel", "q")]


def words(*numbers: int) -> Answer:
    """Make an answer of brief lines with a word of its own in each."""
    items = tuple(Line(f"word{number}") for number in numbers)
    return Answer(query="topic X", command="topic", title="X", sections=(Section(items=items),))


def test_more_and_back_lead_through_every_item_once() -> None:
    messages = list(pages_of(words(*range(100))))
    shown = "\n".join("\n".join(mrkdwn_of({**message, "text": ""})) for message in messages)
    assert re.findall(r"word\d+", shown) == [f"word{number}" for number in range(100)]
    assert len(messages) == 6
    assert buttons_of(messages[0]) == [
        ("83 more", "topic X page 2"),
        ("Share in channel", "topic X"),
    ]
    assert buttons_of(messages[1]) == [
        ("66 more", "topic X page 3"),
        ("Back", "topic X"),
        ("Share in channel", "topic X page 2"),
    ]
    assert buttons_of(messages[5])[0] == ("Back", "topic X page 5")


def test_the_fallback_text_is_that_of_the_page() -> None:
    first, second, *_ = pages_of(words(*range(100)))
    assert "word0" in first["text"]
    assert "word0" not in second["text"]
    assert "word21" in second["text"]


def test_the_help_without_a_word_turns_pages() -> None:
    answer = replace(words(*range(100)), query="", command="help")
    assert buttons_of(render_message(answer))[0] == ("83 more", "help page 2")


def test_a_person_s_words_are_shown_and_not_obeyed() -> None:
    attack = "<!channel> & <@U1> *x*"
    message = render_message(
        Answer(
            query=attack,
            command="search",
            title=attack,
            silence=attack,
            lead=attack,
            sections=(Section(title=attack, items=(Line(attack, attack),)),),
            notes=(Note("documents", "<!here>"),),
            choices=(Choice(attack, attack),),
        )
    )
    written = "&lt;!channel&gt; &amp; &lt;@U1&gt;"
    _, lead, head, item, notes = mrkdwn_of(message)
    assert plain_of(message) == attack
    assert lead == f"*{written} ∗x∗* {written} *x*"
    assert head == f"*{written} ∗x∗*"
    assert item == f"*{written} ∗x∗*  {written} *x*"
    assert notes == "&lt;!here&gt;"
    # Labels and values are plain: Slack shows and returns them as they are.
    assert buttons_of(message)[0] == (attack, attack)


def test_a_mistake_is_told_once_with_its_ways_out_as_buttons() -> None:
    message = render_message(
        Answer(
            query="who",
            command="",
            title="What <!here>?",
            choices=(Choice("next 5", "next 5"),),
            notes=(Note("error", "What <!here>?", told=True),),
            shareable=False,
        )
    )
    assert [block["type"] for block in message["blocks"]] == ["section", "actions"]
    assert message["blocks"][0]["text"]["text"] == "What &lt;!here&gt;?"
    assert buttons_of(message) == [("next 5", "next 5")]


def test_a_shared_answer_names_who_shared_it_and_what_was_asked() -> None:
    answer = replace(words(1), choices=(Choice("Other", "topic Y"),))
    message = render_message(answer, shared_by="U1")
    assert "Shared by <@U1> · asked: topic X" in list(mrkdwn_of(message))
    assert buttons_of(message) == []
    assert "Shared by" not in "".join(mrkdwn_of(render_message(answer)))


def test_a_shared_fragment_says_so_and_leads_to_the_rest() -> None:
    message = render_message(words(*range(100)), shared_by="U1")
    told = "Shared by <@U1> · asked: topic X · shows 17 of 100"
    assert told in list(mrkdwn_of(message))
    assert buttons_of(message) == [("83 more", "topic X page 2")]


def test_an_unshareable_answer_has_no_share_button() -> None:
    answer = replace(words(1), shareable=False, choices=(Choice("Other", "topic Y"),))
    assert buttons_of(render_message(answer)) == [("Other", "topic Y")]


def test_an_exact_moment_is_shown_in_the_readers_zone() -> None:
    entry = Entry(kind="events", id="e", name="Meeting", when="13 | <March>", instant=1520960400)
    answer = Answer(query="q", command="event", title="t", sections=(Section(items=(entry,)),))
    assert (
        "*<!date^1520960400^{date_long_pretty} {time}|13 / &lt;March&gt;>*\nMeeting"
        in mrkdwn_of(render_message(answer))
    )


def cited(number: int) -> Cited:
    return Cited(source="s", source_name="Notes", locator=f"I.{number}", place=f"par. {number}.")


def drawn(entry: Entry, *, in_full: bool = False) -> str:
    sections = (Section(items=(entry,)),)
    answer = Answer(query="q", command="people", title="t", sections=sections, in_full=in_full)
    return "\n".join(mrkdwn_of({**render_message(answer), "text": ""}))


def test_every_fact_and_place_of_an_entry_is_shown() -> None:
    entry = Entry(
        kind="people",
        id="p",
        name="Body",
        facts=tuple((str(year), f"Host in {year}") for year in range(2000, 2020)),
        cited=tuple(cited(number) for number in range(20)),
    )
    few = drawn(entry)
    assert "… and 14 more" in few
    assert "and 18 more places" in few
    text = drawn(entry, in_full=True)
    assert all(f"*{year}*  Host in {year}" in text for year in range(2000, 2020))
    assert all(f"Notes, par. {number}." in text for number in range(20))
    assert "more" not in text


def test_what_does_not_fit_an_entry_is_counted() -> None:
    entry = Entry(
        kind="people",
        id="p",
        name="Body",
        facts=tuple((str(year), "x" * 250) for year in range(2000, 2020)),
        cited=tuple(cited(number) for number in range(200)),
    )
    text = drawn(entry, in_full=True)
    (facts,) = re.findall(r"… and (\d+) more facts", text)
    assert text.count("x" * 250) == 20 - int(facts)


def test_many_passages_go_on_over_pages_and_none_is_lost() -> None:
    quotes = (*(f"{number}a " + "word " * 60 for number in range(9)), "A sentence. " * 200 + "End.")
    entry = Entry(
        kind="terms",
        id="t",
        name="T",
        text="What it is.",
        cited=(replace(cited(1), quotes=quotes), cited(2)),
    )
    answer = Answer(
        query="t", command="term", title="T", sections=(Section(items=(entry,)),), in_full=True
    )
    pages = [render_message(replace(answer, page=number)) for number in range(1, 30)]
    told = " ".join(json.dumps(page["blocks"], ensure_ascii=False) for page in pages)
    assert all(f"“{number}a word" in told for number in range(9))
    assert "End.”" in told
    assert "go on]" not in told
    assert max(measure_all(page["blocks"]) for page in pages) < 800
    assert told.count("What it is.") == 1


def test_a_passage_with_the_question_s_words_is_quoted_before_others() -> None:
    quotes = ("the wells are dry", "a well-kept road is needed", "rain fell at noon")
    said = replace(cited(1), quotes=quotes)
    entry = Entry(kind="terms", id="t", name="T", cited=(said,))
    answer = Answer(
        query="who asked for roads", command="term", title="t", sections=(Section(items=(entry,)),)
    )
    (text,) = [t for t in mrkdwn_of(render_message(answer)) if t.startswith("> ")]
    assert text == "> “a well-kept road is needed”"


def test_a_short_list_is_told_whole_in_fewer_words() -> None:
    lines = tuple(Line("word " * 60, f"Point {n}") for n in range(6))
    answer = Answer(
        query="q", command="topic", title="t", sections=(Section(items=lines, dense=True),)
    )
    (text,) = [t for t in mrkdwn_of({**render_message(answer), "text": ""}) if "Point" in t]
    assert re.findall(r"\*Point (\d)\*", text) == ["0", "1", "2", "3", "4", "5"]
    assert text.count("word\u00a0…") == 6


def test_headings_count_for_the_page() -> None:
    sections = tuple(Section(title=f"Head {n}", items=(Line("x"),)) for n in range(100))
    answer = Answer(query="q", command="topic", title="t", sections=sections)
    messages = list(pages_of(answer))
    assert max(len(message["blocks"]) for message in messages) < 30
    text = "\n".join("\n".join(mrkdwn_of({**message, "text": ""})) for message in messages)
    assert re.findall(r"\*Head (\d+)\*", text) == [str(number) for number in range(100)]


def test_sections_without_items_have_their_page_too() -> None:
    sections = tuple(Section(title=f"Head {n}", lead="x" * 400) for n in range(9))
    answer = Answer(query="q", command="topic", title="t", sections=sections)
    text = "\n".join("\n".join(mrkdwn_of(message)) for message in pages_of(answer))
    assert [f"Head {number}" in text for number in range(9)] == [True] * 9


@pytest.mark.parametrize(
    ("text", "limit", "fitted"),
    [
        ("plain", 5, "plain"),
        ("plains", 5, "plai…"),
        ("a & b", 9, "a &amp; b"),
        ("a & b", 8, "a &amp;…"),
        ("a & b", 7, "a…"),
        ("a & b", 4, "a…"),
        ("<<<", 9, "&lt;&lt;…"),
        ("bell\x07 half\ud800", 40, "bell  half "),
    ],
)
def test_fit_cuts_outside_escapes(text: str, limit: int, fitted: str) -> None:
    assert fit(text, limit) == fitted


def test_escape_is_slack_s() -> None:
    assert escape("&<>\"'") == "&amp;&lt;&gt;\"'"


@settings(deadline=None, max_examples=60)
@given(hostile.statements)
def test_voice_and_stance_survive_hostile_words(said: Statement) -> None:
    said = replace(said, stance="oppose", party_name="Japan", voice="own", summary="word")
    message = render_message(
        Answer(query="q", command="position", title="t", sections=(Section(items=(said,)),))
    )
    assert "🔴 *Opposes.* word" in list(mrkdwn_of(message))


_blank = st.text(st.sampled_from(" \t\n\x00\x07\u200b\u202e\u3000\ud800"), max_size=5)


@given(label=_blank | hostile.texts, value=_blank | hostile.texts)
def test_a_builder_makes_nothing_blank(label: str, value: str) -> None:
    made = [button(label, "a", value)["text"], header(label[:150])["text"]]
    made += [
        option["text"] for one in menu(label, [(label, "v")], "m") for option in one["options"]
    ]
    made += [one["placeholder"] for one in menu(label, [(label, "v")], "m")]
    for text in made:
        assert any(c.isprintable() and not c.isspace() for c in text["text"])


def test_a_builder_makes_nothing_empty() -> None:
    assert actions([]) == []
    assert menu("Choose", [], "m") == []
    assert menu("Choose", [("too long", "x" * 200)], "m") == []
    assert len(actions([button("a", "a", "a")] * 30)[0]["elements"]) == 25


def test_what_is_taller_than_a_phone_is_cut_with_all_of_it_a_button_away() -> None:
    people = tuple(
        ("With", f"person {number} of a ministry with a long name") for number in range(9)
    )
    entry = Entry(kind="events", id="e", name="Talks", text="It goes on " * 120, facts=people)
    more = tuple(replace(entry, id=str(number), name=f"Talks {number}") for number in range(2))
    answer = Answer(
        query="event talks",
        command="event",
        title="Talks",
        lead="Long words " * 40,
        sections=(Section(items=(entry, *more)),),
    )
    message = render_message(answer)
    assert measure_all(message["blocks"]) + FRAME <= TALLEST
    assert ("All of it", "event talks with passages") in buttons_of(message)
    whole = " ".join(mrkdwn_of(render_message(replace(answer, in_full=True))))
    assert whole.count("It goes on") >= 120
    shared = render_message(answer, shared_by="U1")
    # What is said is whole in front of everybody; the facts that are counted are a tap away.
    assert " ".join(mrkdwn_of(shared)).count("It goes on") >= 120
    assert ("All of it", "event talks with passages") in buttons_of(shared)


def test_what_lists_places_to_go_to_is_seen_at_a_glance(bare: Services) -> None:
    for line in ("position Japan", "position Brazil", 'search "light touch"'):
        message = render_message(ask_answer(bare, line))
        assert measure_all(message["blocks"]) + FRAME <= GLANCE, line


def test_small_print_stands_behind_the_source_that_ends_an_answer(bare: Services) -> None:
    message = render_message(ask_answer(bare, "Kenya mixd flows"))
    small = [block for block in message["blocks"] if block["type"] == "context"]
    told = [element["text"] for block in small for element in block["elements"]]
    assert told == [
        "“mixd flows” read as Mixed movements",
        "13 March 2018, Session 2 floor notes, Comoros 1 (1–2) · 102 interventions of 13 March 2018"
        " searched · No passage is quoted: the document is not at hand",
    ]
    # On a board nothing would be quoted in any case.
    board = render_message(ask_answer(bare, "position Japan"))["blocks"]
    assert "No passage is quoted" not in json.dumps(board)
