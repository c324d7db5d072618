"""Cutting documents into passages: every trap of a floor record, and the rules for prose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.documents.floor import read_floor_record
from knowledge.documents.locators import (
    Document,
    Intervention,
    Locator,
    parse_locator,
)
from knowledge.documents.prose import SectionMark, read_prose
from knowledge.errors import LocatorError
from knowledge.loading.loader import PACKS, load

SPEAKERS = {
    "ALFA": "alfa",
    "BRAVO LAND": "bravo-land",
    "BRAVOLAND": "bravo-land",
    "ÇÉDILLE": "cedille",
    "Del-Ta": "del-ta",
    "Del- Ta": "del-ta",
    "Dell-Ta": "del-ta",
    "Ann Echo": "echo",
    "Echo": "echo",
}


def read(text: str) -> Document:
    return read_floor_record(text, SPEAKERS)


def units(document: Document) -> list[str]:
    return [turn.unit for turn in document.interventions]


def words(passage: str, first: int, last: int) -> tuple[str, str]:
    """Give the first and the last few words of a passage."""
    found = passage.split()
    return " ".join(found[:first]), " ".join(found[-last:])


@pytest.fixture(scope="module")
def notes(documents: Path) -> Document:
    return load(PACKS / "gcm", documents).library.documents["session-2-notes"]


def turn_of(document: Document, unit: str) -> Intervention:
    (turn,) = (turn for turn in document.interventions if turn.unit == unit)
    return turn


# --- The floor notes of 13 March 2018


def test_the_notes_have_102_interventions_and_672_parts(notes: Document) -> None:
    assert len(notes.interventions) == 102
    assert len(notes.passages) == 672
    assert sum(notes.lengths.values()) == 672
    assert notes.unknown_labels == ()


def test_every_locator_of_the_notes_parses_back(notes: Document) -> None:
    for leaf in notes.passages:
        locator = parse_locator(leaf, "floor")
        assert str(locator) == leaf
        assert locator.leaves(notes.lengths) == (leaf,)


@pytest.mark.parametrize(
    ("unit", "line", "label"),
    [
        ("liechtenstein 1", 59, "LICHETENSTEIN"),
        ("liechtenstein 2", 167, "LICHTENSTEIN"),
        ("russia 1", 97, "RUSSIAN FEDERATION"),
        ("turkey 1", 49, "TURKEY"),
    ],
)
def test_a_misprinted_label_is_still_its_state(
    notes: Document, unit: str, line: int, label: str
) -> None:
    turn = turn_of(notes, unit)
    assert (turn.line, turn.label, turn.presiding) == (line, label, False)


def test_turkey_without_a_space_before_the_dash(notes: Document) -> None:
    turn = turn_of(notes, "turkey 1")
    assert len(turn.parts) == 3
    assert words(turn.parts[0], 3, 3) == ("we liked what", "should be avoided")
    assert words(turn.parts[2], 3, 3) == ("we should listen", "by climate-based displacement")


@pytest.mark.parametrize(
    ("unit", "count", "joint", "first", "last"),
    [
        # The part that the page end cut: its first words stand before, its last ones after it.
        ("holy-see 1", 6, 4, "whether they are being returned", "be treated in the GCR"),
        ("switzerland 1", 17, 16, "the objective of the GCM", "build on top of that"),
        ("comoros 2", 17, 9, "a dedicated capacity-building", "developing tailored projects"),
        ("comoros 3", 9, 2, "multileveled, integrated", "gaps, learning, best practices"),
        ("bangladesh 1", 16, 8, "we are interested in the", "create a new capacity-mechanism"),
        ("costa-rica 1", 5, 3, "border administration which", "between neighboring states"),
        ("paraguay 1", 7, 5, "we have relevant case law", "Inter American Court for HR"),
        # Here the second half begins with a dash: the page end fell between two parts.
        ("japan 2", 13, 11, "but we need to know", "about the role of IOM"),
    ],
)  # fmt: skip
def test_an_intervention_cut_by_a_page_end_is_one(
    notes: Document, unit: str, count: int, joint: int, first: str, last: str
) -> None:
    turn = turn_of(notes, unit)
    assert len(turn.parts) == count
    assert words(turn.parts[joint - 1], len(first.split()), len(last.split())) == (first, last)


def test_what_follows_a_page_end_is_nobody_elses(notes: Document) -> None:
    by_line = [turn.unit for turn in notes.interventions]
    for unit, after in [
        ("holy-see 1", "south-africa 1"),
        ("japan 2", "turkey 2"),
        ("bangladesh 1", "india 3"),
        ("paraguay 1", "cuba 3"),
    ]:
        assert by_line[by_line.index(unit) + 1] == after
    assert not any(unit.startswith("african-group") for unit in by_line)


def test_chairs_in_italics_in_every_spelling(notes: Document) -> None:
    chairs = [turn for turn in notes.interventions if turn.presiding]
    labels = {speaker: set[str]() for speaker in ("gomez-camacho", "lauber", "arbour")}
    for turn in chairs:
        labels[turn.speaker].add(turn.label)
    assert labels == {
        "gomez-camacho": {"Gomez-Camacho", "Gomez-Comacho", "Gomez- Camacho"},
        "lauber": {"Lauber"},
        "arbour": {"Louise Arbour", "Arbour"},
    }
    count = {speaker: sum(turn.speaker == speaker for turn in chairs) for speaker in labels}
    assert count == {"gomez-camacho": 10, "lauber": 9, "arbour": 2}


def test_chairs_never_speak_for_their_states(notes: Document) -> None:
    for state, count in (("mexico", 2), ("switzerland", 2)):
        turns = [turn for turn in notes.interventions if turn.speaker == state]
        assert [turn.presiding for turn in turns] == [False] * count
        assert {turn.label for turn in turns} == {state.upper()}


def test_italics_leave_no_asterisk_behind(notes: Document) -> None:
    assert not any("*" in passage or "<sup>" in passage for passage in notes.passages.values())


def test_states_named_at_the_start_are_not_the_speaker(notes: Document) -> None:
    turn = turn_of(notes, "brazil 1")
    assert (turn.line, turn.label) == (65, "BRAZIL")
    assert turn.parts[0] == "Holy See, Turkey, Switzerland"
    assert len(turn.parts) == 4
    assert words(turn.parts[3], 3, 3) == ("perhaps the compact", "rights are granted")


def test_mixed_dashes_part_clauses_and_spare_compounds(notes: Document) -> None:
    assert words(notes.passages["tuvalu 1.1"], 3, 3) == ("according to the", "by climate change")
    assert words(notes.passages["switzerland 2.7"], 4, 2) == (
        "we shouldn't reinvent the",
        "the wheel",
    )
    assert words(notes.passages["switzerland 2.8"], 3, 2) == ("Addis Ababa Action", "of reference")
    assert notes.passages["holy-see 1.5"].startswith("we don't think it's enough")
    assert "North-South Cooperation" in notes.passages["china 2.5"]
    assert "capacity-mechanism" in notes.passages["bangladesh 1.8"]


def test_whom_a_delegation_speaks_for(notes: Document) -> None:
    assert {unit: whom for unit, whom in notes.attributions.items() if whom} == {
        "comoros 1": "African Group",
        "comoros 2": "Africa Group",
        "comoros 3": "Africa Group",
        "austria 1": "everyone but Hungary",
        "austria 2": "27 states",
        "austria 3": "Europe Group",
        "austria 5": "European Group",
    }
    assert notes.attributions["austria 4"] == ""
    assert words(notes.passages["austria 1.1"], 3, 1)[0] == "three main issues:"


def test_headings_and_lunch_are_nobodys_words(notes: Document) -> None:
    assert words(notes.passages["india 3.7"], 2, 3) == (
        "implementation should",
        "for member states",
    )
    assert notes.interventions[0].unit == "gomez-camacho 1"
    assert not any("LUNCH" in text or "Simeone" in text for text in notes.passages.values())


def test_the_intervention_that_breaks_off_is_not_completed(notes: Document) -> None:
    broken = [turn for turn in notes.interventions if turn.broken_off]
    assert [turn.unit for turn in broken] == ["brazil 3"]
    assert len(broken[0].parts) == 11
    assert words(broken[0].parts[10], 4, 4) == ("I don’t think we", "restrictive, or outside the")
    following = notes.interventions[notes.interventions.index(broken[0]) + 1]
    assert (following.unit, following.line) == ("canada 2", 185)
    assert following.parts[0] == "support Brazil, Japan, Switzerland"


# --- The same rules on small records


def test_a_label_ends_at_a_dash_of_any_kind_or_a_colon() -> None:
    text = "ALFA – a\n\nBRAVO LAND— b\n\nALFA - c\n\nBRAVOLAND– d\n\nALFA: e\n\nÇÉDILLE – f"
    document = read(text)
    assert units(document) == [
        "alfa 1", "bravo-land 1", "alfa 2", "bravo-land 2", "alfa 3", "cedille 1",
    ]  # fmt: skip
    assert list(document.passages.values()) == ["a", "b", "c", "d", "e", "f"]


def test_chairs_are_in_italics_with_a_colon_or_a_dash() -> None:
    text = (
        "*Del-Ta: one*\n\n*Del- Ta – two*\n\n*Dell-Ta – three*\n\n"
        "*Ann Echo - four*\n\n*Echo – five*"
    )
    document = read(text)
    assert units(document) == ["del-ta 1", "del-ta 2", "del-ta 3", "echo 1", "echo 2"]
    assert all(turn.presiding for turn in document.interventions)
    assert list(document.passages.values()) == ["one", "two", "three", "four", "five"]


def test_clauses_end_at_a_dash_with_white_space_on_a_side() -> None:
    document = read(
        "ALFA – one – two -three- four — follow-up and North-South — *five* 20<sup>th</sup>"
    )
    assert list(document.passages.values()) == [
        "one", "two", "three", "four", "follow-up and North-South", "five 20th",
    ]  # fmt: skip


def test_a_block_without_a_label_goes_on_where_the_page_ended() -> None:
    document = read(
        "ALFA – one goes\n\non – two\n\n\n\nBravo Land's idea of three – four\n\nALFA – five"
    )
    assert document.lengths == {"alfa 1": 3, "alfa 2": 1}
    assert document.passages["alfa 1.1"] == "one goes on"
    assert document.passages["alfa 1.2"] == "two Bravo Land's idea of three"


def test_a_page_end_right_after_the_label() -> None:
    document = read("BRAVOLAND – one\n\nALFA –\n\ntwo")
    assert document.passages == {"bravo-land 1.1": "one", "alfa 1.1": "two"}


def test_a_line_that_begins_with_a_known_label_needs_no_empty_line() -> None:
    document = read(
        "ALFA – one\nBRAVO LAND – two\nwrapped GCM – three\n*Echo: four*\n# Break\nfive"
    )
    assert document.passages == {
        "alfa 1.1": "one",
        "bravo-land 1.1": "two wrapped GCM",
        "bravo-land 1.2": "three",
        "echo 1.1": "four",
    }
    assert [turn.line for turn in document.interventions] == [1, 2, 4]


def test_headings_end_an_intervention() -> None:
    document = read(
        "# Title\n\nNotes of nobody\n\nALFA – one\n\n## **LUNCH**\n\nafter\n\nALFA – two"
    )
    assert document.passages == {"alfa 1.1": "one", "alfa 2.1": "two"}
    assert [turn.line for turn in document.interventions] == [5, 11]


def test_a_label_in_bold_is_a_label() -> None:
    assert read("**ALFA** – one\n\n**BRAVO LAND –** two").passages == {
        "alfa 1.1": "one",
        "bravo-land 1.1": "two",
    }


@pytest.mark.parametrize(
    ("clause", "whom"),
    [
        ("on behalf of the Blue Group – x", "Blue Group"),
        ("on behalf of 7 states - x", "7 states"),
        ("speaking on behalf of the Blue Group – x", "Blue Group"),
        ("On behalf of Blue Group – x", "Blue Group"),
        ("(everyone but Bravo Land) – x", "everyone but Bravo Land"),
        ("x", ""),
        ("x – on behalf of the Blue Group", ""),
        ("x thanks Bravo for speaking on behalf of Blue", ""),
    ],
)
def test_for_whom_only_where_it_opens_the_words(clause: str, whom: str) -> None:
    (turn,) = read(f"ALFA – {clause}").interventions
    assert turn.attribution == whom
    assert turn.parts[0].startswith("x")


def test_words_that_open_with_states_are_the_speakers_own() -> None:
    document = read("ALFA - Bravo Land, Ann Echo – x\n\nBRAVO LAND – ALFA, well said – y")
    assert document.passages["alfa 1.1"] == "Bravo Land, Ann Echo"
    assert document.passages["bravo-land 1.1"] == "ALFA, well said"


def test_unknown_labels_are_listed_with_lines_and_never_guessed() -> None:
    text = (
        "ALFA – one\n\nALPHA – two\n\n*Foxtrot: three*\n\nCÔTE D’OR (NORTH) – four\n\n"
        "G77 & CHINA: five\n\n*Mr. De la Hotel – six*"
    )
    document = read(text)
    assert document.unknown_labels == (
        ("ALPHA", 3),
        ("Foxtrot", 5),
        ("CÔTE D’OR (NORTH)", 7),
        ("G77 & CHINA", 9),
        ("Mr. De la Hotel", 11),
    )
    assert units(document) == [
        "alfa 1", "alpha 1", "foxtrot 1", "cote-d-or-north 1", "g77-and-china 1",
        "mr-de-la-hotel 1",
    ]  # fmt: skip
    assert document.passages["alfa 1.1"] == "one"


def test_a_record_that_stops_in_mid_sentence() -> None:
    text = "ALFA – it lies outside the\n\nBRAVOLAND – whole\n\nALFA – we stand by it and"
    assert [turn.broken_off for turn in read(text).interventions] == [True, False, True]


# --- Prose

MARKS = (
    SectionMark("I", heading="I. OPENING"),
    SectionMark("II", heading="II. The “rest”"),
    SectionMark("tail", begins="Lastly, a word"),
    SectionMark("refs", heading="REFERENCES", body=False),
)


def test_sections_begin_with_a_heading_or_with_their_first_words() -> None:
    document = read_prose(
        "A title.\n\n**I. OPENING**\n\nOne.\n\nTwo.\n\n## *II.  The “Rest”*\n\nThree.\n\n"
        "Lastly, a word on it.\n\n# References\n\nA book.",
        MARKS,
    )
    assert document.passages == {
        "front.1": "A title.",
        "I.1": "One.",
        "I.2": "Two.",
        "II.1": "Three.",
        "tail.1": "Lastly, a word on it.",
        "refs.1": "A book.",
    }
    assert document.lengths == {"front": 1, "I": 2, "II": 1, "tail": 1, "refs": 1}
    assert document.optional == {"front", "fn", "refs"}


def test_the_items_of_a_list_are_paragraphs_of_their_own() -> None:
    document = read_prose(
        "I. OPENING\n\nIt wants:\n- peace,\n- bread\nand butter,\n\n"
        "1. first\n12. twelfth\n• last\n",
        MARKS,
    )
    assert [document.passages[f"I.{n}"] for n in range(1, 7)] == [
        "It wants:", "- peace,", "- bread and butter,", "1. first", "12. twelfth", "• last",
    ]  # fmt: skip


def test_a_paragraph_that_a_page_end_cut_goes_on_over_footnotes() -> None:
    document = read_prose(
        "I. OPENING\n\nThe page ends in\n\n<sup>1</sup> A note.\n\n2 Another one.\n\n---\n\n"
        "the middle.\n\nThis one is whole.¹\n\nSo is “this.”\n\nNew.",
        MARKS,
    )
    assert document.passages == {
        "I.1": "The page ends in the middle.",
        "I.2": "This one is whole.¹",
        "I.3": "So is “this.”",
        "I.4": "New.",
        "fn.1": "A note.",
        "fn.2": "Another one.",
    }
    assert "fn" in document.optional


def test_footnotes_count_in_sequence_and_other_numbers_are_text() -> None:
    document = read_prose(
        "I. OPENING\n\n9 people came.\n\n1 First note.\n\n3 people left.\n\n2 Second note.", MARKS
    )
    assert document.passages == {
        "I.1": "9 people came.",
        "I.2": "3 people left.",
        "fn.1": "First note.",
        "fn.2": "Second note.",
    }


def test_a_quotations_reference_belongs_to_the_quotation() -> None:
    document = read_prose(
        "I. OPENING\n\n“Be kind.”\n\n(Echo 2017, p. 3)\n\nThis still counts.\n\n"
        "“Go.”\n\n(ibid.)\n\n1. Next.",
        MARKS,
    )
    assert document.passages == {
        "I.1": "“Be kind.” (Echo 2017, p. 3) This still counts.",
        "I.2": "“Go.” (ibid.)",
        "I.3": "1. Next.",
    }


def test_rows_of_tables_and_headings_inside_stand_alone() -> None:
    document = read_prose(
        "I. OPENING\n\nDay\tHour\nOne\tTwo\n\n### Within\n\ntext goes on\n\nand on", MARKS
    )
    assert [document.passages[f"I.{n}"] for n in range(1, 5)] == [
        "Day\tHour", "One\tTwo", "Within", "text goes on and on",
    ]  # fmt: skip


def test_a_heading_that_comes_again_is_text() -> None:
    document = read_prose("I. OPENING\n\nOne.\n\nI. Opening\n\nTwo.", MARKS)
    assert document.lengths == {"I": 2}
    assert document.passages["I.2"] == "I. Opening Two."


def test_the_prose_documents_are_cut_as_their_sources_say(documents: Path) -> None:
    found = load(PACKS / "gcm", documents).library.documents
    body = {
        source: sum(n for unit, n in document.lengths.items() if unit not in document.optional)
        for source, document in found.items()
        if document.form == "prose"
    }
    assert body == {
        "coordination-meeting-2017": 96,
        "genina-proposals": 60,
        "gfmd-roundtable-3": 29,
        "iisd-2017-06-08": 10,
    }
    genina = found["genina-proposals"]
    assert genina.lengths["fn"] == 31
    for document in found.values():
        for leaf in document.passages:
            assert str(parse_locator(leaf, document.form)) == leaf


# --- Locators


@pytest.mark.parametrize(
    ("text", "form", "locator"),
    [
        ("japan 2", "floor", Locator("japan 2")),
        ("japan 2.8", "floor", Locator("japan 2", 8, 8)),
        ("japan 2.8-10", "floor", Locator("japan 2", 8, 10)),
        ("holy-see 1", "floor", Locator("holy-see 1")),
        ("V", "prose", Locator("V")),
        ("V.12", "prose", Locator("V", 12, 12)),
        ("annex-2.3-4", "prose", Locator("annex-2", 3, 4)),
    ],
)
def test_locators(text: str, form: str, locator: Locator) -> None:
    assert parse_locator(text, form) == locator
    assert str(locator) == text


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("japan", "floor"), ("japan 0", "floor"), ("japan 2.0", "floor"), ("Japan 2", "floor"),
        ("japan 2.8-", "floor"), ("japan  2", "floor"), ("japan 2\n", "floor"), ("", "floor"),
        ("japan ٢", "floor"), ("japan 2.8–9", "floor"), ("-japan 2", "floor"), ("V.12", "floor"),
        ("japan 2", "prose"), ("V.", "prose"), ("V.012", "prose"), ("V.1\n", "prose"),
        ("japan " + "9" * 5000, "floor"), ("V." + "9" * 5000, "prose"),
    ],
)  # fmt: skip
def test_what_is_no_locator(text: str, form: str) -> None:
    with pytest.raises(LocatorError, match="is no locator; write it like “"):
        parse_locator(text, form)


def test_a_range_that_runs_backwards() -> None:
    with pytest.raises(LocatorError, match=r"^“japan 2\.9-8” runs backwards$"):
        parse_locator("japan 2.9-8", "floor")


def test_leaves() -> None:
    lengths = {"alfa 1": 3}
    assert Locator("alfa 1").leaves(lengths) == ("alfa 1.1", "alfa 1.2", "alfa 1.3")
    assert Locator("alfa 1", 2, 3).leaves(lengths) == ("alfa 1.2", "alfa 1.3")
    with pytest.raises(LocatorError, match="there is no “alfa 2” in the document"):
        Locator("alfa 2").leaves(lengths)
    with pytest.raises(LocatorError, match="“alfa 1” ends at 3, there is no 4"):
        Locator("alfa 1", 2, 4).leaves(lengths)


# --- Whatever comes

PIECES = st.sampled_from(
    [
        "ALFA", "BRAVO LAND", "ALPHA", "CÔTE", "Del- Ta", "*Del-Ta", "*Echo", "*", "**",
        " – ", " - ", "–", ": ", "\n", "\n\n", "\n\n\n", "\u2028", "\t", "# ", "---",
        "on behalf of the ", "(everyone but ", ")", "1. ", "1 ", "2 ", "<sup>1</sup> ",
        "I. OPENING", "Lastly, a word", "words", ".",
    ]
)  # fmt: skip
RECORDS = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join)
NAMES = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
NUMBERS = st.integers(1, 999_999)


@settings(deadline=None)
@given(RECORDS)
def test_no_floor_record_raises_and_all_its_locators_parse_back(text: str) -> None:
    document = read(text)
    for leaf in document.passages:
        assert str(parse_locator(leaf, "floor")) == leaf
        assert parse_locator(leaf, "floor").leaves(document.lengths) == (leaf,)
    lines = text.splitlines()
    for turn in document.interventions:
        # A label may go on in the next line; it begins in its own.
        assert turn.label.split(" ")[0] in lines[turn.line - 1].replace("**", "")
        assert all(part.strip() == part and part for part in turn.parts)


@settings(deadline=None)
@given(RECORDS)
def test_no_prose_raises_and_no_word_is_lost(text: str) -> None:
    document = read_prose(text, MARKS)
    for leaf in document.passages:
        assert str(parse_locator(leaf, "prose")) == leaf
    kept = " ".join(document.passages.values())
    for word in re.findall("words", text):
        assert word in kept


@settings(deadline=None)
@given(NAMES, NUMBERS, st.none() | st.tuples(NUMBERS, NUMBERS))
def test_locators_parse_back(name: str, number: int, parts: tuple[int, int] | None) -> None:
    first, last = sorted(parts) if parts else (0, 0)
    spoken = Locator(f"{name} {number}", first, last)
    assert parse_locator(str(spoken), "floor") == spoken
    written = Locator(name.upper(), first, last)
    assert parse_locator(str(written), "prose") == written


@settings(deadline=None)
@given(st.text(), st.sampled_from(["floor", "prose"]))
def test_any_text_is_a_locator_or_a_locator_error(text: str, form: str) -> None:
    try:
        locator = parse_locator(text, form)
    except LocatorError:
        return
    assert parse_locator(str(locator), form) == locator
