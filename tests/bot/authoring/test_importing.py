"""What comes in from elsewhere: faults at their rows, nothing written over, nothing made up."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.__main__ import main
from knowledge.exchange.sections import Item, read_sections, spell_sections
from knowledge.loading.loader import load
from tests.bot.authoring.conftest import Compact
from tests.bot.authoring.test_exchanging import PACK

MORE = """\
states: {norway: "NO", japan: JP}
parties:
  - {id: friends, name: Friends, kind: group, as_of: 2024-01, members: [japan]}
topics:
  - {id: wells, name: Wells, proposition: deep wells}
events:
  - {id: talks, name: Talks, kind: session, dates: [{when: 2024-01, source: words}]}
"""
TBX = """\
<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1">
  <langSet xml:lang="fr-FR">
    <descrip type="definition">Un cours d'eau.</descrip><tig><term>rivière</term></tig>
  </langSet>
  <langSet xml:lang="en-GB">
    <descripGrp><descrip type="definition">A stream that does not end.</descrip></descripGrp>
    <tig><term>river</term></tig><tig><term>watercourse of some size</term></tig>
  </langSet>
  <langSet xml:lang="de"><tig><term>Fluss</term></tig></langSet>
</termEntry>
<termEntry id="2">
  <descrip type="subjectField">hydrology</descrip>
  <langSet xml:lang="en">
    <descrip type="definition">Ground beside a river.</descrip><tig><term>bank</term></tig>
  </langSet>
</termEntry>
<termEntry id="3">
  <langSet xml:lang="en">
    <descrip type="definition">A lender.</descrip>
    <ntig><termGrp><term>bank</term></termGrp></ntig>
  </langSet>
</termEntry>
<termEntry id="4">
  <langSet xml:lang="en"><tig><term>delta</term></tig></langSet>
</termEntry>
<termEntry id="5">
  <langSet xml:lang="fr"><tig><term>écluse</term></tig></langSet>
</termEntry>
<termEntry id="6">
  <descrip type="definition">Care for water as one.</descrip>
  <langSet xml:lang="en">
    <tig><term>integrated water care</term><termNote type="termType">fullForm</termNote></tig>
    <tig><term>iwc</term><termNote type="termType">acronym</termNote></tig>
  </langSet>
</termEntry>
</body></text></martif>
"""


def calendar(*events: str, head: str = "") -> bytes:
    body = "".join(
        f"BEGIN:VEVENT\nUID:{n}\n{event}\nEND:VEVENT\n" for n, event in enumerate(events)
    )
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n{head}{body}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


@pytest.fixture
def compact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command_line: Compact) -> Compact:
    """Run the command line beside a small pack, `water`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPACT_CACHE", "")
    monkeypatch.setenv("COMPACT_SOURCES", "")
    monkeypatch.setenv("COMPACT_PACK", "water")
    Path("water").mkdir()
    Path("water/pack.yaml").write_text(PACK)
    Path("water/more.yaml").write_text(MORE)

    return command_line


def test_what_leads_nowhere_is_told_at_its_row_and_column(compact: Compact) -> None:
    Path("positions.csv").write_text(
        "id,party,session,source,locators,topic,stance,sumary\n"
        "a,japan,talks,words,1.1,wels,support,Wants wells.\n"
        "b,japn,talks,words,1.2,wells,suport,Wants wells.\n"
    )
    status, told, faults = compact("import", "positions.csv")
    assert (status, told) == (1, "")
    assert faults.splitlines() == [
        "positions.csv:1:8 unknown-key a table of positions has no column “sumary”; did you mean "
        "“summary”?",
        "positions.csv:2:1 empty “summary” is empty",
        "positions.csv:2:6 unknown-topic there is no topic “wels”; did you mean “wells”?",
        "positions.csv:3:1 empty “summary” is empty",
        "positions.csv:3:2 unknown-party there is no party “japn”; did you mean “japan”?",
        "positions.csv:3:7 value “stance” is “suport”; it is one of support, conditional, oppose, "
        "question, statement; did you mean “support”?",
    ]
    assert sorted(path.name for path in Path("water").iterdir()) == ["more.yaml", "pack.yaml"]


