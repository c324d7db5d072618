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
    "who mentioned CEPAL": "Who spoke of “CEPAL”\n\n  Chile, Argentina, Cuba\n",
    "who asked Arbour when the consultation would be over": "  Ethiopia, China\n\n  Ethiopia, the",
    # A body: what others say of it, and for whom it stands in statements of support.
    "who wants ILO involved": "In statements of support: Nepal, African Group (Comoros), Brazil",
    "who wants the labour organization involved": "In statements of support: Nepal,",
    # Names.
    "what do the South Africans say on non-refoulement": "South Africa · Non-refoulement\n",
    "what did Louise say on funding": "Arbour · Funding\n",
    "David Lynch on IOM": "IOM's role\n",
    "Ninette Kelly which agency": "Ninette Kelley\n",
    "who said we ARE the General Assembly": "“are the general assembly”\n",
    "that together thing of the UN, what is it for": "TOGETHER: TOGETHER, a UN campaign\n",
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
    # The part before the whole; a worry about what nobody is against is no stand against it.
    "who wants follow up tied to the hlpf": "Supports (1): European group without Hungary",
    "who worries about climate displacement": (
        "Who spoke of climate change and disasters\n\n  Supports (5): African Group"
    ),
    "who is worried about new mechanisms": "  Opposes (4): Australia,",
    "who wants a financing facility": "Who spoke of “financing facility”\n\n  SRSG Sutherland",
    # Either of two ways to say a thing; what is near is told as near, and not as nothing.
    "who wants business / private sector in": "Indonesia, European group without Hungary (Austria)",
    "who is ready to be flexible on the title": "In nearly these words:\n\n  Argentina",
    "who prefers verbs like encourage and consider": "nearest:\n\n  • Singapore, not",
    # Second questions at the end, and what stands behind a name.
    "caribbean states on capacity building - who wants what": "Supports (3): Bahamas, Guyana,",
    "together campaign explain": "TOGETHER: TOGETHER, a UN campaign\n",
    "nepals funding proposal": "Nepal · Funding\n",
    "is anyone in favour of peer review": "  Supports: nobody on record\n",
    "who'd turn the IDM into the review vehicle": "With “vehicle”: Australia\n",
    # One thing of two words; who names a party stands beside those who side with it.
    "which country set up a ministry of migration": "Iraq's creation of a migration ministry",
    "who picked up on tuvalus point": "Also name Tuvalu: Chile\n",
    # Words for the opposite of a topic, denied, are for it.
    "who says the compact isnt legally binding": "Supports (5): Australia, China, India, Russian",
    "michel lastschenko's country and post": "Michel Lastschenko\n",
    "did asean get any support on review": "As said on the floor: Norway\n",
    "which states keep saying it's not legally binding": "  Supports (5): Australia, China,",
    "who prefers consultative processes to the regional commissions": (
        "For the one, against the other: Australia, Singapore, Türkiye (Turkey)"
    ),
    # For the one and not the other; with whom a party sides; what it said, by whatever word.
    "who wants IOM coordinating but not leading": (
        "  For IOM coordinating, not IOM leading: Philippines\n  Against IOM leading: India"
    ),
    "who did New Zealand side with": "As said on the floor: Canada, African Group, Liechtenstein",
    "who did Russia contradict": "Russian Federation contradicts nobody on record in so many words",
    "who endorsed what tuvalu said on climate": "Who sides with Tuvalu\n",
    "bahamas priorities": "Bahamas\n\n  Supports:",
    # Out of the text is against it; "by" whom is not who said so; whose office.
    "who wants non refoulment kept OUT of the compact": "  Opposes (2): Lebanon, South Africa\n",
    "who said they'd been misunderstood by Lauber": "  Australia, IOM leading: remarks. Says the",
    "who spoke in a personal capacity, not for his country": "“expert”\n\n  Belarus\n",
    "anyone thinking of copying mexicos humanitarian visas": "Supports (2): Guatemala, Mexico",
    "rapporteur of RT 3.1, who was it": "Rapporteur: Morocco",
    "whose delegation did genina work for": "On the staff of Mexico's delegation",
    "who accepts a new capacity mechanism only if its voluntary": "conditional: China; supports:",
    "who backs a stand alone para on international cooperation besides the africans": (
        "With “separate”: Holy See, Switzerland"
    ),
    "what did Kenya say about refugee camps": "“camps” stands nowhere in the documents.",
    # Which states of a region: these for themselves, and their group beside them.
    "which african countries support IOM": (
        "States of the African Group, for themselves:\n\n  Supports (1): South Africa\n"
        "  Their group: remarks: African Group (Comoros)"
    ),
    "which african countries want a fund": "Nothing by a state of the African Group for itself;",
    "which asian countries back the african groups capacity mechanism": "Supports (1): Nepal\n",
    # What nobody says on the floor is told as it stands on paper.
    "who would bring the gfmd into the UN": "On paper\n  • A negotiation space at ECOSOC",
    # A condition is no second thing that is asked for.
    "who accepts a capacity building mechanism only if its voluntary": (
        "conditional: China; supports: Guyana; asks: Australia, European group"
    ),
    # What is asked in a roundabout way.
    "south africa what does complementarity mean for them": "South Africa · Complementarity",
    "what does complementarity mean to South Africa": "South Africa · Complementarity",
    "who thanked japan and for what": "“thanked japan”\n\n  Canada, IOM",
    "who was talking only as an expert, not for their government": "“expert”\n\n  Belarus\n",
    "who wants unicef involved in implementation": "Who spoke of UNICEF\n\n  Armenia, Brazil, T",
    "who wants ILO involved in implementation": "In statements of support: Nepal, African Group",
    # A time is not passed over: who spoke then, nobody, or a year that is only spoken of.
    "what did mexico say in december 2017": "Mexico\n\nNothing said then is on record.",
    "mexico 2017": "Nothing by Mexico is on record of that time (Coordination meeting report 2017",
    "what did Thailand say in 2016": "Thailand\n\nNothing said then is on record.",
    "japan on IOM in february 2017": "Nothing by Japan is on record of that time (Coordination",
    "who supported IOM in 2017": "Coordination meeting report 2017\n\n  Supports (3): Doyle,",
    "who says 2026 is too far ahead to plan for": "“2026 is too far ahead to plan”\n\n  Japan,",
    "what did the EU say on 13 march": "European group without Hungary\n\n  Opposes:",
    "what did Japan say in march": "Japan\n\n  Opposes:",
    "iom assisted returns in 2016 how many": "IOM did not take the floor in the negotiations.",
    # A word that narrows a topic, two topics at once, and states where states are asked for.
    "who brought up unaccompanied kids": "  With “unaccompanied”: Ethiopia",
    "who wants civil society in the follow-up": "\n  Guatemala, European group without",
    "which states talked about unicef": "  Armenia, Brazil, Türkiye (Turkey)\n  No states: ILO",
    "capacity mechanism - who says nothing new": "Of both at once: opposes: Japan, Singapore; con",
    "who pushed for more development aid money": "  African Group (Comoros)\n  Near it: China",
    "who wants national human rights institutions in": "Who spoke of “NHRI”\n\n  Bangladesh, Phil",
    "which states want UN Women involved": "Who spoke of “UN Women”\n\n  Brazil,",
    "who defended CEPAL": "Who spoke of “CEPAL”\n\n  Chile, Argentina, Cuba\n",
    "why did belarus bring up chernobyl": "Belarus · Forced migration\n\n  Remarks. Giv",
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
    "which countries moderate session six": "Sixth informal thematic session\n",
    "what comes after Vienna": "October 2017: Sixth informal thematic session (Geneva)\n  October",
    "how much longer do the negotiations run": "Negotiations phase\n",
    "when was the Geneva thematic session": "May 2017: First informal thematic session (Geneva)",
    # Several at once, and those who belong to a group.
    "ASEAN members that spoke": "4 delegations of ASEAN took the floor on 13 March 2018",
    "are Japan and Singapore on the same page": "Both oppose: Capacity-building mechanism; New",
    "do China and the African Group agree on anything": "China, the Secretary-General's consulta",
    "what do Japan and Canada disagree on": "Apart on covering those left out: Japan opposes, C",
    "is Norway on the same page as the EU": "Of each other, on the floor\n  • Norway, duty to read",
    # What is asked, and not what a word of it could be besides.
    "who objects to the wording 'actionable commitments'": "Opposes (1): China",
    "Philippines on what the actions mean, obligations or not": "Philippines · Actions as sugg",
    "who wants migrants themselves to have a voice": "With “voice”: Bangladesh; earlier: GFMD",
    "Paraguay - capacity building for which countries": "Paraguay · Capacity-building\n\n  Supp",
    "what's meant by actionable commitments": "Actionable commitment\n\n4 senses",
    "what's an actionable commitment vs an action": "Actionable commitment, Actions\n",
    "upr": "UPR: Universal Periodic Review",
    "Singapore on the wording of the compact": "Light touch (2 of 3): softer wording of the text",
    "any other country planning humanitarian visas like Mexico does": "Guatemala, humanitarian",
    # A topic that is named in full by words apart; one word that everybody has tells nobody.
    "who wants country reports to stay voluntary": "Supports (3): India, Indonesia, Russian",
    "who moans about too much reporting": "Supports (3): India, Indonesia, Russian",
    # Who spoke before 2018 stands apart; of what only the glossary has, whose words it explains.
    "who brought up organised crime on the floor": "Costa Rica\n  Earlier, or on paper: Sweden",
    "who suggested a temporary status at the border": "at the border”\n\n  Brazil\n  Near it: ",
    "which delegation suggested UN Habitat as a model": "as a model”\n\n  Japan, Canada\n",
    "who fears IOM coordination would get in the way of other agencies": (
        "Who spoke of IOM coordinating and other UN agencies' part\n\n  • Holy See"
    ),
    # A stance with its object, and the nearest part of a topic first.
    "Türkiye follow-up and review": "Follow-up and review\n\n  Global review forum: supports.",
    "who says capacity mechanism must be voluntary": "Spoken by: Guyana\n  Near it: South Africa,",
    "Holy See churches": "Nearest by Holy See to “churches”:",
    "ILO - who wants them involved": "In statements of support: Nepal, African Group",
    "Which countries should get capacity building according to Paraguay?": (
        "Paraguay · Capacity-building\n\n  Supports."
    ),
    "what did the Caribbean states say": "spoke for themselves: Bahamas, Cuba, Guyana, Jamaica",
    "who had something on para 41": "  Bangladesh, Holy See, Philippines",
    "sdg target 10.7 about": "SDG target 10.7: the SDG target on facilitating migration",
    "since when is IOM in the UN system": "IOM joins the UN\n",
    "who wants the gfmd left as is": "Who supports GFMD kept as it is\n",
    "did anyone mention a border wall": "Nobody on record speaks of “border wall” in these words",
    "what does GCM mean in the DESA report": "GCM (2 of 2): Global Coalition on Migration",
    "who wants the migrants themselves heard": "With “migrants”: African Group (Comoros), Bahamas",
    "who asked for more ODA": "  African Group (Comoros)\n  Near it: China",
    "who wants an own paragraph or objective on cooperation": "Who spoke of “own paragraph or obj",
    "eu 40 billion what for": "EU · “40 billion”",
    "what are the phases of the compact process and when": "Consultations phase, Stocktaking",
    "who backs a separate para on intl cooperation": "With “separate”: Holy See, Switzerland",
    # Comparisons, conditions, worries, and acts between parties.
    "who prefers regional consultative processes over the economic commissions": (
        "  For the one, against the other: Australia, Singapore, Türkiye (Turkey)\n\n  • Singapore"
    ),
    "which delegations want softer words than actionable commitments": "  Opposes (1): China\n",
    "who warns against extending obligations": "Who spoke of “extending obligations”\n\n  Aus",
    "who can live with a new capacity building mechanism as long as its voluntary": (
        "conditional: China; supports: Guyana; asks: Australia, European group"
    ),
    "who is afraid iom's role could get in the way of other agencies": (
        "other UN agencies' part\n\n  • Holy See"
    ),
    "who came out behind tuvalu on climate": "  As said on the floor: African Group (Comoros)",
    "who said nonrefoulement is just for refugees": "\n\n  South Africa, Lebanon\n\n",
    "who sees state reports as a burden": "  Indonesia\n  Near it: Türkiye",
    "who views IOM as the lead agency": "  In statements of support: European group without Hung",
    "who tied 21e to 23(1) and why": "Who spoke of paragraph 21(e), paragraph 23(1)\n\n  Canada\n",
    "swiss and vatican on iom vs other agencies": "[Switzerland 2 (11)]\n  • Holy See",
    # Days and papers.
    "which thematic session comes after july 2017": (
        "From 1 August 2017 on:\n\n  September 2017: Fifth"
    ),
    "sessions before july 2017": "Before 1 July 2017:\n\n  May 2017: First informal thematic",
    "how long have they got left to agree the text": "Ends in July 2018.",
    "what did iom say at desa": "section II, paragraph 1\n",
    "Mebbed, which organisation does he represent": "Speaker for UNDP",
    "whose notes are these, who was taking them": "Lisa Simeone\n",
    # People and papers.
    "special rapporteur on migrants rights, what's his name": "François Crépeau, Special Rapp",
    "what was nakamitsus role": "Special Adviser ad interim",
    "UNHCR person at the February meeting": "Director of its New York Office: Ninette Kelley",
    "who did Comoros speak for": "Comoros: spoke for the African Group (54 states)",
    "we are the General Assembly here, who was that": "  Brazil, Adoption by the General Ass",
    "who wrote the coordination meeting report": "Bela Hovy, Barbara Kobler, Nina Haelg\n",
    "who wrote the IISD article": "By: IISD\n",
    "who was heading the GMG at the February meeting": "David Malone, Global Migration Group",
    "which EU member is not in the European statement": "Without: Hungary",
    "what does G77 mean": "There is no term “Group of 77” in the five documents.",
    # The states of a region, and a party beside another.
    "Central Americans who back IOM": "  Supports (3): Costa Rica, El Salvador, Guatemala\n",
    "africans against non-refoulement": "  Opposes (1): South Africa\n  Their group: supports:",
    "who in Europe opposes IOM leading": "No state of Europe opposes that; for themselves:",
    "is Chile with Cuba on IOM": "IOM's role: Chile, Cuba\n",
    "what do both Cuba and Chile say on IOM": "IOM's role: Cuba, Chile\n",
    # Acts between parties.
    "who reacted to Lebanon": "Right after Lebanon: Lauber (chair).",
    "who answered Lebanon's complaint": "Right after Lebanon: Lauber (chair).",
    "who agrees with Austria on taking people back": "floor: Norway\n  On other matters: Aus",
    "what does China want from the SG": "China · “SG”\n",
    # For and against, and what is a part of a topic.
    "fans of the HLPF": "Who supports review in the HLPF\n",
    "HLPF sceptics": "Who opposes review in the HLPF\n",
    "who wanted forced return to be a red line": "  With “red”: GFMD civil society\n",
    "who wants a levy on remittances": "Nobody on record speaks of “remittances levy” in these",
    "who is afraid that IOM pushes other agencies aside": "Who spoke of IOM\n",
    "what does South Africa mean by complementarity": "Complementarity (4 of 5): no dup",
    # Whose words they are not.
    "who is the Japanese ambassador": "Nobody of Japan is on record as that. The nearest:",
    "who agreed with Bangladesh and the Holy See": "Who sides with Bangladesh, Holy See\n",
    "China and Japan on para 40": "Nothing by China names paragraph 40.",
    "Norway on 42(c)": "Nothing by Norway on paragraph 42(c) is on record.",
    "who answered Ethiopia's question": "Right after Ethiopia: Arbour (SRSG).",
    "who doesn't want states ranked in monitoring": "With “ranked”: remarks: Türkiye",
    # What is done to a thing, or one thing rather than another.
    "who would have a review every two years": "Who supports review more often than every four",
    "who'd keep the gfmd as it is": "  Supports (2): African Group (Comoros), Bangladesh\n",
    "who wants the gfmd brought inside the UN": "Who supports gfmd inside the UN\n",
    "who prefers RCPs to the commissions": "other: Australia, Singapore, Türkiye (Turkey)\n",
    "who doesnt want the HLD touched": "In statements against something: Bangladesh\n",
    # What a whole is asked beside, of each other, and in words of another topic.
    "did norway back asean on review": "remarks. Sides with ASEAN and with Germany (Europe)",
    "morocco's role in the GFMD": "words:\n\n  Morocco, governance of migration: supp",
    "who backs the african capacity-building mechanism": "  Also name African Group: Bangladesh\n",
    "who mentioned Japan on IOM": "Who spoke of Japan\n\n  Canada, IOM coordinating: supports.",
    "who raised the palestinian refugees": "Nobody on record names State of Palestine; on ref",
    "who thanked the japanese for a suggestion": "Who spoke of “Japan thanked”\n\n  Canada, IOM",
    "who told Lauber he had misunderstood": "  Spoken by: Australia\n",
    "besides comoros who else spoke for a group": ":\n\n  European group without Hungary: Austria",
    "moroccan official who spoke in new york": "  Spoke for Morocco: El Habib Nadir, ",
    "who isn't convinced by new mechanisms": "Who opposes new structures or mechanisms\n",
    "who complained that we're going back on the NYD": "  Supports (2): Bangladesh, Switzerland\n",
    "who's flexible about the name of the review forum": "  With “flexible”: Argentina\n",
    "who contradicted Lebanon about the campaign": "  Speak of Lebanon: Lauber (chair)\n",
    "who wants a partly binding compact": "Who spoke of “Hybrid document”\n\n  • Bangladesh",
    "who was only speaking for himself, not his country": "“expert”\n\n  Belarus",
    "who doesn't mind IOM's membership structure": "supports IOM's role\n\n  • Cuba, IOM's role",
    "who wants the review tied to the HLPF": "Who supports review in the HLPF\n\n  Supports (1)",
    "argentina and guatemala - common position?": "Compare Argentina, Guatemala\n",
    "who corrected Lauber": "Who contradicts Lauber\n\n  As said on the floor: Australia\n",
    "who says 4 years between reviews is too long": "  Supports (3): Argentina, Guatemala, Nor",
    "blockchain for remittances": "“blockchain” stands nowhere in the documents. On mak",
    "who spoke first after lunch": "first on 13 March 2018 (after lunch), after Arbour (SRSG).",
}


