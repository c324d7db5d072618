"""docs/packs.md, followed word for word: from an evening's notes to an answer in Slack."""

from __future__ import annotations

import re
import shlex
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app import running
from bot.front.http import PATH
from bot.reloading.reloader import Reloader
from bot.services import build_services
from tests.conftest import ROOT
from tests.fake_slack import FakeSlack, message_text_of
from tests.knowledge.documents.made import make_docx
from tests.serving import settings_over_http


@dataclass(slots=True)
class Room:
    """A Compact that serves the pack to a fake Slack.

    Args:
        slack: the fake.
        url: Compact's request URL.
        reloader: brings edits into use.
    """

    slack: FakeSlack
    url: str
    reloader: Reloader

    async def ask(self, line: str) -> str:
        reply = await self.slack.slash(self.url, text=line)
        return message_text_of(reply.json())


@asynccontextmanager
async def enter_room(slack: FakeSlack, pack: Path) -> AsyncIterator[Room]:
    notes = pack.parents[1] / "notes"
    cache = pack.parents[1] / "cache"
    settings = replace(settings_over_http(slack), pack=pack, sources=notes, cache=cache)

    async def tell(faults: Sequence[str], *, used: bool) -> None:
        assert not faults

    async with running(settings, build_services(settings)) as compact:
        reloader = Reloader(pack, notes, cache, compact.current, tell)
        yield Room(slack, f"http://127.0.0.1:{compact.port}{PATH}", reloader)


BLOCK = re.compile(r"(?:(?P<before>[^\n]*)\n)?\n```(?P<kind>\w+)\n(?P<text>.*?)```\n", re.DOTALL)


@dataclass(slots=True)
class Step:
    """Something that the page has the reader do or see.

    Args:
        kind: the fence's word.
        text: what stands in it.
        before: the line before it.
    """

    kind: str
    text: str
    before: str


def steps() -> Iterator[Step]:
    page = (ROOT / "docs" / "packs.md").read_text("utf-8")
    for match in BLOCK.finditer(page):
        yield Step(match["kind"], match["text"], match["before"] or "")


@dataclass(slots=True)
class Reader:
    """Somebody who does what the page says.

    Args:
        monkeypatch: sets what is exported.
        capsys: catches what is printed.
        told: what the last command, or Slack, said.
        asked: the command lines, in order.
    """

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    told: str = ""
    asked: list[str] = field(default_factory=list)

    def type_in(self, line: str) -> None:
        name, *arguments = shlex.split(line)
        if name == "export":
            variable, _, value = arguments[0].partition("=")
            self.monkeypatch.setenv(variable, value)
            return
        assert name == "compact"
        main(arguments)
        said = self.capsys.readouterr()
        self.told = said.out + said.err
        self.asked.append(line)

    def see(self, expected: str) -> None:
        shown = " ".join(self.told.split())
        for line in expected.splitlines():
            assert " ".join(line.split()) in shown, line

    def edit(self, step: Step, pack: Path) -> None:
        """Put what a block has where the line before it says."""
        if "sources.yaml" in step.before:
            path = pack / "sources.yaml"
            text = path.read_text("utf-8")
            path.write_text(re.sub(r"(    speakers:.*\n)", rf"\1{step.text}", text), "utf-8")
        elif named := re.search(r"`((?:topics|events)\.yaml)`", step.before):
            (pack / named[1]).write_text(step.text, "utf-8")
        elif "end of the list" in step.before:
            path = pack / "parties.yaml"
            path.write_text(path.read_text("utf-8") + step.text, "utf-8")
        else:
            self.code(step.text, pack / "positions" / "day-one.yaml")

    def code(self, text: str, path: Path) -> None:
        """Write coded entries over their drafts."""
        drafts = path.read_text("utf-8")
        for entry in re.split(r"(?m)^(?=  - id: )", text)[1:]:
            key = entry.splitlines()[0]
            pattern = rf"(?m)^{re.escape(key)}\n(?:    .*\n)+"
            drafts, count = re.subn(pattern, entry.replace("\\", r"\\\\"), drafts)
            assert count == 1, key
        path.write_text(drafts, "utf-8")


async def test_the_evening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPACT_CACHE", "cache")
    monkeypatch.setenv("COMPACT_STORE", str(tmp_path / "compact.sqlite"))
    (tmp_path / "notes").mkdir()
    reader = Reader(monkeypatch, capsys)
    pack = tmp_path / "packs" / "water-talks"
    async with FakeSlack() as slack, AsyncExitStack() as stack:
        room: Room | None = None
        for step in steps():
            match step.kind:
                case "notes":
                    (tmp_path / "notes" / "day-one.docx").write_bytes(make_docx(step.text))
                case "bulletin":
                    (tmp_path / "notes" / "bulletin.txt").write_text(step.text, "utf-8")
                case "sh":
                    for line in step.text.splitlines():
                        reader.type_in(line)
                case "yaml":
                    if step.text.startswith("  - id: kenya"):
                        # Compact runs while the drafts are coded.
                        room = await stack.enter_async_context(enter_room(slack, pack))
                        assert "is coded yet" in await room.ask("japan fund")
                    reader.edit(step, pack)
                case "slack":
                    assert room is not None
                    assert await room.reloader.reload()
                    reader.told = await room.ask(step.text.strip().removeprefix("/compact "))
                case "text":
                    reader.see(step.text)
    assert [line.split()[1] for line in reader.asked] == [
        *("new", "documents", "check", "check", "ask", "ingest", "check", "ask"),
        *("ingest", "ingest", "ask"),
    ]