def test_no_cell_is_lost(compact: Compact) -> None:
    Path("terms.csv").write_text(
        "name,means,definition,,name\nWUA,union,Farmers.,aside\nWSP,plan,A plan.,,,more\n"
    )
    assert compact("import", "terms.csv", "--source", "words")[2].splitlines() == [
        "terms.csv:1:5 duplicate-key there is a column “name” already",
        "terms.csv:2:4 unknown-key this cell stands under no heading",
        "terms.csv:3:6 unknown-key this cell stands under no heading",
    ]


def test_rows_are_counted_as_an_editor_sees_them(compact: Compact) -> None:
    Path("terms.csv").write_text('Name,Means,Definition\nA,"a\nb",One.\n\nB,,Two.\nC,c,\n')
    status, _, faults = compact("import", "terms.csv", "--source", "wrods")
    assert status == 1
    assert [line.split(" ")[:2] for line in faults.splitlines()] == [
        ["terms.csv:2:1", "unknown-source"],
        ["terms.csv:5:1", "unknown-source"],
        ["terms.csv:6:1", "missing-key"],
        ["terms.csv:6:1", "unknown-source"],
    ]
    assert "did you mean “words”?" in faults


def test_a_table_of_another_encoding_is_told_with_its_line(compact: Compact) -> None:
    Path("terms.csv").write_bytes("name,means\na,b\nÉtat,c\n".encode("latin-1"))
    assert compact("import", "terms.csv") == (
        1,
        "",
        "terms.csv:3: this is not UTF-8 text; save it as “CSV UTF-8”.\n",
    )


def test_an_import_into_nothing_needs_a_pack(compact: Compact) -> None:
    Path("states.csv").write_text("id,code\nnorway,NO\n")
    status, _, faults = compact("import", "states.csv", "--into", "none")
    assert status == 1
    assert "no file here has the “pack:”" in faults
    assert not Path("none").exists()


def test_a_faulty_pack_takes_nothing_in(compact: Compact) -> None:
    Path("water/bad.yaml").write_text("topics: 3\n")
    Path("states.csv").write_text("id,code\nkenya,KE\n")
    status, _, faults = compact("import", "states.csv")
    assert status == 1
    assert "water/bad.yaml:1:9 type" in faults
    assert not Path("water/states.yaml").exists()


def test_what_an_editor_wrote_stays_byte_for_byte(compact: Compact) -> None:
    before = Path("water/more.yaml").read_bytes()
    Path("parties.csv").write_text(
        "id,name,kind\nfriends,Friends of Water,group\nreds,Reds,group\n"
    )
    Path("memberships.csv").write_text("group,party,role\nfriends,japan,\nfriends,norway,member\n")
    status, told, _ = compact("import", "parties.csv", "memberships.csv")
    assert status == 0
    assert told.splitlines() == [
        "parties.csv: parties: 1 added, 0 there already",
        "  left as the pack has it: parties friends, where it differs in name, as_of, members",
        "  written: water/parties.yaml, 1 entry",
        "memberships.csv: memberships: 0 added, 1 there already",
        "  left as the pack has it: memberships friends, where it differs in members: norway",
    ]
    assert Path("water/more.yaml").read_bytes() == before
    assert load(Path("water")).knowledge.parties["friends"].members == ("japan",)


