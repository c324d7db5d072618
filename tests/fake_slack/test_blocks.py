"""The fake Slack refuses the blocks and views that Slack refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.fake_slack import (
    Json,
    message_text_of,
    validate_blocks,
    validate_view,
)
from tests.fake_slack.material import (
    actions,
    bars,
    button,
    buttons,
    confirm,
    data_table,
    field,
    image,
    modal,
    option,
    plain,
    quote,
    s,
    section,
    select,
    table,
)

DIVIDER: Json = {"type": "divider"}
CONTEXT: Json = {"type": "mrkdwn", "text": "x"}
BARS: Json = bars()["chart"]
NOTHING: Json = {"label": "x", "value": 0}
Make = Callable[[int], list[Json]]

# name, how the blocks look for a number, the last good number, the first bad one
LIMITS: list[tuple[str, Make, int, int]] = [
    ("blocks", lambda n: [DIVIDER] * n, 50, 51),
    ("section text", lambda n: [section(s(n))], 3000, 3001),
    ("section text empty", lambda n: [section(s(n))], 1, 0),
    ("fields", lambda n: [{"type": "section", "fields": [plain("x")] * n}], 10, 11),
    ("field text", lambda n: [{"type": "section", "fields": [plain(s(n))]}], 2000, 2001),
    ("header", lambda n: [{"type": "header", "text": plain(s(n))}], 150, 151),
    ("context", lambda n: [{"type": "context", "elements": [CONTEXT] * n}], 10, 11),
    ("context empty", lambda n: [{"type": "context", "elements": [CONTEXT] * n}], 1, 0),
    ("actions", buttons, 25, 26),
    ("button text", lambda n: [actions(button(text=s(n)))], 75, 76),
    ("button value", lambda n: [actions(button(value=s(n)))], 2000, 2001),
    ("button url", lambda n: [actions(button(url=s(n)))], 3000, 3001),
    ("option text", lambda n: [actions(select(options=[option(s(n))]))], 75, 76),
    ("option value", lambda n: [actions(select(options=[option(value=s(n))]))], 150, 151),
    (
        "option description",
        lambda n: [actions(select(options=[option(description=plain(s(n)))]))],
        75,
        76,
    ),
    ("options", lambda n: [actions(select(n))], 100, 101),
    ("placeholder", lambda n: [actions(select(placeholder=plain(s(n))))], 150, 151),
    ("overflow", lambda n: [actions({"type": "overflow", "options": [option()] * n})], 5, 6),
    ("checkboxes", lambda n: [actions({"type": "checkboxes", "options": [option()] * n})], 10, 11),
    ("radio", lambda n: [actions({"type": "radio_buttons", "options": [option()] * n})], 10, 11),
    ("confirm title", lambda n: [actions(button(confirm=confirm(title=plain(s(n)))))], 100, 101),
    ("confirm text", lambda n: [actions(button(confirm=confirm(text=plain(s(n)))))], 300, 301),
    ("confirm button", lambda n: [actions(button(confirm=confirm(deny=plain(s(n)))))], 30, 31),
    ("image alt", lambda n: [image(alt_text=s(n))], 2000, 2001),
    ("image title", lambda n: [image(title=plain(s(n)))], 2000, 2001),
    ("image url", lambda n: [image(image_url=s(n))], 3000, 3001),
    ("table rows", lambda n: [table(n)], 100, 101),
    ("table cells", lambda n: [table(1, n)], 20, 21),
    ("table text", lambda n: [table(1, 2, s(n))], 5000, 5001),
    ("tables", lambda n: [table(1)] * n, 1, 2),
    ("data table rows", lambda n: [data_table(n)], 101, 102),
    ("data table without rows", lambda n: [data_table(n)], 2, 1),
    ("data table text", lambda n: [data_table(2, 1, s(n))], 5000, 5001),
    ("data table page", lambda n: [data_table(2, page_size=n)], 100, 101),
    ("data tables in all", lambda n: [data_table(2, 1, s(n))] * 2, 2500, 2501),
    ("chart title", lambda n: [bars(title=s(n))], 50, 51),
    ("chart series", lambda n: [bars(series=n)], 6, 7),
    ("charts", lambda n: [bars()] * n, 2, 3),
    ("markdown", lambda n: [{"type": "markdown", "text": s(n)}], 12_000, 12_001),
    ("markdown in all", lambda n: [{"type": "markdown", "text": s(n)}] * 2, 6000, 6001),
    ("block_id", lambda n: [section(block_id=s(n))], 255, 256),
    ("action_id", lambda n: [actions(button(s(n)))], 255, 256),
]


@pytest.mark.parametrize(
    ("make", "good", "bad"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS]
)
def test_block_limits(make: Make, good: int, bad: int) -> None:
    """Each limit lets the last good number through and stops the first bad one."""
    assert validate_blocks(make(good), "message") == []
    assert len(validate_blocks(make(bad), "message")) == 1


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ("no list", "must be an array"),
        (["no object"], "unsupported type"),
        ([{"type": "poem"}], "unsupported type: poem"),
        ([actions({"type": "poem"})], "unsupported type: poem"),
        ([actions({"type": "plain_text_input"})], "unsupported type"),
        ([section(colour="red")], "invalid additional property: colour"),
        ([{"type": "section", "text": {**CONTEXT, "emoji": True}}], "additional property"),
        ([{"type": "section"}], "missing required field"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "unsupported type"),
        ([{"type": "header"}], "missing required field: text"),
        ([actions({"type": "button", "action_id": "a"})], "missing required field: text"),
        ([actions(button("a"), button("a"))], "`action_id` `a` already exists"),
        ([actions(button("a")), section(accessory=button("a"))], "already exists"),
        ([section(block_id="a"), section(block_id="a")], "`block_id` `a` already exists"),
        ([image(slack_file={"id": "F1"})], "exactly one of"),
        ([image(alt_text=None)], "must be a string"),
        ([actions(select(initial_option=option("other")))], "must match"),
        ([actions({"type": "static_select"})], "exactly one of"),
        ([actions(button(value=7))], "must be a string"),
        ([quote("")], "more than 0 characters"),
        ([{"type": "data_table", "rows": table(2)["rows"]}], "missing required field: caption"),
        (
            [{**data_table(2), "rows": table(1)["rows"] + table(1, 2)["rows"]}],
            "same number of cells",
        ),
        ([bars(label=s(21))], "less than 21 characters"),
        ([bars(21)], "no more than 20 items"),
        ([{**bars(), "chart": {**bars()["chart"], "series": bars(3)["chart"]["series"]}}], "match"),
        (
            [{**bars(), "chart": {"type": "pie", "segments": [{"label": "x", "value": 0}]}}],
            "than 0",
        ),
    ],
)
def test_block_shapes(blocks: Any, reason: str) -> None:
    """Faulty shapes are named with the place where they stand."""
    reasons = validate_blocks(blocks, "message")
    assert any(reason in one and "[json-pointer:/blocks" in one for one in reasons), reasons


def test_surfaces() -> None:
    """Modals and Home tabs take 100 blocks, but no markdown and no tables."""
    for surface in ("modal", "home"):
        assert validate_blocks([DIVIDER] * 100, surface) == []
        assert validate_blocks([DIVIDER] * 101, surface)
        assert validate_blocks([{"type": "markdown", "text": "x"}], surface)
        assert validate_blocks([table(1)], surface)
        assert validate_blocks([data_table(2)], surface)
        assert validate_blocks([bars()], surface)
    with pytest.raises(ValueError, match="unknown surface"):
        validate_blocks([], "paper")


def test_everything_good_at_once() -> None:
    """A message that uses much of Block Kit passes."""
    groups = [{"label": plain("g"), "options": [option()]}]
    people = {"type": "users_select", "action_id": "who", "placeholder": plain("p")}
    far = {"type": "external_select", "action_id": "far", "min_query_length": 2}
    grouped = {"type": "static_select", "action_id": "st", "option_groups": groups}
    pick = {"type": "static_select", "action_id": "one", "options": [option()]}
    tick = {"type": "checkboxes", "action_id": "tick", "options": [option()]}
    over = {"type": "overflow", "action_id": "o", "options": [option(url="https://x.test")]}
    votes: Json = {"type": "feedback_buttons", "action_id": "vote"}
    votes |= {
        f"{way}_button": {"text": plain(way), "value": way} for way in ("positive", "negative")
    }
    blocks = [
        section(accessory=over, block_id="top", expand=True),
        actions(people, far, grouped, {**pick, "initial_option": option()}, tick),
        actions(button(style="danger", confirm=confirm(style="danger"))),
        {"type": "context", "elements": [plain("x"), {**image(), "type": "image"}]},
        {"type": "context_actions", "elements": [votes]},
        {**table(2), "column_settings": [{"align": "right", "is_wrapped": True}, None]},
        field(optional=True, hint=plain("h")),
        quote("x"),
    ]
    assert validate_blocks(blocks, "message") == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ({"title": plain(s(24))}, {"title": plain(s(25))}),
        ({"submit": plain(s(24))}, {"submit": plain(s(25))}),
        ({"close": plain(s(24))}, {"close": plain(s(25))}),
        ({"private_metadata": s(3000)}, {"private_metadata": s(3001)}),
        ({"callback_id": s(255)}, {"callback_id": s(256)}),
        ({"blocks": [field()], "submit": plain("ok")}, {"blocks": [field()]}),
        ({"blocks": [DIVIDER] * 100}, {"blocks": [DIVIDER] * 101}),
        ({"notify_on_close": True}, {"colour": "red"}),
    ],
)
def test_view_limits(good: Json, bad: Json) -> None:
    """Each limit of a view lets the last good one through and stops the first bad one."""
    assert validate_view(modal(**good)) == []
    assert len(validate_view(modal(**bad))) == 1


def test_message_text_of() -> None:
    """Blocks come before text, and a line of rich text stays one line."""
    line = [{"type": "text", "text": "a "}, {"type": "link", "url": "https://x.test", "text": "b"}]
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": line}]}
    assert message_text_of({"text": "fallback"}) == "fallback"
    both = {"text": "fallback", "blocks": [section("one"), actions(button()), rich]}
    assert message_text_of(both) == "one\nGo\na b"
