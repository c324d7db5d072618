"""A line understood once: what it asks, of whom, on what, when, and which subcommand answers."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.answers.answer import Statement
from handlers.questions.grammar import ANY, OPPOSE, ROWS, SUPPORT, Row
from handlers.questions.question import Intent, Question
from handlers.questions.understand import understand
from handlers.registry import all_commands, names_called
from handlers.request import Request, Services
from knowledge.model import Stance
from knowledge.names.reading import Kind
from tests.conftest import Ask, ask_answer

TODAY = date(2026, 1, 15)


def read(services: Services, line: str, after: str | None = None) -> Question:
    """Read a line, as a follow-up where another came before it."""
    before = None if after is None else read(services, after)
    return understand(Request(text=line), services.knowledge, TODAY, names_called(), before)


# Examples of rows that come to something else than their row's intent, and why.
OTHERWISE: dict[str, tuple[Intent, tuple[Stance, ...]]] = {
    # All of it is a name in the pack, so no words of a quotation are left: who spoke of that.
    "whose words are mandate creep": ("who", ANY),
    "who used the phrase mandate creep": ("who", ANY),
    "360 degrees quote": ("who", ANY),
    # The line as a whole is a name of the topic, for its opposite: the topic's board.
    "no new categories": ("position", ANY),
    # The last word names the subcommand.
    "process timeline": ("command", ANY),
    # "Moderators" is itself a body's name; entries that have all the words answer.
    "moderators of the sixth session": ("event", ANY),
    "sixth session moderators": ("event", ANY),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.example)
def test_every_row_reads_its_example(bare: Services, row: Row) -> None:
    question = read(bare, row.example)
    expected = OTHERWISE.get(row.example, (row.intent, row.stances))
    assert (question.intent, question.stances) == expected


def test_what_comes_otherwise_is_an_example() -> None:
    assert set(OTHERWISE) <= {row.example for row in ROWS}


@pytest.mark.parametrize(
    ("line", "command", "words"),
    [
        ("", "help", ""),
        ("position Japan IOM", "position", "Japan IOM"),
        ("topic HLPF", "topic", "HLPF"),
        ("BRIEF Japan", "brief", "Japan"),
        ("hungry gaps", "gaps", "hungry"),
        ("people Arbour", "people", "Arbour"),
        ("next 5", "next", "5"),
    ],
)
def test_a_named_subcommand_is_taken_off(
    bare: Services, line: str, command: str, words: str
) -> None:
    question = read(bare, line)
    assert (question.command, question.words) == (command, words)
    assert (question.certainty, question.misspelt) == ("named", "")


@pytest.mark.parametrize(
    ("line", "command", "named"),
    [
        ("Japan IOM", "position", {"japan", "iom-role"}),
        ("COMPARE Japan Brazil IOM", "compare", {"japan", "brazil", "iom-role"}),
        ("Japan Brazil IOM compare", "compare", {"japan", "brazil", "iom-role"}),
        ("japan vs brazil on iom", "compare", {"japan", "brazil", "iom-role"}),
        ("who is Louise Arbour?", "people", {"arbour"}),
        ("who opposes new mechanisms", "who", {"new-mechanisms"}),
        ("who is against new mechanisms", "who", {"new-mechanisms"}),
        ("who said what on HLPF", "who", {"hlpf"}),
        ("when will the compact be adopted", "event", set()),
        ("when does the stocktaking begin?", "event", {"stocktaking-phase"}),
        ("what does SRSG mean?", "term", {"srsg"}),
        ("what is the GCM?", "term", {"gcm"}),
        ("what is Japan's position on IOM", "position", {"japan", "iom-role"}),
        ("what happens next?", "next", set()),
        ("GCM", "term", {"gcm"}),
        ("Lisa Simeone", "people", {"simeone"}),
        ("third thematic session", "event", {"third-thematic-session"}),
        ("floor notes", "sources", {"session-2-notes"}),
        ("сравнить Япония Бразилия МОМ", "compare", {"japan", "brazil", "iom-role"}),
        ("谁反对新机制", "who", {"new-mechanisms"}),
        ("qui est Louise Arbour ?", "people", {"arbour"}),
        ("buscar agenda urbana", "search", set()),
    ],
)
def test_where_a_line_goes(bare: Services, line: str, command: str, named: set[str]) -> None:
    question = read(bare, line)
    assert question.command == command
    assert named <= {naming.ref.id for naming in question.named}
    assert {*question.parties} == named & {*bare.knowledge.parties}


@pytest.mark.parametrize(
    ("line", "stances"),
    [
        ("who opposes new mechanisms", OPPOSE),
        ("who is against new mechanisms", OPPOSE),
        ("who suports IOM", SUPPORT),
        ("who said what on HLPF", ANY),
        ("谁反对新机制", OPPOSE),
        ("HLPF critics", OPPOSE),
        # What is not only so is so, too: never the record reversed.
        ("who wants IOM to lead and not only coordinate", SUPPORT),
        ("who insisted iom both leads and coordinates", SUPPORT),
        ("who wants iom to coordinate and not lead", OPPOSE),
        ("who thinks the regional commissions arent up to it", OPPOSE),
        ("who said no new bodies full stop", OPPOSE),
        ("who took tuvalus side on climate", SUPPORT),
        ("who is fed up with new mechanisms", OPPOSE),
    ],
)
def test_a_verb_asks_for_its_stances(
    bare: Services, line: str, stances: tuple[Stance, ...]
) -> None:
    assert read(bare, line).stances == stances


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("comapre Japan Brazil IOM", "compare"),
        ("topc capacity building", "topic"),
        ("timelne 2017", "timeline"),
        ("serch urban agenda", "search"),
        ("brif Switzerland", "brief"),
        ("poeple Arbour", "people"),
    ],
)
def test_a_misspelt_subcommand_is_mended_and_told(ask: Ask, line: str, command: str) -> None:
    answer = ask(line)
    assert answer["command"] == command
    first = line.split()[0]
    text = f"“{first}” read as the command {command}."
    assert {"kind": "correction", "text": text} in answer["notes"]


def test_subcommands_are_found_with_a_letter_left_out(bare: Services) -> None:
    called = names_called()
    right = 0
    lines: list[str] = []
    for command in all_commands().values():
        if len(command.name) < 5 or command.name == "position":
            continue  # "position" is also where a line goes that names no subcommand
        for place in range(1, len(command.name)):
            lines.append(f"{command.name[:place]}{command.name[place + 1 :]} xyzzy")
            found = read(bare, lines[-1]).command
            right += found == called.get(lines[-1].split()[0], command.name)
            # Where two are as near, none is taken; a third is never.
            assert found in {command.name, called.get(lines[-1].split()[0], "position"), "position"}
    assert right >= 0.9 * len(lines)


@pytest.mark.parametrize("line", ["fund Japan", "Hile development", "hungry gaps", "chad data"])
def test_a_name_is_no_misspelt_subcommand(bare: Services, line: str) -> None:
    question = read(bare, line)
    assert question.misspelt == ""
    assert question.command in ("position", "gaps")


@pytest.mark.parametrize(
    "line",
    [
        "opposition to the HLPF",
        "remarks by Japan",
        "compact adoption",
        "proposition of Nepal on funding",
    ],
)
def test_a_word_of_everyday_language_is_no_misspelt_subcommand(bare: Services, line: str) -> None:
    assert read(bare, line).misspelt == ""


def test_what_is_not_understood_is_answered_by_the_nearest(ask: Ask) -> None:
    answer = ask("position zzyzx multilateralism urban")
    assert "nothing-found" not in [note["kind"] for note in answer["notes"]]
    (loose,) = [note["text"] for note in answer["notes"] if note["kind"] == "loose"]
    assert "zzyzx" in loose
    assert loose.endswith("; the nearest:")


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("help for migrants in need", "position"),
        ("help for disaster-hit states", "position"),
        ("help me please", "help"),
        ("help with reminders", "help"),
        ("help position", "help"),
    ],
)
def test_help_for_somebody_asks_for_no_help(bare: Services, line: str, command: str) -> None:
    assert read(bare, line).command == command


@pytest.mark.parametrize(
    ("line", "kind", "id_"),
    [
        ("fifth thematic sesson", "event", "fifth-thematic-session"),
        ("where was the coordination meetting", "event", "coordination-meeting-15"),
        ("what does the rountable report want", "source", "gfmd-roundtable-3"),
        ("what is the together campain for", "term", "together"),
    ],
)
def test_misspelt_names_of_several_words_are_mended(
    bare: Services, line: str, kind: Kind, id_: str
) -> None:
    assert id_ in read(bare, line).ids(kind)


def test_a_misspelling_of_a_party_and_a_topic_is_asked(ask: Ask) -> None:
    answer = ask("position chld")
    assert [note["kind"] for note in answer["notes"]] == ["ambiguous"]
    assert sorted(choice["label"] for choice in answer["choices"]) == ["Chad", "Children"]


@pytest.mark.parametrize(
    ("line", "intent", "paragraphs", "objectives"),
    [
        ("paragraph 42", "position", ("42",), ()),
        ("para 42(c)", "position", ("42(c)",), ()),
        ("§ 45", "position", ("45",), ()),
        ("what did Japan say on paragraph 42", "position", ("42",), ()),
        ("who spoke on para 46(b)", "who", ("46(b)",), ()),
        ("para 46, who said what", "who", ("46",), ()),
        ("objective 22", "position", (), ("22",)),
        ("objectives 5 and 7", "position", (), ("5", "7")),
    ],
)
def test_paragraphs_and_objectives(
    bare: Services,
    line: str,
    intent: Intent,
    paragraphs: tuple[str, ...],
    objectives: tuple[str, ...],
) -> None:
    question = read(bare, line)
    assert question.intent == intent
    assert (question.paragraphs, question.objectives) == (paragraphs, objectives)
    assert question.span is None
    assert question.left == ()


@pytest.mark.parametrize(
    ("line", "intent", "quoted"),
    [
        ('"light touch"', "said", ("light touch",)),
        ("who said “nothing new under the sun”", "said", ("nothing new under the sun",)),
        ("who said 'hub and spoke'", "said", ("hub and spoke",)),
        ("who said «light touch»", "said", ("light touch",)),
        ("“one size fits all” Japan", "position", ("one size fits all",)),
        ("who wants Japan's idea on IOM's role", "agree", ()),
    ],
)
def test_quoted_words_stay_together_and_name_nothing(
    bare: Services, line: str, intent: Intent, quoted: tuple[str, ...]
) -> None:
    question = read(bare, line)
    assert (question.intent, question.quoted) == (intent, quoted)
    if quoted:
        assert question.topics == ()


@pytest.mark.parametrize(
    ("line", "intent", "first", "last"),
    [
        ("what happened in December 2017", "event", date(2017, 12, 1), date(2017, 12, 31)),
        ("what happened on 13 March 2018", "event", date(2018, 3, 13), date(2018, 3, 13)),
        ("what happened in 2017", "event", date(2017, 1, 1), date(2017, 12, 31)),
        ("tomorrow", "timeline", date(2026, 1, 16), date(2026, 1, 16)),
        (
            "what happened between April and June 2017",
            "event",
            date(2017, 4, 1),
            date(2017, 6, 30),
        ),
    ],
)
def test_a_span_of_time(bare: Services, line: str, intent: Intent, first: date, last: date) -> None:
    question = read(bare, line)
    assert question.intent == intent
    assert question.span is not None
    assert question.span.ranges == ((first, last),)
    assert question.left == ()


def test_a_month_without_its_year_is_any_years(bare: Services) -> None:
    span = read(bare, "what happened in December").span
    assert span is not None
    assert (date(2017, 12, 1), date(2017, 12, 31)) in span.ranges
    assert all((first.month, last.day) == (12, 31) for first, last in span.ranges)


def test_the_year_of_a_name_is_no_span(bare: Services) -> None:
    question = read(bare, "who spoke of the 2030 Agenda")
    assert question.span is None
    assert question.topics == ("agenda-2030",)


@pytest.mark.parametrize(
    ("line", "parties"),
    [
        ("who says no to new mechanisms", ()),
        ("who says no to new categories", ()),
        ("who is in favour of data for all", ()),
        ("is there a plan for the HLPF", ()),
        ("what is in it for us", ()),
        ("can it be done by us at the HLPF", ()),
        ("no iom", ("norway",)),
        ("is it true that NO wants IOM to lead", ("norway",)),
        ("AG mixed flows", ("african-group",)),
        ("what did the AG say on mixed flows", ("african-group",)),
        # In capitals the room's abbreviation is read; in small letters it is taken for a word.
        ("what did AG say on mixed flows", ("african-group",)),
        ("what did the SG say on IOM", ("un-secretary-general",)),
    ],
)
def test_a_code_that_is_a_word_is_shy_in_a_sentence(
    bare: Services, line: str, parties: tuple[str, ...]
) -> None:
    question = read(bare, line)
    assert question.parties == parties
    assert question.ambiguous == ()


def test_saying_no_is_opposing(bare: Services) -> None:
    question = read(bare, "who says no to new mechanisms")
    assert (question.intent, question.stances) == ("who", OPPOSE)
    assert question.topics == ("new-mechanisms",)


@pytest.mark.parametrize(
    ("line", "topic", "stances", "negated"),
    [
        ("who supports legally binding", "legal-nature", ("oppose", "conditional"), True),
        ("who opposes legally binding", "legal-nature", ("support", "conditional"), True),
        ("who wants a legally binding compact", "legal-nature", ("oppose", "conditional"), True),
        ("who is against non-binding", "legal-nature", OPPOSE, False),
        ("who supports no new categories", "new-categories", ("oppose", "conditional"), True),
        ("who opposes new categories", "new-categories", OPPOSE, False),
        ("who doesn't want new categories", "new-categories", OPPOSE, False),
        ("who doesn't oppose the HLPF", "hlpf", SUPPORT, False),
        ("who supports mandatory reporting", "voluntary-reporting", OPPOSE, True),
        ("who supports existing mechanisms", "new-mechanisms", SUPPORT, False),
    ],
)
def test_words_against_a_topic_turn_the_stances(
    bare: Services, line: str, topic: str, stances: tuple[Stance, ...], negated: bool
) -> None:
    question = read(bare, line)
    assert question.topics == (topic,)
    assert question.stances == stances
    assert question.negated is negated


def test_using_what_exists_is_not_counted_for_or_against_what_is_new(ask: Ask) -> None:
    answer = ask("who supports existing mechanisms")
    assert answer["title"] == "Who spoke of “existing mechanisms”"
    assert answer["board"] == []


RUSSIA = "Russia follow-up"


@pytest.mark.parametrize(
    ("line", "after", "parties", "topics", "remembered"),
    [
        ("and China?", RUSSIA, ("china",), ("follow-up-review",), "follow up"),
        ("what about China", RUSSIA, ("china",), ("follow-up-review",), "follow up"),
        ("and on funding?", RUSSIA, ("russia",), ("funding",), "russia"),
        ("what about IOM?", RUSSIA, ("russia",), ("iom-role",), "russia"),
        ("China", RUSSIA, ("china",), (), ""),
        ("China data", RUSSIA, ("china",), ("data",), ""),
        ("what about the EU on funding", RUSSIA, ("european-group",), ("funding",), ""),
        ("and Japan?", "who opposes new mechanisms", ("japan",), ("new-mechanisms",), None),
        ("and new categories?", "who opposes new mechanisms", (), ("new-categories",), ""),
    ],
)
def test_a_follow_up_takes_over_what_it_leaves_out(
    bare: Services,
    line: str,
    after: str,
    parties: tuple[str, ...],
    topics: tuple[str, ...],
    remembered: str | None,
) -> None:
    question = read(bare, line, after)
    assert (question.parties, question.topics) == (parties, topics)
    assert remembered is None or question.remembered == remembered


def test_a_follow_up_takes_over_the_paragraph(bare: Services) -> None:
    question = read(bare, "and Brazil?", "what did Japan say on paragraph 42")
    assert (question.parties, question.paragraphs) == (("brazil",), ("42",))


def test_who_else_keeps_the_stance_and_the_topic(bare: Services) -> None:
    question = read(bare, "who else", "who opposes new mechanisms")
    assert (question.intent, question.stances) == ("who", OPPOSE)
    assert (question.parties, question.topics) == ((), ("new-mechanisms",))


def test_without_a_question_before_it_nothing_is_remembered(bare: Services) -> None:
    question = read(bare, "and China?")
    assert (question.parties, question.topics, question.remembered) == (("china",), (), "")


@pytest.mark.parametrize(
    ("line", "intent", "kind", "named"),
    [
        ("¿Cuándo empiezan las negociaciones intergubernamentales?", "event", "event", ""),
        ("qui a fait la clôture de la réunion de coordination", "office", "event", ""),
        ("когда заканчивается фаза переговоров", "event", "event", "negotiations-phase"),
        ("谁反对新机制", "who", "topic", "new-mechanisms"),
    ],
)
def test_other_languages_name_things_in_any_form(
    bare: Services, line: str, intent: Intent, kind: Kind, named: str
) -> None:
    question = read(bare, line)
    assert question.intent == intent
    assert question.ids(kind)
    assert not named or named in question.ids(kind)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("qui veut un paragraphe séparé sur le climat", ("paragraph", "separate")),
        ("a paragraph on the national report", ()),
    ],
)
def test_words_of_other_languages_are_looked_for_in_english(
    bare: Services, line: str, left: tuple[str, ...]
) -> None:
    question = read(bare, line)
    assert set(left) <= set(question.left)
    assert all(word.isascii() for word in question.left)


@pytest.mark.parametrize(
    ("line", "party"),
    [("ag on iom", "african-group"), ("what does the ag want from iom", "african-group")],
)
def test_a_code_of_the_room_may_be_small(bare: Services, line: str, party: str) -> None:
    assert read(bare, line).parties == (party,)


@pytest.mark.parametrize(
    ("line", "party"),
    [("us position on iom", "united-states"), ("tell us about iom", "")],
)
def test_us_is_a_state_where_it_has_something(bare: Services, line: str, party: str) -> None:
    assert "".join(read(bare, line).parties) == party


def test_a_quoted_topic_is_meant_where_sides_are_asked_for(bare: Services) -> None:
    question = read(bare, "who has a problem with 'actionable commitments'")
    assert (question.intent, question.topics) == ("who", ("actionable-commitments",))
    assert question.stances == ("oppose", "conditional", "question")


@pytest.mark.parametrize(
    ("line", "stances"),
    [
        ("brazil's concerns on IOM", ("oppose", "conditional", "question")),
        ("what did brazil ask about IOM", ("question",)),
        ("did japan support the HLPF", ("support", "conditional")),
        ("巴西对国际移民组织有什么疑问", ("oppose", "conditional", "question")),
        ("brazil IOM", ()),
    ],
)
def test_a_position_is_asked_for_by_its_stance(
    bare: Services, line: str, stances: tuple[Stance, ...]
) -> None:
    question = read(bare, line)
    assert (question.intent, question.stances) == ("position", stances)


def test_what_is_asked_for_comes_first(bare: Services) -> None:
    statements = list(ask_answer(bare, "what did brazil ask about IOM").statements())
    assert statements[0].stance == "question"
    assert {each.party for each in statements} == {"brazil"}


def test_a_meeting_is_asked_for_what_its_record_has(bare: Services) -> None:
    answer = ask_answer(bare, "what was said on children at the coordination meeting")
    first = answer.sections[0]
    assert answer.title == "Children · Coordination meeting report 2017"
    assert {item.session for item in first.items if isinstance(item, Statement)} == {
        "coordination-meeting-15"
    }


def test_several_things_are_told_in_a_line_each(bare: Services) -> None:
    answer = ask_answer(bare, "examples from the roundtable")
    assert answer.sections[0].brief
    assert len(answer.sections[0].items) > 1


def test_an_abbreviation_alone_is_written_out(bare: Services) -> None:
    assert ask_answer(bare, "JMDI").title == "JMDI: Joint Migration and Development Initiative"


def test_names_alone_are_read_as_in_any_other_line(bare: Services) -> None:
    # Marks at the end say nothing, but a line with them is read for all that a line can have.
    knowledge = bare.knowledge
    parties = [party.brief for party in knowledge.parties.values()]
    topics = [topic.name for topic in knowledge.topics.values()]
    pairs = list(zip(parties, topics * len(parties), strict=False))
    lines = [*parties, *topics, *(f"{one} {other}" for one, other in pairs)]
    lines += [f"position {other} {one}" for one, other in pairs]
    lines += [f"who {verb} {topic}" for topic in topics for verb in ("supports", "oppose")]
    otherwise = [
        line
        for line in lines
        if _without_text(read(bare, line)) != _without_text(read(bare, f"{line} ?!"))
    ]
    assert otherwise == []


def test_so_are_names_with_a_letter_missing(bare: Services) -> None:
    knowledge = bare.knowledge
    states = [party for party in knowledge.parties.values() if party.kind == "state"]
    meant = zip(states, list(knowledge.topics.values()) * 3, strict=False)
    otherwise: list[str] = []
    for party, topic in meant:
        line = f"{party.brief[:2]}{party.brief[3:]} {topic.name}"
        named = {naming.ref.id for naming in read(bare, line).named}
        if not {party.id, topic.id} <= named:
            otherwise.append(line)
    # A letter away from several states, or from none.
    assert len(otherwise) < 20, otherwise


def _without_text(question: Question) -> Question:
    return question.asking(text="", words="")


@pytest.mark.parametrize(
    ("line", "parties", "topics"),
    [
        ("DR Congo data", {"dr-congo"}, {"data"}),
        ("what did DR Congo say on data", {"dr-congo"}, {"data"}),
        ("Commonwealth of the Bahamas", {"bahamas"}, set()),
        ("data n korea", {"dprk"}, {"data"}),
        ("who is with n macedonia", {"north-macedonia"}, set()),
        ("Budapest Process", set(), {"regional-processes"}),
        ("Korea, Republic of, data", {"republic-of-korea"}, {"data"}),
        ("special rapporteur on migrants human rights", {"special-rapporteur"}, set()),
        ("people in the refugee compact", set(), {"complementarity"}),
    ],
)
def test_a_name_is_not_taken_apart(
    bare: Services, line: str, parties: set[str], topics: set[str]
) -> None:
    question = read(bare, line)
    assert (set(question.parties), set(question.topics)) == (parties, topics)
    assert question.ambiguous == ()
