"""compare P1 P2 ... T: own voice, group voice and silence, side by side."""

from __future__ import annotations

import pytest

from bot.funnel import respond
from bot.render.slack import render_message
from bot.render.slack.heights import FRAME, SCREEN, measure_all
from handlers.answers.answer import Standing
from handlers.request import Services
from tests.conftest import Ask, ask_answer, ask_json, ask_text


def test_parties_stand_side_by_side_in_the_order_asked(ask: Ask) -> None:
    answer = ask("compare Japan Australia Brazil IOM")
    parties = list(dict.fromkeys(s["party"] for s in answer["statements"]))
    assert parties == ["Japan", "Australia", "Brazil"]
    glance = " ".join(answer["text"].split())
    assert "Japan: asks. Needs to know more about IOM's role" in glance
    # What is said on a part of the matter says so.
    assert "Australia, on IOM leading: supports (3 more). Wants IOM to lead" in glance
    assert "Brazil: asks (also remarks). Asks how the General Assembly can give IOM" in glance


def test_the_most_telling_stance_leads_unless_more_is_asked(bare: Services) -> None:
    plain = " ".join(ask_text(bare, "compare Japan, Argentina, follow-up and review").split())
    assert "Japan, on review plans for 2026 and later: opposes (4 more)" in plain
    assert "Argentina, on review in the HLPF: opposes (3 more)" in plain
    asked = ask_text(bare, "Japan vs Argentina, how many years between reviews")
    assert "Prefers a review every two years to one every four." in " ".join(asked.split())


def test_a_state_is_given_by_its_group(ask: Ask) -> None:
    answer = ask("compare Kenya Japan mixed movements")
    assert [(s["party"], s["voice"]) for s in answer["statements"]] == [("Comoros", "group")]
    assert "Kenya: nothing on record." in answer["text"]
    assert "Kenya through the African Group: supports (Comoros speaking)." in answer["text"]


def test_two_of_a_group_have_its_words_once(ask: Ask) -> None:
    answer = ask("compare Sweden Germany IOM")
    locators = [s["locator"] for s in answer["statements"]]
    assert locators == ["austria 2.10-11", "austria 5.2", "austria 3.1", "III.3"]
    assert "European group without Hungary: as under Sweden" in answer["text"]


def test_a_remark_of_2017_is_told_as_earlier_where_nothing_came_since(ask: Ask) -> None:
    answer = ask("compare Sweden Japan IOM")
    shown = " ".join(answer["text"].split())
    assert "Sweden, earlier: supports (16–17 February 2017; nothing since)." in shown
    assert "nothing on record" not in shown
    assert {s["party"] for s in answer["statements"] if s["date"] < "2018"} == {"Sweden"}


def test_the_excepted_state_is_not_given_the_groups_words(ask: Ask) -> None:
    answer = ask("compare Hungary Austria non-refoulement")
    assert (
        "Hungary: nothing on record (excepted from the European group without Hungary)."
        in answer["text"]
    )
    assert {
        "kind": "excepted",
        "text": "Hungary was excepted when Austria spoke for the European group without Hungary.",
    } in answer["notes"]
    assert [s["party"] for s in answer["statements"]] == ["Austria"]


def test_the_chair_speaks_for_no_state(ask: Ask) -> None:
    answer = ask("compare Mexico Gómez Camacho mixed flows")
    assert [s["party"] for s in answer["statements"]] == ["Mexico", "Gómez Camacho"]
    assert {
        "kind": "chair",
        "text": "Juan José Gómez Camacho speaks as Co-facilitator, not for a state.",
    } in answer["notes"]


def test_a_group_can_be_compared(ask: Ask) -> None:
    answer = ask("compare EU African Group capacity building")
    assert [(s["on_behalf_of"], s["stance"], s["locator"]) for s in answer["statements"]] == [
        ("European group without Hungary", "question", "austria 2.2; austria 2.3; austria 2.5"),
        ("African Group", "support", "comoros 2.9"),
        ("African Group", "support", "comoros 2.3; comoros 2.7; comoros 2.8"),
        ("African Group", "statement", "comoros 2.12; comoros 2.16"),
    ]


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            "compare Japan Australia Brazil Chile Cuba China Egypt IOM",
            "Those are 7 parties; 2 to 6 can stand side by side.",
            "compare Japan Australia Brazil Chile Cuba China IOM's role",
        ),
        (
            "compare Japan IOM",
            "That is one party only; name a second one.",
            "position Japan IOM's role",
        ),
    ],
)
def test_too_many_and_too_few_are_told(bare: Services, line: str, message: str, hint: str) -> None:
    text = ask_text(bare, line)
    assert text.startswith(message)
    assert hint in text


