"""What an answer is made of, as blocks: a board's lines, statements with passages, entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from zlib import crc32

from bot.render.in_full import QUOTES, citations
from bot.render.slack.blocks import (
    ASK,
    Block,
    button,
    cut,
    escape,
    fit,
    paragraph,
    small_print,
    strong,
)
from bot.render.slack.boards import tell_stances
from bot.render.slack.tables import draw_chart, draw_table, tell_table
from bot.render.stances import MARKS, NOTHING, tell_stance
from handlers.answers.answer import (
    Appointment,
    Chart,
    Choice,
    Cited,
    Entry,
    Item,
    Line,
    Row,
    Section,
    Standing,
    Statement,
    Table,
)
from knowledge.documents.excerpt import count_asked, excerpt
from knowledge.names.normal import normalise

# Far below Slack's 3,000 characters for a section, so that head, an entry and small print always
# find room together in one message.
SUMMARY_TEXT = 1_500
# Of those that are compared: with so much room each says a sentence, with less a clause.
A_SENTENCE = SUMMARY_TEXT + 1
NOTE_TEXT, SHORT_NOTE, A_LINE = 300, 100, 45  # of the editors' small print on it
QUOTE_TEXT = 360  # of the passages of one statement; the whole of them is a button away
THREAD_QUOTE = 240  # the same between what people say
WHOLE_TEXT = 2_400  # where all passages are asked for
ENTRY_TEXT = 2_900  # of an entry's name, text and facts; a section holds 3,000
PLACES_TEXT = 1_500  # of the places that an entry cites
FACTS = 6  # of an entry; all of them where all passages are asked for
PLACES = 2  # of them that are named; all of them where all passages are asked for
MORE_PASSAGES = " [the passages go on]"
GOES_ON = "\u00a0…"  # never alone on a line
LEAST_QUOTE = 120
LONG = 200  # characters of a summary that leave room for one passage
ROW_NAMES = 4  # of a stance where several topics are told in a message: a reminder
FEW = 3  # statements in a row that are told whole; of more, the first sentence of each
_SENTENCE = re.compile(r"(?<=[\w)”’][.!?])\s+(?=[A-Z“‘])")

_CLAUSE = re.compile(r";\s+|(?<=[\w)”’])[.!?]\s+(?=[A-Z“‘])")


@dataclass(frozen=True, slots=True)
class Manner:
    """How items are drawn on a surface.

    Args:
        room: characters for the passages of one statement.
        quotes: passages at most under one statement.
        facts, fact_text: facts at most of one entry, and characters of each.
        note: characters of the editors' small print on what is said.
        in_full: whether all passages are quoted.
        title: the answer's, which is not printed twice.
        asked: beginnings of the question's words; what has them comes first where not all fits.
        shared: what all statements of the page have in common, told once at its end; or "".
        names: names at most in a line of a board, the others counted; 0 for all.
        native: whether tables and charts are drawn as Slack's own blocks.
        said: characters at most of what each of those that are compared, or listed, says.
    """

    room: int = QUOTE_TEXT
    quotes: int = QUOTES
    facts: int = FACTS
    fact_text: int = 300
    note: int = NOTE_TEXT
    in_full: bool = False
    title: str = ""
    asked: frozenset[str] = frozenset()
    shared: str = ""
    names: int = 0
    native: bool = False
    said: int = SUMMARY_TEXT


# For a page that would be taller than a phone: less of each, and the rest a button away.
SHORTER: tuple[Callable[[Manner], Manner], ...] = (
    lambda manner: replace(manner, room=160, quotes=1, facts=4, fact_text=160),
    lambda manner: replace(manner, room=0, quotes=0, facts=3, fact_text=100, note=SHORT_NOTE),
    lambda manner: replace(manner, room=0, quotes=0, facts=3, fact_text=100, note=A_LINE),
)


def draw_head(section: Section) -> str:
    """Give a section's heading and leading sentence as mrkdwn, or ""."""
    title = f"*{strong(section.title, 200)}*" if section.title else ""
    lead = fit(section.lead, 500) if section.lead else ""
    return "\n".join(filter(None, (title, lead)))


