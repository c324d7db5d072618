"""A group that takes the floor itself has a voice, its own and its members'."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bot.__main__ import main

NOTES = """\
EU: Wells should be shallow.

Kenya (obo African Group): Wells should be deep.
"""
PACK = """\
pack: {{id: water, name: Water talks, description: A pack for tests.}}
states: {{kenya: KE, france: FR, chad: TD}}
parties:
  - {{id: eu, name: European Union, short: EU, kind: group, as_of: 2018, members: [france]}}
  - {{id: african-group, name: African Group, kind: group, as_of: 2018, members: [kenya, chad]}}
topics:
  - {{id: wells, name: Wells, proposition: shallow wells}}
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
    speakers: {{EU: eu, {kenya}: kenya}}
    attributions: {{{group}: african-group}}
session: day-1
source: notes
positions:
  - id: one
    party: eu
    topic: wells
    stance: support
    summary: Wants them so.
    locators: [eu 1.1]
"""


def set_up(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kenya: str = "Kenya",
    group: str = "African Group",
) -> None:
    (tmp_path / "notes.txt").write_text(NOTES)
    digest = hashlib.sha256(NOTES.encode()).hexdigest()
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(PACK.format(digest=digest, kenya=kenya, group=group))
    for name, value in {
        "PACK": str(pack),
        "SOURCES": str(tmp_path),
        "CACHE": "",
        "STORE": "",
    }.items():
        monkeypatch.setenv(f"COMPACT_{name}", value)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("EU wells", "Supports. Wants them so."),
        ("EU", "Supports. Wants them so."),
        ("compare EU Chad wells", "EU: supports. Wants them so."),
        ("brief EU", "Supports: Wells"),
        ("France wells", "Its group spoke:\n\n  EU, wells: supports. Wants them so."),
        ("gaps wells", "the European Union did"),
    ],
)
def test_it_answers_for_itself_and_its_members(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    question: str,
    told: str,
) -> None:
    set_up(tmp_path, monkeypatch)
    assert main(["check"]) == 0
    capsys.readouterr()
    assert main(["ask", question]) == 0
    assert told in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kenya", "group", "fault"),
    [
        # Whose the label is does not say that it speaks for itself.
        (
            "Kenya (obo African Group)",
            "Blue Group",
            "“attributions” lacks “African Group”, for whom “Kenya (obo African Group)” speaks",
        ),
        ("Kenya", "Blue Group", "“attributions” lacks “African Group”, for whom “Kenya” speaks"),
    ],
)
def test_for_whom_a_label_speaks_is_never_lost(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kenya: str,
    group: str,
    fault: str,
) -> None:
    set_up(tmp_path, monkeypatch, kenya, group)
    assert main(["check"]) == 1
    assert fault in capsys.readouterr().err


def test_a_group_in_brackets_is_told_where_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(tmp_path, monkeypatch)
    path = tmp_path / "notes.txt"
    changed = NOTES.replace("obo African Group", "Blue States")
    path.write_text(changed)
    pack = tmp_path / "pack" / "pack.yaml"
    old, new = (hashlib.sha256(text.encode()).hexdigest() for text in (NOTES, changed))
    pack.write_text(pack.read_text().replace(old, new))
    assert main(["check"]) == 1
    err = capsys.readouterr().err
    assert "where “Kenya” speaks for “Blue States”, write that under “attributions”" in err


def test_a_voice_that_is_no_states_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(tmp_path, monkeypatch)
    pack = tmp_path / "pack" / "pack.yaml"
    pack.write_text(pack.read_text().replace(", as_of: 2018, members: [france]", ""))
    assert main(["check"]) == 0
    assert "“eu” has a voice and no members" in capsys.readouterr().out