def test_members_come_in_with_their_group(compact: Compact) -> None:
    Path("parties.csv").write_text("id,name,kind,as_of\nreds,Reds,group,2024\n")
    Path("memberships.csv").write_text(
        "group,party,role\nreds,norway,\nreds,japan,excepted\nreds,jpan,\nred,japan,\nreds,japan,x\n"
    )
    status, _, faults = compact("import", "memberships.csv", "parties.csv")
    assert status == 1
    assert faults.splitlines() == [
        "memberships.csv:4:2 unknown-party there is no party “jpan”; did you mean “japan”?",
        "memberships.csv:5:1 unknown-party there is no party “red”; did you mean “reds”?",
        "memberships.csv:6:3 value “role” is “x”; it is one of member, excepted",
    ]
    Path("memberships.csv").write_text("group,party,role\nreds,norway,\nreds,japan,excepted\n")
    status, told, _ = compact("import", "memberships.csv", "parties.csv")
    assert status == 0
    assert told.startswith("memberships.csv: memberships: 2 added, 0 there already\n")
    reds = load(Path("water")).knowledge.parties["reds"]
    assert (reds.members, reds.excepted) == (("norway",), ("japan",))


def test_a_term_that_the_pack_has_by_another_id_is_left(compact: Compact) -> None:
    Path("water/terms.yaml").write_text(
        "terms:\n  - {id: users, name: Users' union, aliases: [WUA], senses: [{means: union, "
        "definition: Mine., citations: [{source: words}]}]}\n"
    )
    Path("terms.csv").write_text("name,means,definition\nwua,union,Theirs.\n")
    status, told, _ = compact("import", "terms.csv", "--source", "words")
    assert status == 0
    assert "left as the pack has it: terms wua (there users), where it differs in" in told


def test_a_glossary_of_many_traps(compact: Compact) -> None:
    Path("g.tbx").write_text(TBX)
    status, told, faults = compact("import", "g.tbx", "--source", "words")
    assert (status, faults) == (0, "")
    assert told.splitlines() == [
        "g.tbx: terms: 3 added, 0 there already",
        "g.tbx: translations: 1 added, 0 there already",
        "  left: “delta” in line 26 has no definition in English",
        "  left: “écluse” in line 29 has no English term",
        "  not taken: subjectField (1), terms in “de” (1)",
        "  written: water/g.yaml, 4 entries",
    ]
    terms = load(Path("water")).knowledge.terms
    river = terms["river"]
    assert (river.aliases, river.senses[0].means, river.senses[0].definition) == (
        ("watercourse of some size",),
        "river",
        "A stream that does not end.",
    )
    assert [sense.definition for sense in terms["bank"].senses] == [
        "Ground beside a river.",
        "A lender.",
    ]
    assert (terms["iwc"].name, terms["iwc"].senses[0].means) == ("iwc", "integrated water care")
    again = compact("import", "g.tbx", "--source", "words")[1]
    assert again.startswith("g.tbx: terms: 0 added, 3 there already\n")


def test_a_fault_of_a_glossary_is_told_at_its_line(compact: Compact) -> None:
    Path("water/terms.yaml").write_text(
        "terms:\n  - {id: y, name: Y, aliases: [watercourse of some size], senses: [{means: union, "
        "definition: Mine., citations: [{source: words}]}]}\n"
    )
    Path("g.tbx").write_text(TBX)
    status, _, faults = compact("import", "g.tbx", "--source", "words")
    assert status == 1
    assert faults.startswith("g.tbx:4:1 duplicate-alias “watercourse of some size” is already")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<tbx><text></tbx>", "g.tbx:1: this is no TBX file: mismatched tag.\n"),
        ("<html/>", "g.tbx: this is no TBX file: it has no “tbx” or “martif”.\n"),
        ("<tbx/>", "g.tbx: there are no terms in it.\n"),
    ],
)
def test_what_is_no_glossary(compact: Compact, content: str, told: str) -> None:
    Path("g.tbx").write_text(content)
    assert compact("import", "g.tbx", "--source", "words") == (1, "", told)


