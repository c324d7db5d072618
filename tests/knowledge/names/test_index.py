"""From words to entities: what has to be read, what has to be asked back, and how fast."""

from __future__ import annotations

import random
import string
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.request import Services
from knowledge.base import KnowledgeBase
from knowledge.loading.loader import PACKS, load
from knowledge.model import Party
from knowledge.names.index import Index, Reading, Ref
from knowledge.names.spelling import Vocabulary
from tests.conftest import Ask
from tests.evaluate import Question, evaluate, misspell, read_questions, understand

LETTERS = string.ascii_lowercase


@pytest.fixture(scope="module")
def base(bare: Services) -> KnowledgeBase:
    return bare.knowledge


def ids(reading: Reading) -> list[tuple[str, ...]]:
    """List what each match of a reading can mean."""
    return [tuple(sorted({ref.id for ref in match.refs})) for match in reading.matches]


def test_the_questions_written_by_hand(base: KnowledgeBase) -> None:
    questions = read_questions()
    tally = evaluate(lambda line: understand(line, base), questions, base)
    assert len(questions) >= 400
    assert tally.share("right") >= 0.97, tally.missed
    assert tally.share("wrong") < 0.003, tally.missed
    assert tally.total("wrong", "garbage") == 0, tally.missed


def test_two_parts_with_one_typing_error(base: KnowledgeBase) -> None:
    questions = list(misspell(base, 600, seed=11))
    tally = evaluate(lambda line: understand(line, base), questions, base)
    assert tally.share("right") >= 0.97, tally.missed
    assert tally.share("wrong") < 0.003, tally.missed


def one_error(name: str) -> Iterator[str]:
    """Yield what one typing error makes of a name, an eighth of it with each other letter."""
    for place in range(len(name)):
        yield name[:place] + name[place + 1 :]
        for letter in LETTERS[place % 8 :: 8]:
            yield name[:place] + letter + name[place + 1 :]
            yield name[:place] + letter + name[place:]
        if place + 1 < len(name):
            yield name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _states(base: KnowledgeBase) -> list[Party]:
    return [party for party in base.parties.values() if party.kind == "state"]


def test_no_state_is_read_as_another(base: KnowledgeBase) -> None:
    """One error in any of the 193 names never gives another state with confidence."""
    states = _states(base)
    assert len(states) == 193
    wrong: list[tuple[str, str, list[tuple[str, ...]]]] = []
    right = asked = 0
    for state in states:
        for line in set(one_error(state.name.lower())):
            reading = base.index.read(line)
            if not reading.matches or reading.unknown:
                asked += 1
            elif all(state.id in {ref.id for ref in m.refs} for m in reading.matches):
                right += 1
            elif any(match.edits for match in reading.matches):
                wrong.append((state.id, line, ids(reading)))
    assert wrong == []
    assert right > 30 * asked


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Niger", "Nigeria"),
        ("Mali", "Maldives"),
        ("Austria", "Australia"),
        ("Guinea", "Guinea-Bissau"),
        ("Guinea", "Equatorial Guinea"),
        ("Guinea", "Papua New Guinea"),
        ("Congo Brazzaville", "DR Congo"),
        ("South Korea", "North Korea"),
        ("Dominica", "Dominican Republic"),
        ("Iraq", "Iran"),
        ("Sudan", "South Sudan"),
        ("Slovakia", "Slovenia"),
        ("Gambia", "Zambia"),
    ],
)
def test_like_names_stay_apart(base: KnowledgeBase, first: str, second: str) -> None:
    apart = [ids(base.index.read(name)) for name in (first, second)]
    assert [len(each) for each in apart] == [1, 1]
    assert all(len(each[0]) == 1 for each in apart)
    assert apart[0] != apart[1]
    assert ids(base.index.read(f"{first} {second}")) == [*apart[0], *apart[1]]
    assert ids(base.index.read(f"{second} {first}")) == [*apart[1], *apart[0]]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("nigera", ("niger", "nigeria")),
        ("austrla", ("australia", "austria")),
        ("guinea bixxau", ("guinea", "guinea-bissau")),
        ("congo", ("dr-congo", "republic-of-the-congo")),
        ("korean", ("dprk", "republic-of-korea")),
        ("dominican", ("dominica", "dominican-republic")),
        ("nl salvador", ("el-salvador", "netherlands")),
    ],
)
def test_what_is_as_near_is_asked(base: KnowledgeBase, line: str, meant: tuple[str, ...]) -> None:
    assert ids(base.index.read(line)) == [meant]


def test_codes_are_never_corrected_into_one_another(base: KnowledgeBase) -> None:
    for code in ("IOM", "ILO", "IDM", "HLD", "GMG", "ICC", "ROK", "DRC", "UAE"):
        for place in range(3):
            for letter in LETTERS:
                typed = code[:place] + letter.upper() + code[place + 1 :]
                for match in base.index.read(typed).matches:
                    assert match.edits == 0, (typed, match)