@pytest.mark.parametrize("question", LEADS)
def test_what_leads(bare: Services, question: str) -> None:
    screen = "\n".join(ask_text(bare, question).splitlines()[:SCREEN])
    assert LEADS[question] in screen


SCREEN = 12  # lines that are seen first


def test_a_whole_and_a_part_that_are_asked_for_in_turn_are_both_told(bare: Services) -> None:
    shown = ask_text(bare, "who doesnt want indicators or ranking")
    assert "Who spoke of indicators or ranking\n" in shown
    assert "Opposes (1): China" in shown
    assert "Türkiye (Turkey), monitoring: remarks." in shown


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
        (
            "did the Geneva thematic session already take place?",
            date(2017, 6, 20),
            "Over: First informal thematic session. Now: Third informal thematic session. Still",
        ),
        ("are we in consultations or stocktaking now", date(2017, 12, 14), "Phase 2 of the"),
        ("where do we go in September", date(2017, 8, 15), "Fifth informal thematic session, "),
        ("anything on tomorrow?", date(2017, 6, 14), "Remittances forum 2017, Sending Money"),
        ("6th thematic still ahead of us?", date(2017, 9, 1), "It is still ahead."),
        (
            "how many days til the governance session in Geneva",
            date(2017, 6, 12),
            "It is still ahead: in 7 days.",
        ),
        ("any thematic session left?", date(2017, 6, 10), "Third informal thematic session"),
        ("which thematic session comes after this one", date(2017, 6, 20), "Fourth informal"),
        (
            "has Arbour's consultation on the UN system finished?",
            date(2018, 3, 20),
            "SG consultation's recommendations\n\nIt is still ahead.",
        ),
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