def test_without_a_topic_it_asks_on_which(ask: Ask) -> None:
    answer = ask("compare Japan Brazil")
    assert answer["choices"][0] == {
        "label": "IOM's role (2 of 2)",
        "command": "compare Japan Brazil IOM's role",
    }


def test_without_a_topic_it_tells_what_they_share_and_where_they_stand_apart(ask: Ask) -> None:
    answer = ask("compare Switzerland, African Group")
    assert [said["party"] for said in answer["statements"]] == ["Switzerland"]
    told = " ".join(answer["text"].split())
    assert "Of each other, on the floor • Switzerland, international cooperation: supp" in told
    assert "Both support: International cooperation; Migration and development;" in told
    apart = " ".join(ask("compare India, China, Brazil")["text"].split())
    assert "Apart on temporary status or protection: China opposes, Brazil supports" in apart
    assert "Nothing by Fiji or Kiribati is on record." in ask("compare Fiji, Kiribati")["text"]


def test_without_a_topic_it_says_who_is_silent_and_tells_what_stands_for_it(ask: Ask) -> None:
    told = " ".join(ask("compare Egypt, Sweden")["text"].split())
    assert "Nothing by Egypt itself; the African Group spoke for it." in told
    assert "Sweden itself spoke only earlier, 16–17 February 2017;" in told
    assert "supports: European group without Hungary (Austria); remarks: African Group" in told
    alone = " ".join(ask("compare Mexico, Iran")["text"].split())
    assert "Nothing by Iran is on record." in alone
    assert "Nothing by Mexico" not in alone
    three = " ".join(ask("compare China, Russia, Cuba")["text"].split())
    assert "International protection of migrants: opposes: China, Cuba" in three


def test_a_stance_on_what_is_nearest_stands_under_no_mark(ask: Ask) -> None:
    answer = ask("compare Brazil, Chile, HLPF")
    told = " ".join(answer["text"].split())
    assert "Brazil: nothing on record. On global review forum (supports):" in told
    assert "Towards:" not in told


def test_passages_are_shown(full: Services) -> None:
    answer = ask_json(full, "compare Japan Australia Brazil IOM")
    assert all(said["quotes"] for said in answer["statements"])


@pytest.mark.parametrize(
    "names",
    [
        "EU, African Group, Kenya, Chile, Canada",
        "EU, African Group, Japan, Chile, Australia, Brazil",
    ],
)
def test_all_that_are_compared_stand_on_the_first_page(bare: Services, names: str) -> None:
    line = f"compare {names}, IOM's role"
    message = respond(line, bare, render_message).drawn
    standing = ask_answer(bare, line).sections[0].items
    told = [b["text"]["text"] for b in message["blocks"] if b["type"] == "section"]
    heads = [item.name for item in standing if isinstance(item, Standing)]
    assert len(heads) >= len(names.split(", "))
    assert all(f"*{name}:" in text for name, text in zip(heads, told, strict=True))
    assert FRAME + measure_all(message["blocks"]) <= 1.1 * SCREEN


def test_a_mistake_repeats_what_names_nothing_and_keeps_what_was_named(bare: Services) -> None:
    assert ask_text(bare, "compare Japan Atlantis IOM").startswith("“Atlantis” names no party;")
    assert "→ compare Japan Brazil" in ask_text(bare, "compare Japan")
    assert "→ compare Brazil Chile" in ask_text(bare, "compare Brazil")
    assert ask_text(bare, "brief zzz").startswith("“zzz” names no party.")
    assert ask_text(bare, "topic zzz").startswith("“zzz” names no topic.")
    assert "→ who asks about " in ask_text(bare, "who asks")
