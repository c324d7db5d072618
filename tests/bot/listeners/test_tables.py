"""Tables and charts in Slack: as its own blocks, as text where it refuses them, as files."""

from __future__ import annotations

import pytest

from tests.bot.listeners.conftest import Room
from tests.fake_slack import BOT, Json, message_text_of, validate_blocks

OPENED: Json = {"type": "app_home_opened", "user": "U1", "channel": "DU1", "tab": "home"}
LACKING = {"data_table", "data_visualization"}


def block_of(message: Json, kind: str) -> Json:
    (block,) = [block for block in message["blocks"] if block["type"] == kind]
    found: Json = block
    return found


def cells(block: Json) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in block["rows"]]


async def grid(room: Room, line: str) -> Json:
    """Ask for a grid, which is no part of the ack: Slack may refuse it."""
    assert not await room.slash(line)
    return await room.slack.next_response()


async def test_a_grid_is_a_data_table(room: Room) -> None:
    response = await grid(room, "grid Kenya, Japan HLPF, new mechanisms")
    assert response["response_type"] == "ephemeral"
    assert cells(block_of(response, "data_table")) == [
        ["Party", "Review in the HLPF", "New structures or mechanisms"],
        ["Kenya", "–", "–"],
        ["African Group (Comoros)", "–", "🟡 Conditional"],
        ["Japan", "🟡 Conditional", "🔴 Opposes"],
    ]
    assert "Review in the HLPF. Conditional: Japan; nothing on record: Kenya" in response["text"]


async def test_where_slack_refuses_the_table_the_text_goes_out(room: Room) -> None:
    room.slack.lacks = LACKING
    response = await grid(room, "grid Kenya, Japan HLPF, new mechanisms")
    told = message_text_of(response)
    assert "*Review in the HLPF*\n🟡 *Conditional*  Japan\n*Nothing on record*  Kenya" in told
    assert "🔴 *Opposes*  Japan" in told
    assert len(room.slack.responses) == 1


@pytest.mark.parametrize("lacks", [set(), LACKING])
async def test_in_a_thread_and_when_it_is_shared(room: Room, lacks: set[str]) -> None:
    room.slack.lacks = lacks
    await room.mention("grid Japan, Chile HLPF")
    (posted,) = await room.posted()
    private = await grid(room, "grid Japan, Chile HLPF")
    await room.click("Share in channel", private, message=private, ephemeral=True)
    await room.settled()
    shared = room.slack.channels["C1"].messages[-1]
    for message in (posted, shared):
        kinds = [block["type"] for block in message["blocks"]]
        assert ("data_table" in kinds) is not bool(lacks)
        assert "🟡" in message_text_of(message)
        assert "Japan" in message_text_of(message)


async def test_a_question_that_is_changed_into_one_for_a_grid(room_over_http: Room) -> None:
    room = room_over_http
    asked = await room.mention("term NYD")
    await room.posted()
    edited = {**asked, "text": f"<@{BOT}> grid", "edited": {"user": "U1", "ts": asked["ts"]}}
    await room.event({**edited, "type": "app_mention"})
    await room.settled()
    answer = room.slack.channels["C1"].messages[-1]
    assert block_of(answer, "data_table")["caption"].startswith("Who stands where")
    assert len(answer["text"]) < 4_000


async def test_a_chart_has_its_counts_beside_it(room: Room) -> None:
    response = await grid(room, "chart HLPF")
    chart = block_of(response, "data_visualization")["chart"]
    data = {each["label"]: each["value"] for each in chart["series"][0]["data"]}
    assert data == {"Supports": 1, "Conditional": 1, "Opposes": 1, "Remarks": 1}
    assert "*Opposes (1)*  Argentina" in message_text_of(response)
    room.slack.lacks = LACKING
    response = await grid(room, "chart HLPF")
    assert "data_visualization" not in [block["type"] for block in response["blocks"]]
    assert "*Opposes (1)*  Argentina" in message_text_of(response)


async def test_in_a_view_a_table_is_text(room: Room) -> None:
    response = await grid(room, "chart HLPF")
    await room.click("As a table", response, message=response, ephemeral=True)
    table = await room.slack.next_response()
    assert block_of(table, "data_table")
    await room.event(OPENED)
    await room.settled()
    view = room.slack.homes["U1"]
    (box,) = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    await room.payload(room.slack.click_payload(box, view=view, value="grid Japan, Chile HLPF"))
    await room.settled()
    view = room.slack.homes["U1"]
    assert validate_blocks(view["blocks"], "home") == []
    assert "🟡 *Conditional*  Japan" in message_text_of(view)


async def test_a_table_as_files(room: Room) -> None:
    response = await grid(room, "grid Japan, Chile HLPF")
    await room.click("As files", response, message=response, ephemeral=True)
    told = await room.slack.next_response()
    assert message_text_of(told) == "The table is in your direct messages with Compact."
    table, picture = room.slack.files.values()
    assert (table.filename, picture.filename) == ("compact.csv", "compact.png")
    assert (
        table.content
        == "\ufeffParty,Review in the HLPF\r\nJapan,Conditional\r\nChile,–\r\n".encode()
    )
    assert picture.content is not None
    assert picture.content.startswith(b"\x89PNG")
    assert "Review in the HLPF: conditional: Japan; nothing on record: Chile." in picture.alt_text