def test_people_of_a_region_are_no_misspelt_state(bare: Services) -> None:
    shown = ask_text(bare, "central americans on non-refoulement")
    assert "Guatemala" in shown
    assert "Central African Republic" not in shown


def test_where_a_regions_states_are_silent_the_group_over_them_is_told(bare: Services) -> None:
    shown = " ".join(ask_text(bare, "west africans on IOM").split())
    assert "The African Group, to which it belongs, spoke:" in shown


def test_to_whom_it_was_said_is_not_who_said_it(bare: Services) -> None:
    shown = ask_text(bare, "who told lauber he'd misunderstood")
    assert "Nothing by Lauber" not in shown
    assert "Australia, IOM leading: remarks. Says the chair misunderstood it" in " ".join(
        shown.split()
    )


def test_what_something_is_for_is_no_second_question(bare: Services) -> None:
    shown = ask_text(bare, "cuba on money for implementation")
    assert "Wants specific funds" in shown
    assert "Nothing by Cuba" not in shown


def test_two_parties_one_for_and_one_against_are_compared(bare: Services) -> None:
    shown = ask_text(bare, "japan and indonesia on regional review, who's for and who's against")
    assert "Japan: opposes." in shown
    assert "Indonesia: conditional." in shown


def test_a_fear_for_a_thing_is_no_stand_against_it(bare: Services) -> None:
    shown = " ".join(ask_text(bare, "who worries that development gets pushed aside").split())
    assert shown.startswith("Who supports migration and development")
    assert "Cuba" in shown