def draw_section(section: Section, manner: Manner) -> Iterator[Block]:
    """Draw what a page shows of a section."""
    told = draw_head(section)
    # A heading stands right above a board's lines; where lines begin in bold it has to stand out.
    above = section.dense and isinstance(next(iter(section.items), None), Row)
    if told and not above:
        yield paragraph(told)
    if not section.dense:
        for item in section.items:
            yield from draw_item(item, section, manner)
        return
    lines = [told] if told and above else []
    for line in (tell_line(item, section, said=manner.said) for item in section.items):
        if lines and len(line) + sum(map(len, lines)) + len(lines) > ENTRY_TEXT:
            yield paragraph("\n".join(lines))
            lines = []
        lines.append(line)
    if lines:
        yield paragraph("\n".join(lines))


def tell_line(item: Item, section: Section, title: str = "", said: int = SUMMARY_TEXT) -> str:
    """Tell an item of a dense section in one line.

    Args:
        item: what is told.
        section: that it stands in.
        title: the answer's, which is not printed twice.
        said: characters at most of what a labelled line says.
    """
    match item:
        case Entry() if item.when:
            return f"*{_date(item)}*  {fit(item.name, 250)}{_place(item)}"
        case Entry() if item.kind == "hits":
            return f"*{strong(item.name, 250)}*  {cut(_marked(item), SUMMARY_TEXT)}"
        case Entry():
            # The best of several is told whole, and each of a few.
            whole = section.size <= FEW or section.items[:1] == (item,)
            text = fit(item.text if whole else first_sentence(item.text), SUMMARY_TEXT)
            return f"*{strong(item.name, 250)}*  {text}{_author(item, section, title)}"
        case Statement():
            return _tell_briefly(item, section)
        case Line():
            label = f"*{_label(item)}*  " if item.label else ""
            return f"{label}{shorten(item.text or '–', said)}"
        case Row():
            return tell_stances(item, ROW_NAMES)
        case Standing():
            return tell_standing(item, said)
        case Appointment():
            # One of a list, in as few words as Slack has: "tomorrow at 9:00".
            when = _token(item.instant, item.when, "{date_short_pretty} at {time}")
            where = f"<#{item.channel}>" if item.channel else fit(item.where, 100)
            told = " · ".join(filter(None, (when, fit(item.how, 300), where)))
            return f"*{strong(item.what, 250)}*\n{told}"
        case Table() | Chart():
            return fit(item.caption, SUMMARY_TEXT)


def _label(line: Line) -> str:
    return strong(line.label, 200) if line.instant is None else _token(line.instant, line.label)


def _token(instant: int | None, told: str, form: str = "{date_long}, {time}") -> str:
    """Show a moment with its weekday in each reader's own zone, other words as they are."""
    fallback = fit(told, 200).replace("|", "/")
    if instant is None:
        return fallback
    return f"<!date^{instant}^{form}|{fallback}>"


def _draw_appointment(item: Appointment) -> Block:
    """Draw what is planned, with the button that ends it beside it."""
    block = paragraph(tell_line(item, Section()))
    return _add_button(block, item.choice)


def _add_button(block: Block, choice: Choice | None) -> Block:
    if choice is None:
        return block
    # Several lists may stand in one message: the number has to be of what the button says.
    number = crc32(choice.command.encode())
    return block | {"accessory": button(choice.label, f"{ASK}:{number}", choice.command)}


def draw_item(item: Item, section: Section, manner: Manner) -> Iterator[Block]:
    """Draw an item of a section."""
    match item:
        case Statement() if section.brief:
            yield paragraph(_tell_briefly(item, section))
        case Statement():
            yield from _draw_statement(item, section, manner)
        case Entry():
            yield from _draw_entry(item, section, manner)
        case Appointment():
            yield _draw_appointment(item)
        case Table() if manner.native:
            yield draw_table(item)
        case Table():
            yield from tell_table(item)
        case Chart():
            # As text, the counts stand beside the names that follow.
            yield from [draw_chart(item)] if manner.native else []
        case Row() | Standing():
            told = (
                tell_stances(item, manner.names)
                if isinstance(item, Row)
                else tell_standing(item, manner.said)
            )
            yield paragraph(told)
        case Line():
            yield _add_button(paragraph(tell_line(item, section)), item.choice)


def count_quotes(item: Item, section: Section, manner: Manner) -> int:
    """Count the passages that are quoted under an item where not all are asked for."""
    if isinstance(item, Statement | Entry):
        return _quotes(manner, _most(item, section, manner), *citations(item)).count("> “")
    return 0


