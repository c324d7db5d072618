"""A pack out of Compact and into it again, in other programs' formats; one pack against another."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from icalendar import Calendar

from knowledge.base import KnowledgeBase
from knowledge.loading.loader import PACKS, load
from tests.bot.authoring.conftest import Compact

GCM = PACKS / "gcm"
PACK = f"""\
pack: {{id: water, name: Water talks, description: Talks about water.}}
sources:
  - id: words
    name: Words of water
    author: The secretariat
    date: 2024
    kind: glossary
    form: prose
    file: words.txt
    sha256: {"0" * 64}
"""
TBX = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1">
  <descrip type="definition">A year in which little rain falls.</descrip>
  <langSec xml:lang="en">
    <termSec><term>dry year</term></termSec><termSec><term>DY</term></termSec>
  </langSec>
  <langSec xml:lang="fr"><termSec><term>année sèche</term></termSec></langSec>
</conceptEntry>
</body></text></tbx>
"""
ICS = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20240101T000000Z
DTSTART;VALUE=DATE:20240305
DTEND;VALUE=DATE:20240308
SUMMARY:First round of water talks
LOCATION:Geneva
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTAMP:20240101T000000Z
DTSTART;TZID=Europe/Zurich:20240401T090000
SUMMARY:Deadline for proposals
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def compact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command_line: Compact) -> Compact:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPACT_CACHE", "")
    monkeypatch.setenv("COMPACT_SOURCES", "")

    return command_line


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "water"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK)
    monkeypatch.setenv("COMPACT_PACK", str(folder))
    return folder


def contents(knowledge: KnowledgeBase) -> dict[str, object]:
    kinds = ("pack", "parties", "topics", "sources", "events", "terms", "people", "proposals")
    found: dict[str, object] = {kind: getattr(knowledge, kind) for kind in kinds}
    # Each kind is in one file now, so that the order of files is another.
    found["positions"] = {position.id: position for position in knowledge.positions}
    found["filed"] = set(map(repr, knowledge.filed))
    found["names"] = set(knowledge.index.names)
    return found


def test_a_whole_pack_goes_out_as_tables_and_comes_back(compact: Compact, tmp_path: Path) -> None:
    status, told, _ = compact("export", "out")
    assert status == 0
    assert "out/positions.csv: 787\n" in told
    tables = sorted(map(str, (tmp_path / "out").glob("*.csv")))
    status, _, faults = compact("import", *tables, "--into", "back")
    assert (status, faults) == (0, "")
    assert contents(load(tmp_path / "back").knowledge) == contents(load(GCM).knowledge)
    assert compact("diff", str(GCM), "back") == (0, "Nothing changed.\n", "")