def test_a_calendar_of_many_traps(compact: Compact) -> None:
    Path("c.ics").write_bytes(
        calendar(
            "DTSTART:20240305T100000Z\nDTEND:20240307T000000Z\nSUMMARY:Round",
            "DTSTART;VALUE=DATE:20240401\nSUMMARY:Working group\nSTATUS:TENTATIVE",
            "DTSTART;VALUE=DATE:20240501\nSUMMARY:Working group\nURL:https://example.org",
            "DTSTART;TZID=W. Europe Standard Time:20240601T090000\nDURATION:PT3H\n"
            "SUMMARY:Hearing\nRRULE:FREQ=WEEKLY",
            "DTSTART;VALUE=DATE:20240701\nSUMMARY:Forum\nSTATUS:CANCELLED",
            "DTSTART:20240801T090000\nSUMMARY:Talk in the hall",
            head="X-WR-TIMEZONE:Asia/Tokyo\nBEGIN:VTODO\nUID:t\nSUMMARY:Pack\nEND:VTODO\n",
        )
    )
    status, told, faults = compact("import", "c.ics", "--source", "words")
    assert (status, faults) == (0, "")
    assert told.splitlines() == [
        "c.ics: events: 5 added, 0 there already",
        "  “Hearing” in line 27 comes again by a rule: its first date alone is taken",
        "  left: “Forum” in line 34 is called off",
        "  not taken: URL (1), VTODO (1)",
        "  written: water/c.yaml, 5 entries",
    ]
    events = load(Path("water")).knowledge.events
    found = {
        event.name: (str(event.when), event.dates[0].time, event.zone, event.dates[0].note)
        for event in events.values()
        if event.id != "talks"
    }
    assert found == {
        "Round": ("2024-03-05..2024-03-06", "10:00", "UTC", ""),
        "Working group, 1 April 2024": ("2024-04-01", "", "", "The calendar has it as tentative."),
        "Working group, 1 May 2024": ("2024-05-01", "", "", ""),
        "Hearing": ("2024-06-01", "09:00", "Europe/Berlin", ""),
        "Talk in the hall": ("2024-08-01", "09:00", "Asia/Tokyo", ""),
    }


def test_every_fault_of_a_calendar_at_its_line(compact: Compact) -> None:
    Path("c.ics").write_bytes(
        calendar(
            "DTSTART:20240305T100000\nSUMMARY:Round",
            "DTSTART;TZID=Nowhere:20240305T100000\nSUMMARY:Hearing",
            "DTSTART;VALUE=DATE:20240401",
            "SUMMARY:Forum",
            "DTSTART:2024xx\nSUMMARY:Meeting",
            "DTSTART;VALUE=DATE:20240401\nDTEND;VALUE=DATE:20240301\nSUMMARY:Back",
        )
    )
    status, _, faults = compact("import", "c.ics", "--source", "words")
    assert status == 1
    assert [line.split(" ", 2)[:2] for line in faults.splitlines()] == [
        ["c.ics:6:1", "zone"],
        ["c.ics:11:1", "zone"],
        ["c.ics:14:1", "missing-key"],
        ["c.ics:18:1", "missing-key"],
        ["c.ics:24:1", "value"],
        ["c.ics:30:1", "date"],
    ]
    Path("c.ics").write_bytes(calendar("DTSTART:20240305T100000\nSUMMARY:Round"))
    assert compact("import", "c.ics", "--source", "words", "--zone", "Asia/Tokyo")[0] == 0
    assert load(Path("water")).knowledge.events["round-2024"].zone == "Asia/Tokyo"


def test_the_calendar_of_a_pack_knows_its_events_again(compact: Compact) -> None:
    compact("export", "out")
    told = compact("import", "out/events.ics", "--source", "words")[1]
    assert told.startswith("out/events.ics: events: 0 added, 0 there already\n  left as the pack")
    assert not Path("water/events.yaml").exists()


def test_nothing_is_exported_over_a_table(compact: Compact) -> None:
    assert compact("export", "out", "--pack", "water")[0] == 0
    Path("out/events.csv").write_text("mine")
    status, _, told = compact("export", "out", "--pack", "water")
    assert (status, told) == (2, "out/pack.csv is there already; choose another folder.\n")
    assert Path("out/events.csv").read_text() == "mine"


