"""An evening at a terminal: notes in, a pack begun, drafts coded, an answer."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests.bot.authoring.conftest import Compact
from tests.knowledge.documents.made import make_docx

NOTES = """\
# Debate on water

**Japan** Wells should be shallow. Rain is enough.

**Kenya (for the African Group)** Pumps need care.

**Lichetenstein** Wells are dear.
"""
TOPICS = """\
topics:
  - {id: wells, name: Wells, proposition: shallow wells}
  - {id: pumps, name: Pumps, proposition: care for pumps}
"""


@pytest.fixture
def compact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command_line: Compact) -> Compact:
    """Run the command line in a folder that has one document and no pack yet."""
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "COMPACT_PACKS": str(tmp_path / "packs"),
        "COMPACT_CACHE": "",
        "COMPACT_STORE": str(tmp_path / "compact.sqlite"),
    }.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "day one.docx").write_bytes(make_docx(NOTES))

    return command_line


@pytest.fixture
def pack(compact: Compact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    status, _, _ = compact("new", "Water talks", "documents/day one.docx")
    assert status == 0
    folder = tmp_path / "packs" / "water-talks"
    monkeypatch.setenv("COMPACT_PACK", str(folder))
    monkeypatch.setenv("COMPACT_SOURCES", str(tmp_path / "documents"))
    (folder / "topics.yaml").write_text(TOPICS)
    return folder


def test_a_new_pack_is_valid_and_says_what_comes_next(compact: Compact, tmp_path: Path) -> None:
    status, out, _ = compact("new", "Water talks")
    folder = tmp_path / "packs" / "water-talks"
    assert status == 0
    assert out.splitlines()[:2] == [
        f"A new pack is in {folder}",
        f"  export COMPACT_PACK={folder}",
    ]
    assert compact("check", str(folder))[:2] == (
        0,
        "Water talks: no faults in 204 parties, 0 topics, 0 positions, 0 events, 0 terms, 0 people "
        "and bodies, 0 proposals.\nLocators and copied words were not checked: COMPACT_SOURCES "
        "names no documents.\n",
    )


def test_a_new_pack_tells_what_it_knows_of_the_documents(
    compact: Compact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPACT_PACKS", "packs")
    (tmp_path / "more.txt").write_text("Japan: Wells.\n\nKenya: Pumps.\n\nNordia: Ice.\n")
    assert compact("new", "Water talks", "more.txt")[1].splitlines() == [
        f"A new pack is in {tmp_path}/packs/water-talks",
        f"  export COMPACT_PACK={tmp_path}/packs/water-talks",
        f"  export COMPACT_SOURCES={tmp_path}",
        "  compact ingest more.txt --session session-1",
        "  compact check",
        "more.txt: form colon (colon: 2 of 3 labels are names)",
        "  recognised: 2 of 3 interventions by 2 parties",
        "  left: “Nordia” is nobody's (line 5)",
    ]


def test_the_new_packs_folder_may_be_named_before_it_is_there(
    compact: Compact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPACT_PACK", str(tmp_path / "packs" / "water-talks"))
    assert compact("new", "Water talks")[0] == 0
    assert compact("check")[0] == 0


def test_a_pack_is_never_written_over(compact: Compact, pack: Path) -> None:
    status, _, err = compact("new", "Water talks")
    assert (status, err) == (
        2, f"There is a pack in {pack} already; choose another name.\n",
    )  # fmt: skip
    assert (pack / "topics.yaml").read_text() == TOPICS


def test_a_new_packs_source_has_hash_form_and_speakers(compact: Compact, pack: Path) -> None:
    text = (pack / "sources.yaml").read_text()
    assert "    form: emphasis # emphasis: 3 of 3 labels are names" in text
    assert "      Lichetenstein: liechtenstein # guessed: nearest to liechtenstein\n" in text
    assert "      African Group: african-group\n" in text
    assert compact("check")[0] == 0


def test_ingest_tells_what_was_recognised_guessed_and_left(compact: Compact, pack: Path) -> None:
    status, out, _ = compact("ingest", "documents/day one.docx", "--session", "First session")
    assert status == 0
    assert out.splitlines() == [
        "day one.docx → day-one: form emphasis",
        "  recognised: 3 of 3 interventions by 3 parties",
        "  nobody's words: 1 line (titles, notes, an opening)",
        "  drafts: 4, 3 with a topic of 2, 1 marked as uncertain",
        "  in the file: 4 new, 0 renewed, 0 taken out, 0 yours and untouched",
    ]
    assert "4 drafts have no stance and summary yet; no answer shows them." in compact("check")[1]


def test_what_nobody_coded_is_found_the_same_evening(compact: Compact, pack: Path) -> None:
    compact("ingest", "documents/day one.docx", "--session", "session-1")
    for question in ("position Kenya pumps", "position African Group", "topic pumps", "care"):
        out = compact("ask", question)[1]
        assert "Kenya for the African Group\n" in out, question
        assert "“Pumps need care.”\n" in out
        assert "Kenya 1 (1), not yet reviewed" in out
    assert "“Pumps need care.”" not in compact("ask", "position Japan pumps")[1]


def test_drafts_are_in_no_stance_board_or_count(compact: Compact, pack: Path) -> None:
    questions = ("who supports pumps", "topic", "gaps", "compare Japan Kenya wells")
    before = [compact("ask", question)[1] for question in questions]
    compact("ingest", "documents/day one.docx", "--session", "session-1")
    after = [compact("ask", question)[1] for question in questions]
    assert before == after


def test_a_coded_draft_is_an_answer_and_stays_as_it_was_written(
    compact: Compact, pack: Path
) -> None:
    compact("ingest", "documents/day one.docx", "--session", "session-1")
    file = pack / "positions" / "day-one.yaml"
    text = file.read_text()
    coded = text.replace("stance:\n    summary:", "stance: support\n    summary: Wants it so.", 1)
    file.write_text(coded)
    out = compact("ask", "position Japan wells")[1]
    assert "Wants it so." in out
    assert "not yet reviewed" not in out
    again = compact("ingest", "documents/day one.docx", "--session", "session-1")[1]
    assert "1 yours and untouched" in again
    assert file.read_text() == coded


def test_documents_lists_passages_and_finds_words(compact: Compact, pack: Path) -> None:
    assert compact("documents")[1] == (
        "day-one: day one.docx, form emphasis, 3 interventions, 4 passages.\n"
    )
    assert compact("documents", "day-one")[1].splitlines() == [
        "Form emphasis; 4 passages.",
        "Nobody's words, line 1: Debate on water",
        "",
        "japan 1.1          Japan: Wells should be shallow.",
        "japan 1.2          Japan: Rain is enough.",
        "kenya 1.1          Kenya (for African Group): Pumps need care.",
        "liechtenstein 1.1  Liechtenstein: Wells are dear.",
    ]
    assert compact("documents", "day one", "--find", "wells dear")[1] == (
        "liechtenstein 1.1  Liechtenstein: Wells are dear.\n"
    )
    assert compact("documents", "day-one", "--find", "ice")[1] == "No passage has “ice”.\n"


def test_documents_reads_any_file(compact: Compact, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("Japan: Wells.\n\nKenya: Pumps.\n\nNordia: Ice.\n")
    assert compact("documents", "more.txt")[1].splitlines() == [
        "Form colon (colon: 2 of 3 labels are names); 3 passages.",
        "Nobody's label: “Nordia” (line 5).",
        "",
        "japan 1.1   Japan: Wells.",
        "kenya 1.1   Kenya: Pumps.",
        "nordia 1.1  nobody's “Nordia”: Ice.",
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("documents", "nothing.txt"), 2, "There is no file and no document “nothing.txt”;"),
        (("ingest", "nothing.txt", "--session", "session-1"), 2, "There is no file nothing.txt."),
        (
            ("ingest", "documents/day one.docx", "--session", "sesion-1"),
            2,
            "The pack has no session “sesion-1”; did you mean “session-1”?",
        ),
        (("new", "More", "nothing.txt"), 2, "There is no file nothing.txt."),
        (("new", "More", "packs/water-talks/pack.yaml"), 1, "“.yaml” is no format that is read; "),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_a_sentence(
    compact: Compact, pack: Path, arguments: tuple[str, ...], status: int, told: str
) -> None:
    done, _, err = compact(*arguments)
    assert (done, err.startswith(told)) == (status, True), err
    assert not (pack.parent / "more").exists()


def test_another_version_of_a_document_is_told(
    compact: Compact, pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "documents" / "day one.docx").write_bytes(make_docx(NOTES + "\nMore."))
    status, _, err = compact("ingest", "documents/day one.docx", "--session", "session-1")
    assert status == 2
    assert err.startswith("“day-one” is another version of day one.docx.")
    digest = hashlib.sha256((tmp_path / "documents" / "day one.docx").read_bytes()).hexdigest()
    assert f"write “sha256: {digest}” into its entry" in " ".join(err.split())
    told = compact("check")[1]
    assert "Not checked against day one.docx: it is another version, quoted and searched" in told
    assert f"sha256: {digest}" in told


def test_a_label_that_is_learnt_later_is_added_to_the_editors_own_file(
    compact: Compact, pack: Path
) -> None:
    file = pack / "sources.yaml"
    text = file.read_text()
    edited = text.replace("      Japan: japan\n", "").replace("kind: floor notes", "kind: 'notes'")
    file.write_text(edited)
    compact("ingest", "documents/day one.docx", "--session", "session-1")
    assert "      Japan: japan\n" in file.read_text()
    assert file.read_text().replace("      Japan: japan\n", "") == edited


def test_a_second_document_gets_an_entry_of_its_own(
    compact: Compact, pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "documents" / "day two.md").write_text("Japan: Wells.\n\nChad: Pumps.\n")
    status, out, _ = compact("ingest", "documents/day two.md", "--session", "session-1")
    assert (status, out.splitlines()[0]) == (
        0, "day two.md → day-two: form colon (colon: 2 of 2 labels are names; next "
        "lines: 2 of 2 labels are names)",
    )  # fmt: skip
    assert compact("check")[0] == 0
    assert "“Pumps.”" in compact("ask", "position Chad pumps")[1]


def test_nothing_is_written_into_the_programs_own_pack(compact: Compact) -> None:
    status, _, err = compact("ingest", "documents/day one.docx", "--session", "session-2")
    assert status == 2
    assert err.startswith("COMPACT_PACK names no pack, and nothing is written into the one")


BULLETIN = """\
On Tuesday, delegates met. Chad, supported by Kenya, said wells come first, and Peru opposed pumps.

