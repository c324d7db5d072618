"""A label that is nobody's: a fault of the check, and words left out while the rest answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.__main__ import main
from bot.app import running
from bot.front.http import PATH
from bot.reloading.reloader import reloading
from bot.reloading.telling import Maintainers
from bot.services import build_services
from tests.fake_slack import FakeSlack, message_text_of
from tests.serving import settings_over_http

NOTES = """\
Kenya: Wells should be shallow.

Japn: Wells should be deep.

Kenya: Pumps need care.

Chad supports wells that are old.

Japan (for the Blue Group): Pumps are dear.

Japan: Wells are good.
"""
PACK = """\
pack: {{id: water, name: Water talks, description: A pack for tests.}}
states: {{kenya: KE, japan: JP, chad: TD}}
topics:
  - {{id: wells, name: Wells, proposition: shallow wells}}
  - {{id: pumps, name: Pumps, proposition: care for pumps}}
events:
  - {{id: day-1, name: Day one, kind: session, dates: [{{when: 2018-03-13, source: notes}}]}}
sources:
  - id: notes
    name: Notes
    author: A note-taker
    date: 2018-03-13
    kind: floor notes
    form: colon
    file: notes.txt
    sha256: {digest}
    session: day-1
    speakers: {{Kenya: kenya, Japan: japan}}
"""
POSITION = """\
positions:
  - id: one
    party: {party}
    topic: wells
    session: day-1
    source: notes
    stance: support
    summary: Wants them so.
    locators: [{locator}]
"""
Compact = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pack, documents = tmp_path / "pack", tmp_path / "documents"
    pack.mkdir()
    documents.mkdir()
    (documents / "notes.txt").write_text(NOTES)
    digest = hashlib.sha256(NOTES.encode()).hexdigest()
    (pack / "pack.yaml").write_text(PACK.format(digest=digest))
    for name, value in {
        "COMPACT_PACK": str(pack),
        "COMPACT_SOURCES": str(documents),
        "COMPACT_CACHE": str(tmp_path / "cache"),
        "COMPACT_STORE": "",
    }.items():
        monkeypatch.setenv(name, value)
    return pack


@pytest.fixture
def compact(folder: Path, capsys: pytest.CaptureFixture[str]) -> Compact:
    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def test_the_check_tells_every_label(compact: Compact) -> None:
    status, out, err = compact("check")
    assert (status, out) == (1, "")
    assert [line.split(" ", 1)[1] for line in err.splitlines()] == [
        "label “attributions” lacks “Blue Group”, for whom “Japan” speaks in line 9 of the "
        "document",
        "label “speakers” lacks “Chad supports”, printed in line 7 of the document; "
        "the nearest name is “Chad”",
        "label “speakers” lacks “Japn”, printed in line 3 of the document; did you mean “Japan”?",
    ]


# Twice: from the files, and from the pack that the first question has left in the cache.
@pytest.mark.parametrize("again", [False, True], ids=["read", "cached"])
def test_no_answer_has_words_of_which_nobody_knows_whose_they_are(
    compact: Compact, again: bool
) -> None:
    if again:
        compact("ask", "Kenya")
    told = {
        question: " ".join(compact("ask", question)[1].split())
        for question in ("Japan", "Kenya", "Chad", "wells", "pumps", "who said wells", "old")
    }
    for question, answer in told.items():
        for words in ("deep", "dear", "that are old"):
            assert words not in answer, (question, words)
    assert "“Wells should be shallow.”" in told["Kenya"]
    assert "“Pumps need care.”" in told["Kenya"]
    assert "“Wells are good.”" in told["Japan"]
    for question in ("Japan", "Chad", "old"):
        left = "Left out are passages whose speaker the pack does not name yet: 3 of Notes."
        assert left in told[question], question


def test_a_question_at_a_terminal_is_told_of_what_is_left_out(compact: Compact) -> None:
    assert compact("ask", "Kenya")[2] == (
        "Words of documents are left out, for 3 faults: compact check\n"
    )
    assert "Left out: 3 passages whose speaker is not named yet" in " ".join(
        compact("ask", "sources Notes")[1].split()
    )


def test_an_entry_on_other_words_is_no_hindrance(compact: Compact, folder: Path) -> None:
    (folder / "positions.yaml").write_text(POSITION.format(party="kenya", locator="kenya 1.1"))
    assert "Wants them so." in compact("ask", "Kenya wells")[1]


@pytest.mark.parametrize("locator", ["japan 1.1", "japan 1"])
def test_an_entry_on_words_in_doubt_is_mended_first(
    compact: Compact, folder: Path, locator: str
) -> None:
    (folder / "positions.yaml").write_text(POSITION.format(party="japan", locator=locator))
    status, out, err = compact("ask", "Kenya wells")
    assert (status, out) == (1, "")
    assert err.count(" label ") == 3


def test_another_fault_stops_the_pack_as_ever(compact: Compact, folder: Path) -> None:
    (folder / "positions.yaml").write_text("positions: 1\n")
    status, out, err = compact("ask", "Kenya wells")
    assert (status, out) == (1, "")
    assert [line.split(" ")[1] for line in err.splitlines()].count("label") == 3
    assert "“positions” has to be a list" in err


def test_what_counts_a_pack_wants_it_whole(compact: Compact, folder: Path) -> None:
    compact("ask", "Kenya wells")
    for command in ("coverage", "check"):
        assert compact(command)[0] == 1, command


BULLETIN = """\
Kenya said wells come first, and Nordia opposed pumps.

