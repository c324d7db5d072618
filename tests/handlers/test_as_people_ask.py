"""Questions in people's own words, held against what leads their answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from handlers.request import Services
from tests.conftest import FakeClock, ask_text

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
    "who mentioned natural disasters": "Earlier, or on paper: UNHCR",
    # A word that narrows a topic, two topics at once, and states where states are asked for.
    "who brought up unaccompanied kids": "  With “unaccompanied”: Ethiopia",
    "who wants civil society in the follow-up": "  Of both at once: Australia, Chile,",
    "which states talked about unicef": "  Armenia, Brazil, Türkiye (Turkey)\n  No states: ILO",
    "capacity mechanism - who says nothing new": "Of both at once: African Group (Comoros), China,",
    "who pushed for more development aid money": "Who spoke of “ODA”\n\n  In statements",
    "who wants national human rights institutions in": "Who spoke of “NHRI”\n\n  Bangladesh, Phil",
    "which states want UN Women involved": "Who spoke of “UN Women”\n\n  Brazil,",
    "who defended CEPAL": "With “CEPAL”: Argentina, Cuba, Chile\n\n  Supports (4):",
    "why did belarus bring up chernobyl": "With “bring up chernobyl”\n  Forced migration: remarks. Gives Chernobyl",
    "midsa": "On using the regional processes on migration that exist\n  Supports (4):",
    # Words cut short, and in other forms.
    "Singapore regional econ commissions": "Singapore · UN regional economic commissions\n\n  Opp",
    "what is lebanon's line on nonref": "Lebanon · Non-refoulement\n",
    "guyana definitions": "Guyana, reducing irregular migration: remarks. Wants the parameters",
    "eu vs african group on IOMs role": "IOM's role: European group without Hungary, African Gro",
    "nz refoulement in or out": "New Zealand · Non-refoulement\n\n  Supports.",
    # Words that only ask are not missed in what answers.
    "who wants the private sector on board": "Who spoke of “private sector”\n\n  In",
    "migrants are no disposable commodities who wrote": "By: Víctor Genina",
    "where is the straitjacket line from": "“straitjacket”\n\n  Annex II",
    "where is the CRRF tested": "UNHCR, implementation: remarks. Calls the comprehensive refugee",
    "genina extra principles which 3": "Three principles that he adds: Adds three:",
    "who presented the sutherland report at DESA": "Sarah Rosengaertner, Peter Sutherland",
    "genina gfmd into the UN?": "Genina · GFMD into the UN\n",
    "what did ICMPD say about europe": "ICMPD · “europeans”\n",
    "caricom position on trafficking": "Nothing is on record for CARICOM as a group.",
    "moderators 6th session which countries": "Moderators of the informal thematic sessions, Sixth",
    "rapporteur of the crisis roundtable": "GFMD roundtable 3.1, migrants in situations of crises",
    "head of the UN population division": "John Wilmoth, Wu Hongbo",
    "where do the EU and the african group differ on capacity building": "Capacity-building: Euro",
    "argentina and guatemala: same view on review?": "Guatemala, on more frequent review: supports",
    # Events.
    "is the vienna session over": "It is over.",
    "stocktaking mexico date": "Stocktaking meeting\n",
    "until when does the consultation phase last": "Ends in November 2017.",
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


NOT_FALSE = {
    "who wants the private sector on board": "Nobody on record",
    "where is the CRRF tested": "Nothing dated",
    "irregular migr guyana": "Nothing by",
    "upr mean": "13 March 2018, Session 2 floor notes\n– 13",
    "who said its as simple as that": "Nothing has just",
    "prof koslowski - what did he propose": "prof",
}


@pytest.mark.parametrize("question", NOT_FALSE)
def test_nothing_is_denied_that_is_on_record(bare: Services, question: str) -> None:
    screen = "\n".join(ask_text(bare, question).splitlines()[:SCREEN])
    assert NOT_FALSE[question] not in screen


@pytest.mark.parametrize(
    ("question", "day", "lead"),
    [
        (
            "is the third thematic session already over",
            date(2017, 7, 1),
            "It is over, since 20 June",
        ),
        ("has the third session started yet", date(2017, 6, 16), "It is still ahead: in 3 days."),
        ("are we still in the consultation phase", date(2018, 1, 10), "It is over."),
        ("have the negotiations started yet", date(2018, 1, 20), "Begins in February 2018."),
        ("which of the six comes next", date(2017, 8, 15), "Fifth informal thematic session"),
        ("next thematic session", date(2017, 7, 10), "Fourth informal thematic session"),
        ("which stage are we in right now", date(2018, 1, 10), "Under way"),
        ("next mayoral forum", date(2018, 3, 1), "What comes next of all:"),
    ],
)
def test_what_lies_behind_and_ahead(bare: Services, question: str, day: date, lead: str) -> None:
    noon = datetime.combine(day, time(12), UTC)
    services = replace(bare, clock=FakeClock(noon))
    assert lead in "\n".join(ask_text(services, question).splitlines()[:SCREEN])
