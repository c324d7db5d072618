"""decode TEXT: what is explained, and what is said to have no meaning on record."""

from __future__ import annotations

import pytest

from handlers.request import Services
from tests.conftest import ask_answer


def unknown(services: Services, text: str) -> list[str]:
    notes = ask_answer(services, f"decode {text}").notes
    return [note.text for note in notes if note.kind == "unknown-name"]


def test_an_abbreviation_that_has_no_meaning_on_record_is_named_after_the_others(
    bare: Services,
) -> None:
    answer = ask_answer(bare, "decode the SRSG asked QZRX and the QZRXs, then QZRX again")
    assert [item.label for item in answer.sections[0].items] == ["SRSG"]  # type: ignore[union-attr]
    assert [n.text for n in answer.notes] == ["No meaning on record: QZRX, QZRXs."]


def test_nothing_that_is_known_at_all_leaves_the_unknown_named(bare: Services) -> None:
    answer = ask_answer(bare, "decode QZRX")
    assert answer.lead.startswith("No term")
    assert unknown(bare, "QZRX") == ["No meaning on record: QZRX."]


@pytest.mark.parametrize(
    "text",
    [
        "objective III of the GCM is OK",  # a number, and what everybody says
        "THE SRSG ASKED QZRX",  # capitals throughout tell nothing
        "see https://example.org/QZRX of McKay",  # an address and a name
        "IOM and the EU at UNGA",
    ],
)
def test_what_is_no_abbreviation_or_is_known_is_not_called_unknown(
    bare: Services, text: str
) -> None:
    assert unknown(bare, text) == []


def test_many_unknown_ones_are_not_a_wall(bare: Services) -> None:
    words = [f"QZ{a}{b}X" for a in "BCDF" for b in "GHJK"]
    (told,) = unknown(bare, " ".join(["the SRSG", *words]))
    assert told == f"No meaning on record: {', '.join(words[:12])} and 4 more."
