"""One written form for every spelling, and the names that data has for states."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.names.normal import is_state_code, normalise, state_aliases, state_name


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("JAPAN", "japan"),
        ("  New\tZealand \n", "new zealand"),
        ("Guinea-Bissau", "guinea bissau"),
        ("São Tomé & Príncipe", "sao tome and principe"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Cote d'Ivoire", "cote d ivoire"),
        ("IOM's", "iom"),
        ("IOM’s role", "iom role"),
        ("states'", "states"),
        ("Türkiye", "turkiye"),
        ("GROẞ", "gross"),
        ("ＩＯＭ", "iom"),
        ("A/RES/71/1", "a res 71 1"),
        ("snake_case", "snake case"),
        ("follow–up", "follow up"),
        ("ЁЛКА", "елка"),
        ("أنغولا", "انغولا"),
        ("ليبيـــا", "ليبيا"),
        ("日本IOM", "日本 iom"),
        ("IOM日本2018", "iom 日本 2018"),
        ("", ""),
        ("?!…–", ""),
    ],
)
def test_one_written_form(written: str, folded: str) -> None:
    assert normalise(written) == folded


@settings(deadline=None)
@given(st.text(string.printable))
def test_plain_text_is_folded_as_any_other(text: str) -> None:
    """ASCII has a way of its own, which has to lead to the same place."""
    assert normalise(text + " é") == f"{normalise(text)} e".strip()


@settings(deadline=None)
@given(st.text())
def test_folding_never_raises_and_leaves_words(text: str) -> None:
    folded = normalise(text)
    assert folded == " ".join(folded.split())
    assert "_" not in folded
    assert "'" not in folded


@settings(deadline=None)
@given(st.text(st.characters(codec="latin-1") | st.sampled_from("日本ёياة’")))
def test_what_is_folded_stays(text: str) -> None:
    folded = normalise(text)
    assert normalise(folded) == folded
    assert normalise(text.upper().lower()) == normalise(text.lower())


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("JP", "Japan"),
        ("MM", "Myanmar"),
        ("BA", "Bosnia and Herzegovina"),
        ("VA", "Vatican City"),
        ("TR", "Türkiye"),
    ],
)
def test_states_have_their_name_from_data(code: str, name: str) -> None:
    assert is_state_code(code)
    assert state_name(code) == name


@pytest.mark.parametrize("code", ["", "J", "JPN", "jp", "QQ", "日本", "12"])
def test_what_is_no_code(code: str) -> None:
    assert not is_state_code(code)


def test_a_name_without_a_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        state_name("QQ")


def test_states_are_known_in_six_languages_and_by_both_codes() -> None:
    names = {normalise(name) for name in state_aliases("CH")}
    for expected in ("CH", "CHE", "Switzerland", "سويسرا", "Suiza", "Suisse", "Швейцария", "瑞士"):
        assert normalise(expected) in names


def test_names_in_parentheses_count_apart() -> None:
    names = {normalise(name) for name in state_aliases("MM")}
    assert {"myanmar", "burma"} <= names


def test_saints_are_written_out_too() -> None:
    names = {normalise(name) for name in state_aliases("LC")}
    assert {"st lucia", "saint lucia"} <= names