Norway, for the African Group, noted the hour.
"""


def test_a_bulletin_answers_as_the_documents_own_words(
    compact: Compact, pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "documents" / "bulletin.txt").write_text(BULLETIN)
    status, out, _ = compact("ingest", "documents/bulletin.txt", "--session", "session-1")
    assert (status, out.splitlines()[1]) == (
        0, "  recognised: 3 of 3 clauses that tell what a party said",
    )  # fmt: skip
    assert compact("check")[0] == 0
    asked = compact("ask", "position Peru pumps")[1]
    assert "bulletin (telling of Chad, Peru)\n" in asked
    assert "not yet reviewed" in asked
    # Who stands beside a speaker has not spoken.
    assert "wells come first" not in compact("ask", "position Kenya")[1]
    drafts = (pack / "positions" / "bulletin.yaml").read_text()
    assert "party: peru\n    topic: pumps" in drafts
    assert "# Uncertain: beside it: Kenya.\n" in drafts
    assert "party: norway\n    on_behalf_of: african-group\n" in drafts


def test_the_form_auto_is_settled_by_the_document(compact: Compact, pack: Path) -> None:
    file = pack / "sources.yaml"
    file.write_text(file.read_text().replace("form: emphasis", "form: auto"))
    assert compact("check")[0] == 0
    assert "Kenya for the African Group" in compact("ask", "position Kenya")[1]
    assert "form emphasis, 3 interventions" in compact("documents")[1]


def test_a_draft_document_says_whose_changes_it_has(
    compact: Compact, pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "documents" / "draft.docx").write_bytes(make_docx("Parties {-may-}{+shall+} act."))
    compact("ingest", "documents/draft.docx", "--session", "session-1")
    told = "a draft with tracked insertions, which are in the text, by: Secretariat (1)"
    for arguments in (("documents",), ("documents", "draft"), ("ask", "sources draft")):
        assert told in " ".join(compact(*arguments)[1].split()), arguments


TITLED = """\
WELLS

