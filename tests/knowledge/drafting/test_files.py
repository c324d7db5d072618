"""Files of drafts: an editor's lines stay byte for byte, untouched drafts are renewed."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.drafting.files import head_of, quote, renew
from knowledge.drafting.statements import DraftEntry

HEAD = head_of("notes.txt", "notes", "session-1")
WELLS = DraftEntry("japan-1-1-wells", "japan", "wells", ("japan 1.1-2",), about="deep wells")
RAIN = DraftEntry("kenya-1-1-open", "kenya", "", ("kenya 1.1",), "blue", "", ("for whom?",))
ICE = DraftEntry("norway-1-1-ice", "norway", "ice", ("norway 1.1",))
NONE: frozenset[str] = frozenset()


def test_a_draft_is_yaml_with_stance_and_summary_empty() -> None:
    data = yaml.safe_load(renew(HEAD, [WELLS, RAIN], NONE).text)
    assert data == {
        "session": "session-1",
        "source": "notes",
        "positions": [
            {
                "id": "japan-1-1-wells",
                "party": "japan",
                "topic": "wells",
                "stance": None,
                "summary": None,
                "locators": ["japan 1.1-2"],
            },
            {
                "id": "kenya-1-1-open",
                "party": "kenya",
                "on_behalf_of": "blue",
                "topic": None,
                "stance": None,
                "summary": None,
                "locators": ["kenya 1.1"],
            },
        ],
    }


def test_what_is_uncertain_is_marked_and_nothing_is_copied() -> None:
    text = renew(HEAD, [RAIN], NONE).text
    assert "    # Uncertain: for whom?.\n" in text


def test_a_second_run_changes_nothing() -> None:
    first = renew(HEAD, [WELLS, RAIN], NONE)
    second = renew(first.text, [WELLS, RAIN], NONE)
    assert second.text == first.text
    assert (second.added, second.renewed, second.removed, second.kept) == ([], [], [], [])


def test_an_untouched_draft_is_renewed_and_one_no_longer_drafted_goes() -> None:
    first = renew(HEAD, [WELLS, RAIN], NONE).text
    second = renew(first, [replace(WELLS, about="wells"), ICE], NONE)
    assert (second.renewed, second.removed, second.added) == (
        ["japan-1-1-wells"], ["kenya-1-1-open"], ["norway-1-1-ice"],
    )  # fmt: skip
    assert "by “wells”" in second.text
    assert "kenya" not in second.text


@pytest.mark.parametrize(
    ("written", "by_editor"),
    [
        ("    stance:\n", "    stance: support\n"),
        ("    topic: wells", "    topic: pumps"),
        ("    summary:\n", "    summary:\n    note: See the table.\n"),
        ("    summary:\n", "    # Ask Kenya what it meant.\n    summary:\n"),
        ("    party: japan\n", "    party:   japan\n"),
    ],
)
def test_what_an_editor_touched_stays_byte_for_byte(written: str, by_editor: str) -> None:
    first = renew(HEAD, [WELLS, RAIN], NONE).text
    edited = first.replace(written, by_editor, 1)
    assert edited != first
    for entries in ([replace(WELLS, topic="ice"), RAIN], [RAIN]):
        second = renew(edited, entries, NONE)
        assert second.text == edited
        assert second.kept == ["japan-1-1-wells"]


def test_comments_and_entries_between_drafts_stay() -> None:
    first = renew(HEAD, [WELLS, RAIN], NONE).text
    own = '  # --- Kenya, read again\n\n  - id: kenya-0\n    party: "kenya"   # twice\n'
    edited = first.replace("  - id: kenya-1-1-open", own + "  - id: kenya-1-1-open")
    second = renew(edited, [ICE], NONE)
    assert own in second.text
    assert second.kept == ["kenya-0"]
    assert second.removed == ["japan-1-1-wells", "kenya-1-1-open"]


def test_new_drafts_come_after_the_one_before_them() -> None:
    text = renew(renew(HEAD, [WELLS, ICE], NONE).text, [WELLS, RAIN, ICE], NONE).text
    ids = [entry["id"] for entry in yaml.safe_load(text)["positions"]]
    assert ids == ["japan-1-1-wells", "kenya-1-1-open", "norway-1-1-ice"]


def test_what_stands_elsewhere_is_not_drafted_again() -> None:
    assert renew(HEAD, [WELLS], frozenset({WELLS.id})).text == HEAD


BREAKS = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters=BREAKS), max_size=12))


@given(LINES, st.integers(0, 20))
def test_whatever_lines_an_editor_adds_stay(added: list[str], place: int) -> None:
    lines = renew(HEAD, [WELLS, RAIN], NONE).text.splitlines()
    place = min(place, len(lines))
    edited = "\n".join([*lines[:place], *added, *lines[place:]]).rstrip("\n") + "\n"
    kept = renew(edited, [ICE], NONE).text.splitlines()
    for line in added:
        if line.strip():
            assert line in kept


@given(st.text(max_size=30))
def test_any_text_can_be_a_label(text: str) -> None:
    if text.isprintable():
        assert yaml.safe_load(f"{quote(text)}: x") == {text: "x"}
