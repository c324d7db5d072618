"""Pages: they lead through everything once, and each holds what it can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.pages import Page, cut_page
from bot.render.text import render_text
from handlers.answers.answer import Answer, Item, Line, Section
from tests import hostile

# Each item's weight stands in its text.
sections = st.lists(
    st.builds(
        Section,
        title=st.sampled_from(("", "Head")),
        items=st.lists(st.integers(0, 30).map(lambda n: Line(str(n))), max_size=8).map(tuple),
    ),
    max_size=6,
).map(tuple)


def weigh(item: Item, section: Section) -> int:
    assert isinstance(item, Line)
    return int(item.text)


def weigh_head(section: Section) -> int:
    return 5 if section.title else 0


def walk(answer: Answer, budget: int) -> Iterator[Page]:
    number, left = 1, 1
    while left:
        page = cut_page(replace(answer, page=number), weigh, budget, weigh_head=weigh_head)
        assert page.number == number
        yield page
        number, left = number + 1, page.left


@given(sections, st.integers(1, 60))
def test_every_item_stands_on_one_page(parts: tuple[Section, ...], budget: int) -> None:
    answer = Answer(query="", command="", title="", sections=parts)
    pages = list(walk(answer, budget))
    shown = [item for page in pages for section in page.sections for item in section.items]
    assert shown == [item for section in parts for item in section.items]
    empty = [section for page in pages for section in page.sections if not section.items]
    assert empty == [section for section in parts if not section.items]
    for page in pages:
        weights = [weigh_head(s) + sum(weigh(i, s) for i in s.items) for s in page.sections]
        alone = len(page.sections) == 1 and len(page.sections[0].items) <= 1
        assert sum(weights) <= budget or alone


@given(sections, st.integers(1, 60))
def test_a_page_past_the_end_is_the_last(parts: tuple[Section, ...], budget: int) -> None:
    answer = Answer(query="", command="", title="", sections=parts)
    last = list(walk(answer, budget))[-1]
    past = cut_page(replace(answer, page=9_999), weigh, budget, weigh_head=weigh_head)
    assert past == last


def test_a_section_that_goes_on_repeats_its_heading() -> None:
    items = tuple(Line("4") for _ in range(4))
    answer = Answer(query="", command="", title="", sections=(Section(title="Head", items=items),))
    # 5 for the heading and twice 4: three items would be too many for each page.
    pages = list(walk(answer, 13))
    assert [[s.title for s in page.sections] for page in pages] == [["Head"], ["Head"]]
    assert [page.left for page in pages] == [2, 0]


def test_as_many_as_fit_stand_on_a_page() -> None:
    items = tuple(Line("10") for _ in range(7))
    answer = Answer(query="", command="", title="", sections=(Section(items=items),))
    assert [page.left for page in walk(answer, 30)] == [4, 1, 0]


@settings(deadline=None, max_examples=30)
@given(hostile.answers)
def test_the_whole_text_has_every_word(answer: Answer) -> None:
    whole = " ".join(render_text(answer, whole=True).split())
    for said in (*answer.statements(), *answer.statements(related=True)):
        assert " ".join(said.summary.split()) in whole
    for section in answer.sections:
        for item in section.items:
            if isinstance(item, Line):
                assert " ".join(item.text.split()) in whole
