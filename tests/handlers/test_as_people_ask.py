"""Questions in people's own words, held against what leads their answer."""

from __future__ import annotations

import pytest

from handlers.request import Services
from tests.conftest import ask_text

LEADS = {
    # Who said it, and who only comes near it.
    "“mandate creep” was that India?": (
        "Nothing by India has “mandate creep”. Who has it:\n\n  South Africa,"
    ),
    "who says countries must take back their own citizens": "Nothing has just these words; the",
    "who mentioned CEPAL": "With “CEPAL”: Argentina, Cuba, Chile\n\n  Supports (4):",
    "who asked Arbour when the consultation would be over": "  Ethiopia, African Group (Comoros)",
    # A body: what others say of it, and for whom it stands in statements of support.
    "who wants ILO involved": "In statements of support: Nepal, African Group (Comoros), Brazil",
    "who wants the labour organization involved": "In statements of support: Nepal,",
    # Names.
    "what do the South Africans say on non-refoulement": "South Africa · Non-refoulement\n",
    "what did Louise say on funding": "Arbour · Funding\n",
    "David Lynch on IOM": "IOM's role\n",
    "Ninette Kelly which agency": "Ninette Kelley\n",
    "who said we ARE the General Assembly": "“are the general assembly”\n",
    "that together thing of the UN, what is it for": "TOGETHER\n",
    "what did the ICRC say about detention": "“ICRC” stands nowhere in the documents.",
    "who picked up on what Tuvalu said": "Who sides with Tuvalu\n",
    # A topic answers where words of no weight would make a silence.
    "who wants the no-sending-back-into-danger rule kept": (
        "Who spoke of non-refoulement\n\n  Supports (6): African Group (Comoros), Canada,"
    ),
    "who wants fishing rights": "Nobody on record speaks of “rights fishing” in these words; on",
    "anyone against number targets and countries grading each other": "Opposes (1): China",
    "Lebanon on sending people back": (
        "On non-refoulement, called “not sending people back” as well\n  Opposes."
    ),
    "is South Africa ok with the no-return rule": "South Africa · Non-refoulement\n\n  Opposes.",
    "what did the Swiss want on agreements": "Nothing by Switzerland has “agreements”; the",
    "Germany on robots": "What Germany said\n  • Governance of migration: remarks.",
    "what matters most for Nepal": "Nepal, labour and recruitment: supports.",
    "compare Argentina and Türkiye on follow-up and review": (
        "Argentina, on review in the HLPF: opposes (3 more)."
    ),
    "who mentioned natural disasters": "Guyana, UNHCR",
    # Events.
    "which session came after Geneva": (
        "after Third\ninformal thematic session (19–20 June 2017): Fourth informal thematic session"
    ),
    "we just finished Vienna, which session comes next": "After Fifth informal thematic session",
    "the mayors meet again this year, where": "At another time:\n\n  September 2016: Third global",
    "refugee compact, when are the consultations": "Consultations on the refugee compact's",
    "forum about sending money home, when": "Remittances forum 2017\n",
    "when do the real talks start": "Negotiations phase\n\nBegins in February 2018.",
    # People and papers.
    "who wrote the coordination meeting report": "Bela Hovy, Barbara Kobler, Nina Haelg\n",
    "who wrote the IISD article": "By: IISD\n",
    "who was heading the GMG at the February meeting": "David Malone, Global Migration Group",
    "which EU member is not in the European statement": "Without: Hungary",
    "what does G77 mean": "There is no term “Group of 77” in the five documents.",
}


@pytest.mark.parametrize("question", LEADS)
def test_what_leads(bare: Services, question: str) -> None:
    screen = "\n".join(ask_text(bare, question).splitlines()[:SCREEN])
    assert LEADS[question] in screen


SCREEN = 12  # lines that are seen first
