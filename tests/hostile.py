"""Answers that no pack would give, for tests of what every surface has to bear."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from handlers.answers.answer import (
    Answer,
    Cell,
    Chart,
    Choice,
    Cited,
    Entry,
    EntryKind,
    Item,
    Line,
    Note,
    Section,
    Statement,
    Table,
    TableRow,
)
from knowledge.model import STANCES

_ATTACKS = (
    "<!channel>",
    "<!everyone|x>",
    "<@U1>",
    "&lt;!here&gt;",
    "&amp;lt;",
    "*bold* _it_ `code`",
    '"\\' * 40,
    "\u202edetrevni",
    "\x1b[31m",
    "\x00\x07",
    "\ud800",
    "a\nb\r\nc",
    "@everyone https://example.org/<>",
    "👩‍👩‍👧" * 9,
    "|>",
)
_characters = st.characters(codec=None, exclude_categories=())
_short = st.text(_characters, max_size=40)


def _grow(pair: tuple[str, int]) -> str:
    text, times = pair
    return (text * times)[:4_000]


texts = st.one_of(
    _short,
    st.sampled_from(_ATTACKS),
    st.tuples(st.one_of(st.sampled_from(_ATTACKS), _short), st.sampled_from((7, 60, 600))).map(
        _grow
    ),
)
cited = st.builds(
    Cited,
    source=texts,
    source_name=texts,
    locator=texts,
    place=texts,
    quotes=st.lists(texts, max_size=4).map(tuple),
    about=_short,
)
_many_cited = st.one_of(
    st.lists(cited, max_size=3).map(tuple),
    st.tuples(cited, st.sampled_from((9, 40))).map(lambda pair: (pair[0],) * pair[1]),
)
statements = st.builds(
    Statement,
    id=texts,
    voice=st.sampled_from(("own", "group")),
    **dict.fromkeys(
        (
            "party",
            "party_name",
            "on_behalf_of",
            "on_behalf_of_name",
            "topic",
            "topic_name",
            "summary",
            "date",
            "date_text",
            "session",
            "session_name",
            "voiced_by",
            "note",
        ),
        texts,
    ),
    stance=st.one_of(st.sampled_from(("support", "oppose", "question")), texts),
    cited=cited,
)


@st.composite
def _entries(draw: st.DrawFn) -> Entry:
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    facts = draw(st.lists(st.tuples(texts, texts), max_size=4)) * draw(st.sampled_from((1, 8)))
    return Entry(
        kind=draw(st.sampled_from(get_args(EntryKind))),
        id=draw(texts),
        name=draw(texts),
        when=draw(texts),
        instant=draw(st.one_of(st.none(), st.integers(-(2**33), 2**33))),
        text=text,
        marks=marks,
        facts=tuple(facts),
        cited=draw(_many_cited),
        note=draw(texts),
    )


entries = _entries()
lines = st.builds(Line, text=texts, label=texts)
_stances = st.sampled_from(STANCES)
_cells = st.builds(
    Cell, stances=st.lists(_stances, max_size=3, unique=True).map(tuple), below=st.booleans()
)


@st.composite
def _tables(draw: st.DrawFn, wide: int, tall: int) -> Table:
    """Draw a table whose topics and voices may come again so many times."""
    columns = draw(st.lists(texts, min_size=1, max_size=4)) * draw(st.sampled_from((1, 1, wide)))
    names = draw(st.lists(texts, min_size=1, max_size=4)) * draw(st.sampled_from((1, 1, tall)))
    row = tuple(draw(st.lists(_cells, min_size=len(columns), max_size=len(columns))))
    rows = tuple(
        TableRow(party="p", on_behalf_of="", name=name, cells=row[at % 2 :] + row[: at % 2])
        for at, name in enumerate(names)
    )
    topics = tuple("t" for _ in columns)
    return Table(caption=draw(texts), topics=topics, columns=tuple(columns), rows=rows)


tables = _tables(9, 40)  # far larger than a message takes
charts = st.builds(
    Chart,
    caption=texts,
    counts=st.lists(
        st.tuples(_stances, st.integers(0, 200)),
        min_size=1,
        max_size=5,
        unique_by=lambda count: count[0],
    ).map(tuple),
)
items: st.SearchStrategy[Item] = st.one_of(lines, statements, entries, _tables(2, 3), charts)


def _repeat(pair: tuple[list[Any], int]) -> tuple[Any, ...]:
    found, times = pair
    return tuple(found * times)[:120]


def _many(strategy: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few different ones, or the same few over and over."""
    return st.tuples(st.lists(strategy, max_size=most), st.sampled_from((1, 1, 15))).map(_repeat)


sections = st.builds(
    Section,
    title=texts,
    items=_many(items, 4),
    related=st.booleans(),
    lead=texts,
    brief=st.booleans(),
    by=st.sampled_from(("party", "topic")),
)
answers = st.builds(
    Answer,
    query=texts,
    command=_short,
    title=texts,
    lead=texts,
    sections=_many(sections, 3),
    choices=_many(st.builds(Choice, label=texts, command=texts), 4),
    notes=_many(st.builds(Note, kind=_short, text=texts), 4),
    page=st.sampled_from((1, 1, 2, 3, 7, 9_999)),
    shareable=st.booleans(),
    calendar=st.booleans(),
)


def event_data(first: date, days: int, **more: Any) -> dict[str, Any]:
    """Make the data of an event with one date of so many days, as answers carry it."""
    leading = {
        "when": first.isoformat(),
        "text": first.isoformat(),
        "first": first.isoformat(),
        "last": (first + timedelta(days=days - 1)).isoformat(),
        "precision": "day" if days == 1 else "days",
        "hedge": None,
        "time": None,
        "source": "Notes",
        "locator": "I.1",
        "note": None,
    }
    return {
        "id": "meeting",
        "name": "Meeting",
        "kind": "meeting",
        "track": "migration",
        "dates": [leading],
        "place": None,
        "zone": None,
        "topics": [],
        "people": [],
        "part_of": None,
        "description": "",
        "cited": [],
        **more,
    }