def _most(item: Statement | Entry, section: Section, manner: Manner) -> int:
    """Say how many passages are quoted under an item: what stands alone has room for more."""
    if isinstance(item, Entry):
        told = len(item.text) + sum(len(text) for _, text in item.facts)
        most = 1 if section.size == 1 and told <= LONG else 0
    else:
        most = 1 if section.size > 1 or len(item.summary) > LONG else QUOTES
    return min(most, manner.quotes)


def is_told_whole(item: Item, manner: Manner) -> bool:
    """Tell whether small print, facts and places are all shown where not all is asked for."""
    match item:
        case Statement():
            return len(item.note) <= manner.note
        case Entry():
            return _is_whole(item, manner)
        case _:
            return True


def _is_whole(item: Entry, manner: Manner) -> bool:
    if len(item.note) > manner.note:
        return False
    if not _has_room(manner) and (
        item.kind == "proposals" or first_sentence(item.text) != item.text
    ):
        return False
    short = all(len(text) <= manner.fact_text for _, text in item.facts)
    return short and len(item.facts) <= manner.facts and len(item.cited) <= PLACES


def first_sentence(text: str) -> str:
    """Give the first sentence of a text, with "…" where it goes on."""
    first, *rest = _SENTENCE.split(text, maxsplit=1)
    return f"{first}{GOES_ON}" if rest else first


def shorten(text: str, limit: int) -> str:
    """Escape a text and cut it to a limit, between words."""
    told = escape(text)
    if len(told) <= limit:
        return told
    begun = cut(told, limit).removesuffix("…")
    return f"{begun.rpartition(' ')[0].rstrip(' ,;:–') or begun}{GOES_ON}"


def first_clause(text: str) -> str:
    """Give what stands before the first semicolon or full stop, with "…" where it goes on."""
    first, *rest = _CLAUSE.split(text, maxsplit=1)
    return f"{first}{GOES_ON}" if rest else first


def _tell_briefly(said: Statement, section: Section) -> str:
    whole, marked = section.size <= FEW, not section.stance
    if section.by == "topic":
        return _tell_by_topic(said, whole=whole, marked=marked)
    return _tell_by_voice(said, whole=whole, marked=marked, named=section.named)


@lru_cache(1024)  # told to be measured, once or twice, and then to be drawn
def _tell_by_voice(said: Statement, *, whole: bool, marked: bool, named: bool) -> str:
    """Head what was said by whose it is.

    Args:
        said: what is told.
        whole: whether all of its summary is told, and not its first sentence alone.
        marked: whether its stance is told, which no heading says.
        named: whether its topic is.
    """
    text = said.summary if whole else first_sentence(said.summary)
    who = _name_voice(said)
    if said.voiced_by:
        who += f" ({fit(said.voiced_by, 120)})"
    if not marked:
        return f"{who}. {fit(text, SUMMARY_TEXT)}"
    if named:
        who += f" · {fit(said.topic_name, 100)} ·"
    mark, word = MARKS.get(said.stance, ""), strong(tell_stance(said.stance).lower(), 40)
    return f"{mark} {who} *{word}.* {fit(text, SUMMARY_TEXT)}"


@lru_cache(1024)
def _tell_by_topic(said: Statement, *, whole: bool, marked: bool) -> str:
    """Head what was said by its topic: a stance is told with its object."""
    text = said.summary if whole else first_sentence(said.summary)
    topic = f"*{strong(said.topic_name, 120)}*"
    if not marked:
        return f"{topic}. {fit(text, SUMMARY_TEXT)}"
    mark, word = MARKS.get(said.stance, ""), strong(tell_stance(said.stance).lower(), 40)
    return f"{mark} {topic} ({word}). {fit(text, SUMMARY_TEXT)}"


def _name_voice(said: Statement) -> str:
    """Name whose voice it is; who lent it stands in brackets: "*African Group* (Comoros)"."""
    if said.voice == "group":
        return f"*{strong(said.on_behalf_of_name, 120)}* ({fit(said.party_name, 80)})"
    return f"*{strong(said.party_name, 200)}*"