Chad said wells come first.

PUMPS

Peru opposed pumps.
"""


def test_drafts_of_a_bulletin_stand_under_its_sections(
    compact: Compact, pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "documents" / "bulletin.txt").write_text(TITLED)
    for _ in range(2):  # at first the sections are proposed, then they are the entry's
        compact("ingest", "documents/bulletin.txt", "--session", "session-1")
        drafts = (pack / "positions" / "bulletin.yaml").read_text()
        assert re.findall(r"locators: (.*)", drafts) == ["[wells.1]", "[pumps.1]"]
    coded = drafts.replace("stance:\n    summary:", "stance: support\n    summary: Wants it.")
    (pack / "positions" / "bulletin.yaml").write_text(coded)
    assert compact("check")[0] == 0


def test_of_a_bulletins_paragraph_only_the_coded_speaker_is_reviewed(
    compact: Compact, pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "documents" / "bulletin.txt").write_text(BULLETIN)
    compact("ingest", "documents/bulletin.txt", "--session", "session-1")
    file = pack / "positions" / "bulletin.yaml"
    draft = "party: peru\n    topic: pumps # by “Pumps”\n    stance:\n    summary:"
    text = file.read_text()
    assert draft in text
    coded = draft.replace("stance:", "stance: oppose").replace("summary:", "summary: Wants none.")
    file.write_text(text.replace(draft, coded))
    assert compact("check")[0] == 0
    chad = compact("ask", "position Chad")[1]
    assert "Not yet reviewed (1)" in chad
    assert "wells come first" in chad
    peru = compact("ask", "position Peru")[1]
    assert "Wants none." in peru
    assert "Not yet reviewed" not in peru
    # The other speaker's draft stays, and none is made anew for the one who is coded.
    (told,) = re.findall(
        r"in the file: .*", compact("ingest", "documents/bulletin.txt", "--session", "session-1")[1]
    )
    assert told == "in the file: 0 new, 0 renewed, 0 taken out, 1 yours and untouched"


def test_a_group_whose_members_are_not_listed_is_not_said_to_have_none(
    compact: Compact, pack: Path
) -> None:
    compact("ingest", "documents/day one.docx", "--session", "session-1")
    file = pack / "positions" / "day-one.yaml"
    draft = "topic: pumps # by “Pumps”\n    stance:\n    summary:"
    text = file.read_text()
    assert draft in text
    coded = draft.replace("stance:", "stance: support").replace("summary:", "summary: Wants it.")
    file.write_text(text.replace(draft, coded))
    told = compact("ask", "who supports pumps")[1]
    assert "African Group (Kenya)" in told
    assert "stands for" not in told


def test_the_note_on_a_label_goes_when_it_is_somebodys(
    compact: Compact, pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "documents" / "two.md").write_text(
        "Chad: A.\n\nBlue Two: B.\n\nPeru: C.\n\nIce: D.\n"
    )
    compact("ingest", "documents/two.md", "--session", "session-1")
    file = pack / "sources" / "two.yaml"
    assert re.findall("# Nobody's yet: (.*?) \\(", file.read_text()) == ["Blue Two", "Ice"]
    with (pack / "parties.yaml").open("a") as parties:
        parties.write("  - {id: blue, name: Blue Two, kind: group}\n")
    compact("ingest", "documents/two.md", "--session", "session-1")
    assert re.findall("# Nobody's yet: (.*?) \\(", file.read_text()) == ["Ice"]
    assert "      Blue Two: blue\n" in file.read_text()