def test_the_other_formats_have_it_all(compact: Compact, tmp_path: Path) -> None:
    compact("export", "out")
    whole = json.loads((tmp_path / "out" / "pack.json").read_text("utf-8"))
    assert {kind: len(items) for kind, items in whole.items()}["terms"] == 327
    calendar = Calendar.from_ical((tmp_path / "out" / "events.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == 102
    popolo = json.loads((tmp_path / "out" / "popolo.json").read_text("utf-8"))
    assert {"party/japan", "party/african-group"} <= {o["id"] for o in popolo["organizations"]}
    assert {
        "member_id": "party/comoros",
        "organization_id": "party/african-group",
        "role": "member",
        "label": "member, as of March 2018",
    } in popolo["memberships"]
    assert any(m.get("person_id") == "person/arbour" for m in popolo["memberships"])


def test_a_glossary_of_ones_own(compact: Compact, pack: Path) -> None:
    Path("our-terms.csv").write_text(
        "name;means;definition\nWUA;water users' association;Farmers.\n"
    )
    status, told, _ = compact("import", "our-terms.csv", "--source", "words")
    assert status == 0
    assert told.startswith("our-terms.csv: terms: 1 added, 0 there already\n")
    assert compact("ask", "WUA")[1].startswith("WUA: water users' association\n")
    # Once more: it is there, and stays as it is.
    assert (
        "terms: 0 added, 1 there already"
        in compact("import", "our-terms.csv", "--source", "words")[1]
    )
    Path("our-terms.csv").write_text("name,means,definition\nWUA,women's union,Another.\n")
    told = compact("import", "our-terms.csv", "--source", "words")[1]
    assert "left as the pack has it: terms wua, where it differs in senses" in told
    assert compact("ask", "WUA")[1].startswith("WUA: water users' association\n")


def test_every_fault_of_a_table_is_told_at_its_place(compact: Compact, pack: Path) -> None:
    Path("events.csv").write_text("name,when,kynd\nTalks,2024-13-01,session\nMore,2024-02-01,\n")
    status, _, faults = compact("import", "events.csv", "--source", "words")
    assert status == 1
    assert "events.csv:1:3 unknown-key" in faults
    assert "“kind”" in faults
    Path("events.csv").write_text(
        "name,when,kind\nTalks,2024-13-01,session\nMore,2024-02-01,sesion\n"
    )
    status, _, faults = compact("import", "events.csv", "--source", "words")
    assert status == 1
    assert [line.split(" ")[0] for line in faults.splitlines()] == [
        "events.csv:2:2",
        "events.csv:3:3",
    ]
    assert not list(pack.glob("events*.yaml"))


def test_a_glossary_in_tbx(compact: Compact, pack: Path) -> None:
    Path("words.tbx").write_text(TBX)
    status, _, faults = compact("import", "words.tbx", "--source", "words")
    assert (status, faults) == (0, "")
    told = compact("ask", "DY")[1]
    assert told.startswith("DY: dry year\n")
    assert "A year in which little rain falls." in told
    assert compact("ask", "année sèche")[1].startswith("DY: dry year\n")


def test_a_calendar(compact: Compact, pack: Path) -> None:
    Path("talks.ics").write_text(ICS.replace("\n", "\r\n"))
    status, _, faults = compact("import", "talks.ics", "--source", "words")
    assert (status, faults) == (0, "")
    assert "5–7 March 2024" in compact("ask", "when is the first round of water talks")[1]
    events = load(pack).knowledge.events
    assert events["deadline-for-proposals-2024"].zone == "Europe/Zurich"
    assert events["deadline-for-proposals-2024"].dates[0].time == "09:00"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("import", "none.csv"), "There is no file none.csv.\n"),
        (("import", "notes.csv"), "notes.csv: what are its rows? Say it with --kind.\n"),
        (
            ("import", "words.tbx"),
            "words.tbx: which of the pack's sources is it? Say it with --source.\n",
        ),
        (("import", "x.xlsx"), "x.xlsx: only .csv, .tsv, .tbx and .ics are imported.\n"),
    ],
)
def test_what_cannot_be_imported_is_told(
    compact: Compact, pack: Path, arguments: tuple[str, ...], told: str
) -> None:
    for name in ("notes.csv", "words.tbx", "x.xlsx"):
        Path(name).write_text("a,b\n1,2\n")
    assert compact(*arguments) == (2, "", told)


@pytest.mark.parametrize("name", ["words.tbx", "words.ics"])
def test_what_is_not_of_its_format_is_told(compact: Compact, pack: Path, name: str) -> None:
    Path(name).write_text("<!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>")
    status, _, told = compact("import", name, "--source", "words")
    assert status == 1
    assert told.startswith(f"{name}: this is no ")


def test_nothing_is_imported_into_the_pack_of_the_program(compact: Compact) -> None:
    Path("terms.csv").write_text("name\nx\n")
    status, _, told = compact("import", "terms.csv")
    assert status == 2
    assert told.startswith("COMPACT_PACK names no pack")


def test_a_difference_in_words_and_for_programs(compact: Compact, tmp_path: Path) -> None:
    shutil.copytree(GCM, "new")
    path = next(
        p
        for p in sorted(Path("new/positions").glob("*.yaml"))
        if "stance: oppose" in p.read_text("utf-8")
    )
    path.write_text(
        path.read_text("utf-8").replace("stance: oppose", "stance: conditional", 1), "utf-8"
    )
    status, told, _ = compact("diff", str(GCM), "new")
    assert status == 1
    assert "oppose → conditional, softened\n" in told
    assert "\n    stance: “oppose” → “conditional”\n" in told
    assert "\nchanged position: " in told
    status, told, _ = compact("diff", "--format", "json", "new", str(GCM))
    data = json.loads(told)
    assert [shift["course"] for shift in data["stances"]] == ["hardened"]
    assert data["entries"][0]["fields"]["stance"] == {"old": "conditional", "new": "oppose"}


def test_what_was_added_and_taken_out(compact: Compact, pack: Path) -> None:
    shutil.copytree(pack, "new")
    Path("new/terms.yaml").write_text(
        "terms:\n  - id: wua\n    name: WUA\n    senses:\n"
        "      - {means: union, definition: Some., citations: [{source: words}]}\n"
    )
    assert compact("diff", str(pack), "new")[1] == (
        "added term: WUA (wua)\n1 entry: 1 added, 0 removed, 0 changed.\n"
    )
    assert compact("diff", "new", str(pack))[1] == (
        "removed term: WUA (wua)\n1 entry: 0 added, 1 removed, 0 changed.\n"
    )


def test_the_tables_open_in_a_spreadsheet(compact: Compact, tmp_path: Path) -> None:
    compact("export", "out")
    content = (tmp_path / "out" / "positions.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert {"party", "topic", "stance", "summary", "locators"} <= set(rows[0])
