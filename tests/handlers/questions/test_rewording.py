"""Roundabout ways of asking: a number by its part, a thing by its name, a speaker by what he is."""

from __future__ import annotations

import pytest

from handlers.answers.answer import Entry, Statement
from handlers.questions.plain import write_plainly
from handlers.request import Services
from tests.conftest import ask_answer
from tests.handlers.questions.test_understand import read


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        (
            "what fraction of migrants came from the region",
            "share of migrants came from the region",
        ),
        ("what part of the text is on returns", "what part of the text is on returns"),
        ("per cent of UNDAFs with migration", "percent of UNDAFs with migration"),
        ("roughly how many folks turned up", "how many people turned up"),
        ("she needs a number: migrants in the world", "she needs a number: migrants in the world"),
        ("it wants the figure for returns", "it wants the figure for returns"),
        ("OECD man, did migration shift?", "OECD did migration shift?"),
        ("the human rights lady on return", "human rights on return"),
        ("Brazil on IOM according to the UN man Seth", "Brazil on IOM according to Seth"),
        ("Swedish man, what is he called", "Swedish man, what is he called"),
        ("Red Cross platform with IBM, name?", "Red Cross platform with IBM"),
        ("roundtable 3 rapporteur, name?", "roundtable 3 rapporteur, name?"),
        ("what made Morocco change its rules", "why Morocco change its rules"),
        ("list what the two compacts share", "what the two compacts share"),
        ("list countries against the HLPF", "list countries against the HLPF"),
        ("who wrote down the notes for us NGOs", "who took the notes"),
        ("Austria on people who refuse to leave", "Austria on people with refusal leave"),
        ("who refuses the HLPF", "who refuses the HLPF"),
        ("who stood up for children", "who supported children"),
        ("when n where is the summit", "when and where is the summit"),
    ],
)
def test_it_is_written_as_what_it_asks(line: str, plain: str) -> None:
    assert write_plainly(line) == plain


def first_id(services: Services, line: str) -> str:
    """Give the id of the first statement or entry that answers a line."""
    answer = ask_answer(services, line)
    items = [item for section in answer.sections for item in section.items]
    return next(item.id for item in items if isinstance(item, (Statement, Entry)))


@pytest.mark.parametrize(
    ("line", "first"),
    [
        # An indicator's number, a year and a day are no figures.
        ("how bad can recruitment fees get, ilo figure", "ilo-2017-labour-recruitment-3"),
        ("how many migrants in the world, figure from the february meeting",
         "un-secretary-general-2017-development"),
        ("oecd guy on the inverted u thing", "oecd-2017-development-2"),
        ("which three commitments come later for genina", "genina-three-long-term"),
        ("what does the roundtable say about iom", "gfmd-32-iom-lead"),
        ("what were the five points of the roundtable on crises", "gfmd-31-five-points"),
        ("why was migration missing in the mdgs, doyle", "doyle-2017-development"),
        ("sutherland's five priorities in 2017", "srsg-five-priorities-2017"),
        ("what are the five priorities in the sutherland report", "srsg-five-priorities-2017"),
        ("sutherland paragraph 71 who needs money", "srsg-financing-mechanism"),
    ],
)  # fmt: skip
def test_what_is_asked_so_is_found_first(bare: Services, line: str, first: str) -> None:
    assert first_id(bare, line) == first


def test_a_part_comes_before_what_tells_all_parts(full: Services) -> None:
    line = "roundtable, what to do about long term needs of people after a crisis"
    assert first_id(full, line) == "gfmd-31-long-term-needs"


def test_the_code_of_a_state_is_no_name_of_what_is_abbreviated_so(bare: Services) -> None:
    assert read(bare, "migration in the MDGs").parties == ()


def test_a_short_term_calls_no_subcommand(bare: Services) -> None:
    assert read(bare, "genina fifth proposal short term").command != "term"
    assert read(bare, "non-refoulement term").command == "term"


def test_authors_joined_are_parties(bare: Services) -> None:
    assert set(read(bare, "the handbook by iom and desa").parties) == {"iom", "un-desa"}


def test_who_took_no_floor_is_not_set_side_by_side(bare: Services) -> None:
    assert read(bare, "what do doyle and rosengaertner say on iom").command == "position"