def test_a_correction_is_told(ask: Ask) -> None:
    notes = ask("position Switzerlnd IOM")["notes"]
    assert {"kind": "correction", "text": "“Switzerlnd” read as Switzerland."} in notes


def test_us_is_a_state_unless_something_is_told_to_us(base: KnowledgeBase) -> None:
    assert ids(base.index.read("us data")) == [("united-states",), ("data",)]
    assert ids(base.index.read("tell us about data")) == [("data",)]
    assert ids(base.index.read("what does the us say about data")) == [
        ("united-states",),
        ("data",),
    ]


QUESTIONS = [q for q in read_questions() if q.ids and not q.back and q.command == "position"]
# Codes that are words, too ("IN", "NO"), count as codes only where other words are not in capitals.
UNCODED = [q for q in QUESTIONS if not any(w.isupper() and len(w) == 2 for w in q.line.split())]
ENDS = ("", "?", "!", " ...", " ?!")


def understood(base: KnowledgeBase, line: str) -> tuple[str, list[str], list[str]]:
    found = understand(line, base)
    return found.command, sorted(found.ids), sorted(found.open)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(UNCODED), st.sampled_from(["lower", "title", "upper"]), st.sampled_from(ENDS)
)
def test_case_and_punctuation_change_nothing(
    base: KnowledgeBase, question: Question, case: str, end: str
) -> None:
    line = question.line
    lines = {"lower": line.lower(), "title": line.title(), "upper": line.upper()}
    assert understood(base, lines[case] + end) == understood(base, line)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_the_order_of_names_changes_nothing(base: KnowledgeBase, data: st.DataObject) -> None:
    parties = data.draw(st.lists(st.sampled_from(_states(base)), max_size=3, unique=True))
    topic = data.draw(st.sampled_from([t for t in base.topics.values() if not t.about]))
    names = [topic.name, *(party.name for party in parties)]
    meant = {topic.id, *(party.id for party in parties)}
    shuffled = data.draw(st.permutations(names))
    reading = base.index.read(", ".join(shuffled))
    assert {ref.id for match in reading.matches for ref in match.refs} == meant
    assert reading.unknown == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=LETTERS, min_size=4, max_size=12), st.sampled_from(QUESTIONS))
def test_a_fitting_alias_loses_no_answer(
    growing: KnowledgeBase, alias: str, question: Question
) -> None:
    line = question.line
    # An alias fits where it is no word of the question and like no name that is there.
    words = Vocabulary()
    for word in line.lower().split():
        words.add(word)
    if alias in growing.index.names or alias in words.words or words.near(alias):
        return
    before = understood(growing, line)
    growing.index.add(alias, [Ref("topic", "data")])
    assert understood(growing, line) == before


@pytest.fixture(scope="module")
def growing() -> KnowledgeBase:
    return load(PACKS / "gcm").knowledge


def _noise(chance: random.Random, longest: int) -> str:
    pools = (
        LETTERS + "  ",
        "".join(map(chr, range(32, 0x3000, 7))) + " ",
        "日本国对移民组织 的立场",
    )
    length = int(longest * chance.random() ** 6)
    kind = chance.randrange(4)
    if kind == 3:
        return "".join(map(chr, chance.choices(range(0x110000), k=length)))
    return "".join(chance.choices(pools[kind], k=length))


def busy_seconds(base: KnowledgeBase, line: str) -> float:
    """Measure the processor's time for a line; one that seems slow is measured again.

    What other processes take, and a collection of garbage that falls into it, is not the line's.
    """
    taken = 1.0
    for _ in range(5):
        start = time.thread_time()
        base.index.read(line)
        taken = min(taken, time.thread_time() - start)
        if taken < 0.05:
            break
    return taken


def test_no_input_raises_or_takes_long(base: KnowledgeBase) -> None:
    chance = random.Random(5)  # noqa: S311
    known = sorted(base.index.names)
    slowest = 0.0
    for number in range(10_000):
        line = _noise(chance, 400)
        if number % 3 == 0:  # real words, misspelt, side by side
            names = chance.sample(known, 12 if number % 60 == 0 else 2)
            line = " ".join(n[1:] if number % 2 else n for n in names)[:400]
        slowest = max(slowest, busy_seconds(base, line))
    assert slowest < 0.05


@pytest.mark.parametrize("unit", ["a", "japn ", "日本", "guinea bisau ", "é", "ال", "x y ", "ﷺ"])
def test_forty_thousand_characters_are_read_as_far_as_a_question_goes(
    base: KnowledgeBase, unit: str
) -> None:
    line = (unit * 40_000)[:40_000]
    assert busy_seconds(base, line) < 0.05
    if " " in unit:
        assert base.index.read(line).left_out > 1_000


def test_a_later_meaning_joins_the_first() -> None:
    index = Index()
    index.add("Congo", [Ref("party", "cg")])
    index.add("congo", [Ref("party", "cd")])
    assert ids(index.read("CONGO")) == [("cd", "cg")]
