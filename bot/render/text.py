"""An answer as plain text, for terminals and for Slack's notifications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from bot.render.in_full import QUOTES, citations, tell_in_full
from bot.render.pages import Page, cut_page, turn_choices
from bot.render.stances import NOTHING, tell_row, tell_stance
from bot.render.tables import tell_chart
from bot.render.terminal import draw_chart, draw_table, tell_table
from handlers.answers.answer import (
    Answer,
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
from handlers.answers.record import mid_sentence
from handlers.request import IN_FULL
from knowledge.documents.excerpt import excerpt

WIDTH = 96  # longer lines are hard to read back from
ENDLESS = 0  # a width at which no line is broken
LINES = 48  # of a page; about what a terminal shows without scrolling


def render_text(answer: Answer, *, whole: bool = False, width: int = WIDTH) -> str:
    """Draw an answer.

    Args:
        answer: what is to be said.
        whole: draw everything instead of the page that was asked for.
        width: of the lines, in characters.

    Returns:
        Lines of text, without a line end at the end.
    """

    answer = answer if whole else tell_in_full(answer)
    in_full = whole or answer.in_full

    def weigh(item: Item, section: Section) -> int:
        return len(_item(item, section, width, in_full))

    page = cut_page(answer, weigh, 10**9 if whole else LINES, apart=not whole)
    lines = [answer.title]
    if answer.head and (whole or page.number == 1):
        lines += ["", *_wrap(answer.head, width)]
    for section in page.sections:
        lines += ["", *_section(section, width, in_full, answer.title)]
    lines += _notes(answer, width)
    if not whole:
        lines += _choices((*_more(answer, page), *turn_choices(answer, page), *answer.choices))
    return "\n".join(lines)


def render_plain(answer: Answer, page: Page) -> str:
    """Draw a page that another surface has cut, each part of it on one unbroken line.

    Args:
        answer: what is to be said.
        page: of it.
    """
    lines = [answer.title]
    if answer.head and page.number == 1:
        lines.append(answer.head)
    for section in page.sections:
        lines += _section(section, ENDLESS, answer.in_full, answer.title)
    lines += _notes(answer, ENDLESS)
    return "\n".join(line.strip() for line in lines if line)


def _section(section: Section, width: int, whole: bool, title: str) -> list[str]:
    lines = [section.title] if section.title else []
    if section.lead:
        lines += _wrap(section.lead, width)
    for item in section.items:
        told = _item(item, section, width, whole)
        named = isinstance(item, Entry) and item.name == title and told[0].strip() == title
        lines += told[1:] if named else told  # a name is not printed twice
    return lines


def _more(answer: Answer, page: Page) -> Iterator[Choice]:
    """Offer the passages that are cited beyond those that are quoted."""
    items = (item for section in page.sections if not section.brief for item in section.items)
    more = sum(max(0, len(cited.quotes) - QUOTES) for item in items for cited in citations(item))
    if more and answer.query and not answer.in_full:
        passages = "passage" if more == 1 else "passages"
        yield Choice(f"{more} more {passages}", f"{answer.query} {IN_FULL}")


def _notes(answer: Answer, width: int) -> list[str]:
    """Draw the small print, less what the head of the answer says already."""
    told = f"{answer.title} {answer.head}"
    lines: list[str] = []
    for note in answer.notes:
        if not note.told and note.text not in told:
            lines += _wrap(note.text, width, "– ", "  ")
    return ["", *lines] if lines else []


def _choices(choices: Sequence[Choice]) -> list[str]:
    lines: list[str] = []
    for choice in choices:
        same = choice.label == choice.command
        lines.append(f"→ {choice.command}" if same else f"→ {choice.label}: {choice.command}")
    return ["", *lines] if lines else []


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    if width == ENDLESS:
        return [f"{first}{text}"]
    return fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ).splitlines()


def _item(item: Item, section: Section, width: int, whole: bool) -> list[str]:
    match item:
        case Statement():
            return _statement(item, section, width, whole)
        case Entry():
            return _entry(item, section, width, whole)
        case Row():
            head, names = tell_row(item)
            return _wrap(f"{head}: {names}", width, "  ", "    ")
        case Standing():
            return _wrap(_standing(item), width, "  ", "    ")
        case Appointment():
            told = " · ".join(filter(None, (item.when, item.how, item.where)))
            way = f" → {item.choice.command}" if item.choice else ""
            return _wrap(f"{item.what}: {told}{way}", width, "  ", "    ")
        case Table():
            return tell_table(item) if width == ENDLESS else draw_table(item, width)
        case Chart():
            return [tell_chart(item)] if width == ENDLESS else draw_chart(item)
        case Line():
            label = f"{item.label}: " if item.label else ""
            return _wrap(label + item.text, width, "  ", "    ")


def _standing(item: Standing) -> str:
    word = tell_stance(item.stance).lower() if item.stance else NOTHING
    aside = f" ({item.aside})" if item.aside else ""
    return f"{item.name}: {word}{aside}. {item.text}".rstrip()


def _statement(said: Statement, section: Section, width: int, whole: bool) -> list[str]:
    word = tell_stance(said.stance)
    if section.brief:
        who = said.topic_name if section.by == "topic" else _speaker(said)
        if section.named and not section.stance and section.by != "topic":
            who += f", {mid_sentence(said.topic_name)}"
        told = (
            f"{who}: {said.summary}" if section.stance else f"{who}: {word.lower()}. {said.summary}"
        )
        return _wrap(f"{told} [{said.cited.place}]", width, "  • ", "    ")
    if section.named:
        word = f"{_speaker(said)}, {mid_sentence(said.topic_name)}: {word.lower()}"
    elif said.voice == "group":
        word = f"{_speaker(said)}: {word.lower()}"
    elif section.by == "topic":
        word = f"{said.topic_name}: {word.lower()}"
    lines = _wrap(f"{word}. {said.summary}", width, "  ", "      ")
    lines += _quotes(said.cited, width, whole)
    where = [said.source_line]
    if said.party_name not in said.cited.place:
        where.append(_speaker(said))
    if said.voiced_by:
        where.append(f"voiced by {said.voiced_by}")
    where.append(said.cited.place)
    lines += _wrap(" · ".join(filter(None, where)), width, "      ", "      ")
    if said.note:
        lines += _wrap(f"({said.note})", width, "      ", "      ")
    return lines


def _entry(entry: Entry, section: Section, width: int, whole: bool) -> list[str]:
    when = f" – {entry.when}" if entry.when else ""
    if section.brief:
        place = "".join(f", {text}" for label, text in entry.facts if label == "Place")
        if entry.when:
            return _wrap(f"{entry.when}: {entry.name}{place}", width, "  • ", "    ")
        text = f": {_marked(entry)}" if entry.text else ""
        where = "; ".join(", ".join(fact) for fact in entry.facts) if entry.kind == "hits" else ""
        more = f" [{where}]" if where else ""
        return _wrap(f"{entry.name}{text}{more}", width, "  • ", "    ")
    lines = _wrap(f"{entry.name}{when}", width, "  ", "      ")
    if entry.text:
        lines += _wrap(_marked(entry), width, "      ", "      ")
    for label, text in entry.facts:
        lines += _wrap(f"{label}: {text}", width, "      ", "        ")
    if entry.note:
        lines += _wrap(f"({entry.note})", width, "      ", "      ")
    for cited in entry.cited:
        where = f"{cited.source_name}, {cited.place}" if cited.place else cited.source_name
        lines += _quotes(cited, width, whole)
        lines += _wrap(f"[{where}]", width, "      ", "      ")
    return lines


def _marked(entry: Entry) -> str:
    """Set the words that were looked for between asterisks."""
    text, last = "", 0
    for start, end in entry.marks:
        text += f"{entry.text[last:start]}*{entry.text[start:end]}*"
        last = end
    return text + entry.text[last:]


def _speaker(said: Statement) -> str:
    if said.voice == "group":
        return f"{said.party_name} for the {said.on_behalf_of_name}"
    return said.party_name


def _quotes(cited: Cited, width: int, whole: bool) -> list[str]:
    lines: list[str] = []
    for quote in cited.quotes if whole else cited.quotes[:QUOTES]:
        quote = quote if whole else excerpt(quote, cited.about)
        lines += _wrap(f"“{quote}”", width, "      ", "       ")
    return lines