def test_the_rare_word_by_which_a_part_is_named_comes_before_both_topics(bare: Services) -> None:
    shown = ask_text(bare, "who warned against micromanaging the UN agencies")
    assert shown.index("Wants no attempt at micromanaging") < shown.index("Of both at once")


def test_who_backs_whoever_spoke_for_a_group_sides_with_the_speaker(bare: Services) -> None:
    shown = ask_text(bare, "who agrees w/ Austria on taking nationals back")
    assert "As said on the floor: Norway" in " ".join(shown.split())


def test_nobody_offers_what_nobody_speaks_of(bare: Services) -> None:
    shown = ask_text(bare, "who offered to host the regional review forum")
    assert "Nobody on record offers that; on regional review forum:" in shown
    assert "Nobody" not in ask_text(bare, "who offered to share best practices")


def test_a_group_that_is_no_party_is_told_by_its_states_where_it_is_asked_who_spoke_for_it(
    bare: Services,
) -> None:
    shown = ask_text(bare, "has anyone spoken for CARICOM")
    assert "Nothing is on record for CARICOM as a group." in shown
    assert "Bahamas, Guyana, Jamaica" in shown


def test_who_did_a_thing_of_which_nothing_more_is_said(bare: Services) -> None:
    shown = " ".join(ask_text(bare, "who thanked anyone").split())
    assert shown.startswith("Who spoke of “thanked” Canada, Cuba")


