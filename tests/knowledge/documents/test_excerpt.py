"""The part of a long passage that bears on what is told."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.documents.excerpt import excerpt

PASSAGE = (
    "The chair opened the day. Two villages asked for wells. Mr. Brook of the G.A. Res. desk told "
    "of rivers; nobody disagreed. “Is there water?” (asked one). Rain fell at noon. All went home."
)


def test_a_short_passage_is_given_whole() -> None:
    assert excerpt(PASSAGE, "rivers") == PASSAGE
    assert excerpt("", "rivers") == ""
    assert excerpt("x" * 320, "") == "x" * 320


def test_the_sentences_that_share_most_words() -> None:
    assert excerpt(PASSAGE, "wells for villages", 60) == "… Two villages asked for wells. …"
    assert excerpt(PASSAGE, "who opened the day?", 60) == "The chair opened the day. …"
    assert excerpt(PASSAGE, "everybody home", 60) == "… All went home."
    assert excerpt(PASSAGE, "noon and home", 60) == "… Rain fell at noon. All went home."


def test_the_words_of_a_question_count_for_more() -> None:
    told = "The chair opened the day. Two villages asked for wells."
    assert excerpt(PASSAGE, told, 90) == "The chair opened the day. Two villages asked for wells. …"
    asked = frozenset({"noon", "fell"})
    assert excerpt(PASSAGE, told, 30, asked=asked) == "… (asked one). Rain fell at noon. …"


LIST = (
    "The desk met. It would dig two wells for them. First, one at the mill. Second, one by the "
    "ford, where the ground is soft. Then all went home, after a long day with much talk and rain."
)


def test_a_list_goes_with_what_announces_it() -> None:
    wells = "It would dig two wells for them."
    both = f"{wells} First, one at the mill. Second, one by the ford, where the ground is soft."
    assert excerpt(LIST, "how many wells", 60) == f"… {wells} …"
    assert excerpt(LIST, "how many wells", 60, lists=True) == f"… {both} …"
    assert excerpt(LIST, "desk", 30, lists=True) == "The desk met. …"


def test_titles_and_initials_end_no_sentence() -> None:
    assert excerpt(PASSAGE, "rivers", 90) == (
        "… Mr. Brook of the G.A. Res. desk told of rivers; nobody disagreed. …"
    )


def test_words_are_compared_without_case_accents_and_filler() -> None:
    passage = "They said what they think of it. The CAFÉ opened. They said it again."
    assert excerpt(passage, "What did they say of the cafe?", 30) == "… The CAFÉ opened. …"


def test_with_nothing_in_common_the_beginning_is_given() -> None:
    assert excerpt(PASSAGE, "zebra", 60) == "The chair opened the day. …"


def test_a_sentence_as_long_as_a_page_is_cut_around_the_word() -> None:
    long = " ".join(f"w{n}" for n in range(500))
    cut = excerpt(long, "w250", 100)
    assert cut.startswith("… w")
    assert cut.endswith(" …")
    assert " w250 " in cut
    assert len(cut) <= 104


def test_what_is_left_out_before_and_after_a_cut_sentence_is_marked() -> None:
    long = "Short one. " + "Zebra w " + "x " * 300 + "end. Last one."
    assert excerpt(long, "zebra", 100).startswith("… Zebra w x")
    assert excerpt(long, "zebra", 100).endswith("x …")
    tail = "Short one. Then " + "x " * 300 + "zebra"
    assert excerpt(tail, "zebra", 100).startswith("… x")
    assert excerpt(tail, "zebra", 100).endswith("x zebra")


def test_a_word_longer_than_the_width_is_not_cut() -> None:
    assert excerpt("x" * 1000, "y", 100) == "x" * 1000
    assert excerpt("x" * 1000 + " tail", "y", 100) == "x" * 1000 + " …"


PIECES = st.sampled_from(
    ["Rivers", "run", "dry.", "Why?", "“So;", "(it)”", "Mr.", "A.", "…", "x" * 50]
)
PASSAGES = st.lists(PIECES | st.text(st.characters(codec="latin-1"), max_size=8), max_size=60)


@settings(deadline=None)
@given(PASSAGES.map(" ".join), st.text(max_size=20) | PIECES, st.integers(10, 200))
def test_an_excerpt_is_a_run_of_the_passages_own_words(
    passage: str, about: str, width: int
) -> None:
    words, cut = passage.split(), excerpt(passage, about, width).split()
    # The marks of what is left out, where the passage has none itself.
    inner = {
        tuple(cut[start : len(cut) - end])
        for start in range(1 + (cut[:1] == ["…"]))
        for end in range(1 + (cut[-1:] == ["…"]))
    }
    runs = {tuple(words[i : i + len(run)]) for run in inner for i in range(len(words) + 1)}
    assert inner & runs