# Whatever an editor can write

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"))
    | st.sampled_from("\n\t\"',;:#=+-@|\u00a0\u2028—[]{}"),
    min_size=1,
    max_size=30,
).filter(lambda text: bool(text.strip()))
NASTY = st.sampled_from(
    [
        "=cmd|' /C calc'!A0",
        "'=1",
        "+1",
        "-1 # no",
        "@x",
        "NO",
        "null",
        "~",
        "2018",
        "1.10",
        "12:30",
        "0x1f",
        "a\nb\n\nc",
        "a\n— b",
        "<<<<<<< x",
        '["a"]',
        '{"a": 1}',
        "[a",
        "\u00a0x\u00a0y",
        "x: y",
        "- x",
        "*x",
        "&x",
        "!x",
        "%x",
        "|",
        ">",
        "\ufeffx",
        '"',
        "a\\nb",
    ]
)
ANY = TEXTS | NASTY


@settings(deadline=None, max_examples=60)
@given(
    description=ANY,
    aliases=st.lists(st.integers(0, 9), max_size=3, unique=True),
    tails=st.lists(ANY, min_size=3, max_size=3),
    labels=st.dictionaries(ANY, st.just("japan"), max_size=3),
    notes=st.lists(ANY, min_size=2, max_size=2),
)
def test_whatever_is_written_goes_out_and_comes_back(
    description: str,
    aliases: list[int],
    tails: list[str],
    labels: dict[str, str],
    notes: list[str],
) -> None:
    sections: dict[str, list[Item]] = {
        "pack": [{"id": "water", "name": description, "description": description}],
        "states": [{"id": "japan", "code": "JP"}, {"id": "norway", "code": "NO"}],
        "sources": [
            {
                "id": "words",
                "name": "Words",
                "author": description,
                "date": "2024",
                "kind": "notes",
                "form": "prose",
                "file": "words.txt",
                "sha256": "0" * 64,
                "description": description,
                "speakers": labels,
            }
        ],
        "topics": [
            {
                "id": "wells",
                "name": "Wells",
                "proposition": description,
                "synonyms": [
                    f"alias{number} {tail}" for number, tail in zip(aliases, tails, strict=False)
                ],
            }
        ],
        "events": [
            {
                "id": "talks",
                "name": "Talks",
                "kind": "session",
                "description": description,
                "people": [*tails],
                "dates": [{"when": "2024-01", "source": "words", "note": note} for note in notes],
            }
        ],
        "positions": [
            {
                "id": "a",
                "party": "japan",
                "session": "talks",
                "source": "words",
                "locators": ["1.1"],
                "topic": "wells",
                "stance": "support",
                "summary": "Wants wells.",
                "note": notes[0],
                "voiced_by": notes[1],
            },
            {
                "id": "b",
                "party": "norway",
                "session": "talks",
                "source": "words",
                "locators": ["1.2"],
                "stance": None,
                "summary": None,
            },
        ],
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pack").mkdir()
        (folder / "pack" / "all.yaml").write_text(spell_sections(sections, ""), "utf-8")
        before = load(folder / "pack").knowledge
        assert main(["export", str(folder / "out"), "--pack", str(folder / "pack")]) == 0
        for path in (folder / "out").glob("*.csv"):
            rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
            assert not any(c.startswith(("=", "+", "-", "@", "\t", "\r")) for r in rows for c in r)
        tables = sorted(map(str, (folder / "out").glob("*.csv")))
        assert main(["import", *tables, "--into", str(folder / "back")]) == 0
        after = load(folder / "back").knowledge
        for kind in ("pack", "parties", "sources", "topics", "events", "positions", "drafts"):
            assert getattr(after, kind) == getattr(before, kind)
        first, second = read_sections(folder / "pack"), read_sections(folder / "back")
        assert {kind: len(items) for kind, items in first.items()} == {
            kind: len(items) for kind, items in second.items()
        }
        shutil.rmtree(folder / "back")
