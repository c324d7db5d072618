"""A document that cannot be read: a fault, and left out alone while the rest answers."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app import running
from bot.reloading.reloader import reloading
from bot.services import build_services
from tests.fake_slack import FakeSlack
from tests.serving import settings_over_http

NOTES = "Kenya: Wells should be shallow.\n"
PACK = """\
pack: {id: water, name: Water talks, description: A pack for tests.}
states: {kenya: KE, japan: JP}
topics:
  - {id: wells, name: Wells, proposition: shallow wells}
events:
  - {id: day-1, name: Day one, kind: session, dates: [{when: 2018-03-13, source: notes}]}
"""
SOURCE = """\
  - id: {id}
    name: {id} of the day
    author: A note-taker
    date: 2018-03-13
    kind: floor notes
    form: colon
    file: {file}
    sha256: {digest}
    session: day-1
    speakers: {{Kenya: kenya, Japan: japan}}
"""
POSITION = """\
positions:
  - id: one
    party: japan
    topic: wells
    session: day-1
    source: draft
    stance: oppose
    summary: Wants them deep.
    locators: [japan 1.1]
"""


def _empty_archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/other.xml", "<a/>")
    return held.getvalue()


BROKEN = {
    "draft.docx": b"no archive at all",
    "draft.pdf": b"%PDF-1.7 and then nothing",
    "draft.txt": b"Japan: caf\xe9",
    "draft.doc": b"\xd0\xcf\x11\xe0",
    "draft.html": b"<p></p>",
    "draft.vtt": b"no captions",
}


def write_pack(folder: Path, file: str, content: bytes) -> dict[str, str]:
    pack, documents = folder / "pack", folder / "documents"
    for each in (pack, documents):
        each.mkdir()
    (documents / "notes.txt").write_text(NOTES)
    (documents / file).write_bytes(content)
    (pack / "pack.yaml").write_text(PACK)
    sources = [("notes", "notes.txt", NOTES.encode()), ("draft", file, content)]
    entries = (
        SOURCE.format(id=key, file=name, digest=hashlib.sha256(held).hexdigest())
        for key, name, held in sources
    )
    (pack / "sources.yaml").write_text("sources:\n" + "".join(entries))
    (pack / "positions.yaml").write_text(POSITION)
    return {
        "COMPACT_PACK": str(pack),
        "COMPACT_SOURCES": str(documents),
        "COMPACT_CACHE": str(folder / "cache"),
        "COMPACT_STORE": "",
    }


@pytest.mark.parametrize("file", BROKEN)
def test_the_others_answer(
    tmp_path: Path, file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in write_pack(tmp_path, file, BROKEN[file]).items():
        monkeypatch.setenv(name, value)
    assert main(["check"]) == 1
    (line,) = capsys.readouterr().err.splitlines()[:1]
    assert f"sources.yaml:18:11 unreadable “{file}” cannot be read: " in line
    for _ in range(2):  # the second time from the cache
        assert main(["ask", "Kenya"]) == 0
        told = capsys.readouterr()
        assert "Wells should be shallow." in told.out
        assert "Not searched, since the file cannot be read: draft of the day." in told.out
        assert told.err == "Words of documents are left out, for a fault: compact check\n"
    assert main(["ask", "Japan wells"]) == 0
    out = capsys.readouterr().out
    assert "Wants them deep." in out
    assert "No passage is quoted: the file at hand cannot be read" in out


def test_what_others_libraries_raise_is_the_files_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in write_pack(tmp_path, "draft.docx", _empty_archive()).items():
        monkeypatch.setenv(name, value)
    assert main(["check"]) == 1
    assert "unreadable “draft.docx” cannot be read: the document is damaged" in (
        capsys.readouterr().err
    )


async def test_an_edit_that_breaks_one_is_used_and_told(tmp_path: Path) -> None:
    values = write_pack(tmp_path, "draft.txt", b"Japan: Deep ones.\n")
    told: list[tuple[tuple[str, ...], bool]] = []

    async def tell(faults: Sequence[str], *, used: bool) -> None:
        told.append((tuple(faults), used))

    async with FakeSlack() as slack:
        settings = settings_over_http(slack, **values)
        services = build_services(settings)
        async with (
            running(settings, services) as compact,
            reloading(settings, compact.current, tell) as reloader,
        ):
            sources = tmp_path / "pack" / "sources.yaml"
            (tmp_path / "documents" / "draft.txt").write_bytes(b"Japan: caf\xe9")
            contents = (b"Japan: Deep ones.\n", b"Japan: caf\xe9")
            old, new = (hashlib.sha256(content).hexdigest() for content in contents)
            sources.write_text(sources.read_text().replace(old, new))
            assert await reloader.reload()
            assert "draft" not in compact.current.newest.library.documents
            assert "notes" in compact.current.newest.library.documents
            ((lines, used),) = told
            assert used
            assert (
                "unreadable “draft.txt” cannot be read: the document is not UTF-8 text" in lines[0]
            )