Kenya supported care for pumps.
"""


def test_a_bulletins_paragraph_with_somebody_unknown_is_left_out(
    compact: Compact, folder: Path
) -> None:
    (folder.parent / "documents" / "notes.txt").write_text(BULLETIN)
    text = PACK.format(digest=hashlib.sha256(BULLETIN.encode()).hexdigest())
    (folder / "pack.yaml").write_text(text.replace("form: colon", "form: bulletin"))
    assert "“speakers” lacks “Nordia”" in compact("check")[2]
    told = compact("ask", "Kenya")[1]
    assert "care for pumps" in told
    assert "come first" not in told


async def test_a_running_compact_says_so_to_the_maintainers(folder: Path) -> None:
    cache, documents = folder.parent / "cache", folder.parent / "documents"
    async with FakeSlack() as slack:
        settings = settings_over_http(slack)
        settings = replace(settings, pack=folder, sources=documents, cache=cache)
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        maintainers = Maintainers(client, "C1")

        async def tell(faults: Sequence[str], *, used: bool) -> None:
            await maintainers.tell(faults, used=used)

        async def ask(line: str) -> str:
            return message_text_of((await slack.slash(url, text=line)).json())

        async with (
            running(settings, build_services(settings)) as compact,
            reloading(settings, compact.current, tell) as reloader,
        ):
            url = f"http://127.0.0.1:{compact.port}{PATH}"
            await reloader.tell_doubts()
            assert len(slack.posted) == 1
            text = message_text_of(slack.posted[0]["message"])
            assert "The pack is in use, but has 3 faults: the words that this leaves out" in text
            assert "“speakers” lacks “Japn”" in text
            assert "Wells should be shallow." in await ask("Kenya")
            # An edit that leaves one of them in doubt is used, and told anew.
            path = folder / "pack.yaml"
            edited = path.read_text().replace(
                "Japan: japan}", 'Japan: japan, "Chad supports": chad}'
            )
            path.write_text(edited.replace("form: colon", "form: colons"))
            assert not await reloader.reload()
            assert "goes on answering" in message_text_of(slack.posted[-1]["message"])
            path.write_text(edited)
            assert await reloader.reload()
            assert "has 2 faults" in message_text_of(slack.posted[-1]["message"])
            assert "wells that are old." in await ask("Chad")
            # No label is in doubt any more.
            group = "parties: [{id: blue, name: Blue Group, kind: group}]\n"
            labels = "Japan: japan, Japn: japan"
            whole = edited.replace("Japan: japan", labels)
            path.write_text(whole + "    attributions: {Blue Group: blue}\n" + group)
            assert await reloader.reload()
            assert "has no faults any more" in message_text_of(slack.posted[-1]["message"])
            assert "Wells should be deep." in await ask("Japan")
            assert len(slack.posted) == 4