@lru_cache(1024)  # told once to be measured, and then to be drawn
def tell_standing(item: Standing, said: int = SUMMARY_TEXT) -> str:
    """Tell where a party stands as mrkdwn: mark, name, stance, and so much of what it says."""
    aside = f" ({fit(item.aside, 120)})" if item.aside else ""
    begin = first_sentence if said >= A_SENTENCE else first_clause
    text = shorten(begin(item.text), said)
    if item.stance is None:
        return f"*{strong(item.name, 120)}: {NOTHING}*{aside}. {text}".rstrip()
    word = strong(tell_stance(item.stance).lower(), 40)
    mark = MARKS[item.stance]
    if not aside:
        return f"{mark} *{strong(item.name, 120)}: {word}.* {text}"
    return f"{mark} *{strong(item.name, 120)}: {word}*{aside}. {text}"


def _draw_statement(said: Statement, section: Section, manner: Manner) -> Iterator[Block]:
    mark, word = MARKS.get(said.stance, ""), tell_stance(said.stance)
    text = fit(said.summary, SUMMARY_TEXT)
    if section.named:
        who = f"{_name_voice(said)} · {fit(said.topic_name, 100)} · "
        yield paragraph(f"{mark} {who}*{strong(word.lower(), 40)}.* {text}")
    elif said.voice == "group":
        yield paragraph(f"{mark} {_name_voice(said)} *{strong(word.lower(), 40)}.* {text}")
    elif section.by == "topic":
        yield paragraph(_tell_by_topic(said, whole=True, marked=not section.stance))
    else:
        yield paragraph(f"{mark} *{strong(word, 40)}.* {text}")
    if quotes := _quotes(manner, _most(said, section, manner), said.cited):
        yield paragraph(quotes)
    where = [] if manner.shared else [said.source_line]
    if said.voiced_by:
        voice = said.voiced_by if _has_room(manner) else said.voiced_by.split(",")[0]
        where.append(f"voiced by {voice}")
    where.append(_shorten_places(said.cited.place, manner))
    lines = [fit(", ".join(filter(None, where)), 700)]
    if said.note:
        lines.append(shorten(said.note, manner.note))
    if told := "\n".join(filter(None, lines)):
        yield small_print(told)


def _quotes(manner: Manner, most: int, *cited: Cited) -> str:
    """Quote the first passages, each on its own lines behind a bar."""
    if manner.in_full:
        whole = [escape(" ".join(quote.split())) for each in cited for quote in each.quotes]
        told = "\n".join(f"> “{quote}”" for quote in whole)
        return told if len(told) <= WHOLE_TEXT else cut(told, WHOLE_TEXT) + MORE_PASSAGES
    passages = [(quote, each.about) for each in cited for quote in each.quotes]
    # What has most of the question's words comes before others; what is chosen stays in its order.
    counts = [_count_asked(quote, manner) if len(passages) > most else 0 for quote, _ in passages]
    chosen: dict[int, str] = {}
    room = manner.room
    for number in sorted(range(len(passages)), key=lambda n: -counts[n])[:most]:
        quote, about = passages[number]
        told = excerpt(quote, about, max(room, LEAST_QUOTE), asked=manner.asked)
        if chosen and len(told) > room:
            break
        chosen[number] = f"> “{cut(escape(' '.join(told.split())), SUMMARY_TEXT)}”"
        room -= len(told)
    return "\n".join(chosen[number] for number in sorted(chosen))


def _draw_entry(entry: Entry, section: Section, manner: Manner) -> Iterator[Block]:
    if section.brief:
        line = tell_line(entry, section, manner.title)
        # What was found by its words is told with them: a figure stands there, and in no name.
        found = entry.when and section.named and section.items[:1] == (entry,)
        told = f"\n{fit(first_sentence(entry.text), SUMMARY_TEXT)}" if found and entry.text else ""
        yield paragraph(f"{line}{told}")
        return
    if entry.kind == "hits":
        yield paragraph(tell_line(entry, section))
        if where := "\n".join(fit(", ".join(fact), 300) for fact in entry.facts):
            yield small_print(cut(where, PLACES_TEXT))
        return
    head = "" if entry.name == manner.title else f"*{strong(entry.name, 250)}*"
    if entry.when:
        head = "\n".join(filter(None, (f"*{_date(entry)}*", head.strip("*"))))
    # A proposal is its words: rather than these it does without the lines under them.
    proposal = entry.kind == "proposals"
    whole = proposal or _has_room(manner)
    told = _marked(entry) if whole else escape(_choose_sentence(entry, manner))
    text = f"\n{cut(told, SUMMARY_TEXT)}" if told else ""
    room = ENTRY_TEXT if manner.in_full else manner.fact_text
    kept = [
        fact for fact in entry.facts if not proposal or _has_room(manner) or fact[0] not in ASIDE
    ]
    facts = [f"*{strong(label, 80)}*  {shorten(text, room)}" for label, text in kept]
    if entry.kind in _OF_MANY or len(facts) > manner.facts:
        facts.sort(key=lambda fact: -_count_asked(fact, manner))
    if not manner.in_full and len(facts) > manner.facts:
        facts[manner.facts :] = [f"… and {len(facts) - manner.facts} more"]
    room = ENTRY_TEXT - len(head + text)
    body = ((head + text).strip(), _list_within(facts, room, "facts"))
    yield paragraph("\n".join(filter(None, body)) or "–")
    if quotes := _quotes(manner, _most(entry, section, manner), *entry.cited):
        yield paragraph(quotes)
    places = [_tell_place(cited, manner) for cited in entry.cited]
    if len(places) > PLACES and not manner.in_full:
        places[PLACES:] = [f"and {len(places) - PLACES} more places"]
    small = [shorten(entry.note, manner.note), cut(" · ".join(places), PLACES_TEXT)]
    if told := "\n".join(filter(None, small)):
        yield small_print(told)