def test_who_sees_no_problem_in_a_thing(bare: Services) -> None:
    shown = ask_text(bare, "who doesn't see IOM's membership as a problem")
    assert "Cuba" in shown
    assert "sees no problem in its membership structure" in " ".join(shown.split())


def test_a_rare_word_that_one_said_is_told_before_the_topic_it_is_of(bare: Services) -> None:
    shown = ask_text(bare, "who brought up the chernobyl disaster")
    assert shown.index("Belarus") < shown.index("Supports")
    assert "Gives Chernobyl as its case" in shown


@pytest.mark.parametrize("line", ["comoros talks on whose behalf", "27 states - whose statement"])
def test_for_whom_somebody_spoke(bare: Services, line: str) -> None:
    shown = ask_text(bare, line)
    assert "Nothing by" not in shown
    assert "spoke for" in shown.lower()


@pytest.mark.parametrize(
    ("line", "title", "shown"),
    [
        ("who came out in support of tuvalu", "Who sides with Tuvalu", "African Group (Comoros)"),
        ("who would put the review inside the HLPF", "Who supports review in the HLPF", "Supports"),
        ("who made the G77 statement", "Group of 77", "Nothing is on record"),
        (
            "african proposal on intl cooperation - who backs it",
            "Who sides with African Group",
            "Cuba, Holy See, Switzerland",
        ),
        (
            "who protested when the chair talked of agreement in the room",
            "Who spoke of “agreement”",
            "India",
        ),
        ("who values the GMG's expertise", "Who spoke of “GMG's expertise”", "Nepal"),
    ],
)
def test_what_is_asked_in_a_roundabout_way(
    bare: Services, line: str, title: str, shown: str
) -> None:
    answer = ask_text(bare, line)
    assert answer.startswith(title)
    assert shown in answer


def test_an_everyday_word_that_no_supporter_says_is_the_topics(bare: Services) -> None:
    shown = " ".join(ask_text(bare, "who asked for more money").split())
    assert "Supports (4): African Group (Comoros), Cuba, El Salvador, Nepal" in shown
    assert "without ranking" in ask_text(bare, "anyone against ranking countries")