ASIDE = ("To", "Topics")  # facts of a proposal that a short page leaves to a button


_OF_MANY = frozenset(("people", "events"))  # of whose facts one is asked for: "rapporteur of 3.1"


def _choose_sentence(entry: Entry, manner: Manner) -> str:
    """Give the sentence of an entry that has most of the question's words, the first of several.

    By its name it was found: that a sentence has it says nothing.
    """
    sentences = _SENTENCE.split(entry.text)
    own = normalise(entry.name).split()
    asked = {begin for begin in manner.asked if not any(word.startswith(begin) for word in own)}
    beyond = replace(manner, asked=frozenset(asked))
    best = max(range(len(sentences)), key=lambda n: (_count_asked(sentences[n], beyond), -n))
    before = "… " if best else ""
    after = GOES_ON if best + 1 < len(sentences) else ""
    return f"{before}{sentences[best]}{after}"


def _tell_place(cited: Cited, manner: Manner) -> str:
    place = _shorten_places(cited.place, manner)
    return ", ".join(filter(None, (fit(cited.source_name, 120), place)))


def _author(entry: Entry, section: Section, title: str) -> str:
    """Say whose a proposal is where the heading does not."""
    told = next((text for label, text in entry.facts if label == "By"), "").split(" (")[0]
    if entry.kind != "proposals" or not told or told.split()[-1] in f"{section.title} {title}":
        return ""
    return f" ({fit(told, 120)})"


def _count_asked(text: str, manner: Manner) -> int:
    return _count(text, manner.asked) if manner.asked else 0


@lru_cache(1024)  # once to be measured, and then to be drawn
def _count(text: str, asked: frozenset[str]) -> int:
    return count_asked(normalise(text).split(), asked)


def _shorten_places(place: str, manner: Manner) -> str:
    """Name the first place of several, unless all is asked for."""
    first, *others = place.split("; ")
    return fit(place if manner.in_full or not others else f"{first}{GOES_ON}", 400)


def _has_room(manner: Manner) -> bool:
    return manner.in_full or manner.quotes > 0


def _place(entry: Entry) -> str:
    places = [text for label, text in entry.facts if label == "Place" and text not in entry.name]
    return "".join(f" · {fit(place, 100)}" for place in places)


def _list_within(lines: Sequence[str], room: int, what: str) -> str:
    """Join as many lines as there is room for, and tell how many are left out."""
    kept = list(lines)
    while True:
        left = len(lines) - len(kept)
        text = "\n".join([*kept, f"… and {left} more {what}"] if left else kept)
        if len(text) <= room or not kept:
            return text
        kept.pop()


def _date(entry: Entry) -> str:
    """Show an exact moment in each reader's own zone, anything else as its source has it."""
    if entry.instant is None:
        return strong(entry.when, 200)
    fallback = strong(entry.when, 200).replace("|", "/")
    return f"<!date^{entry.instant}^{{date_long_pretty}} {{time}}|{fallback}>"


def _marked(entry: Entry) -> str:
    text, last = "", 0
    for start, end in entry.marks:
        text += f"{escape(entry.text[last:start])}*{escape(entry.text[start:end])}*"
        last = end
    return text + escape(entry.text[last:])
