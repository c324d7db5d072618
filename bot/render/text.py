"""An answer as plain text, for terminals and for Slack's notifications."""

from __future__ import annotations

from textwrap import fill

from bot.render.pages import cut_page, turn_choices
from handlers.answers.answer import Answer, Cited, Entry, Item, Line, Section, Statement
from knowledge.documents.excerpt import excerpt

WIDTH = 96
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

    def weigh(item: Item, section: Section) -> int:
        return len(_item(item, section, width, whole))

    page = cut_page(answer, weigh, 10**9 if whole else LINES)
    lines = [answer.title]
    if answer.lead and (whole or page.number == 1):
        lines += ["", *_wrap(answer.lead, width)]
    for section in page.sections:
        lines.append("")
        if section.title:
            lines.append(section.title)
        if section.lead:
            lines += _wrap(section.lead, width)
        for item in section.items:
            lines += _item(item, section, width, whole)
    told = f"{answer.title} {answer.lead}"
    notes = [note.text for note in answer.notes if note.text not in told]
    if notes:
        lines.append("")
    for note in notes:
        lines += _wrap(note, width, "– ", "  ")
    if whole:
        return "\n".join(lines)
    choices = (*turn_choices(answer, page), *answer.choices)
    if choices:
        lines.append("")
    for choice in choices:
        same = choice.label == choice.command
        lines.append(f"→ {choice.command}" if same else f"→ {choice.label}: {choice.command}")
    return "\n".join(lines)


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
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
        case Line():
            label = f"{item.label}: " if item.label else ""
            return _wrap(label + item.text, width, "  ", "    ")


def _statement(said: Statement, section: Section, width: int, whole: bool) -> list[str]:
    if section.brief:
        who = f"{said.topic_name} [{said.stance}]" if section.by == "topic" else _speaker(said)
        text = f"{who}: {said.summary} [{said.cited.locator}]"
        return _wrap(text, width, "  • ", "    ")
    lines = _wrap(f"[{said.stance}] {said.summary}", width, "  ", "      ")
    where = [said.date_text, said.session_name]
    if said.voice == "group" or said.party_name not in said.cited.place:
        where.append(_speaker(said))
    if said.voiced_by:
        where.append(f"voiced by {said.voiced_by}")
    where += [said.cited.place, said.cited.source_name]
    lines += _wrap(" · ".join(filter(None, where)), width, "      ", "      ")
    lines += _quotes(said.cited, width, whole)
    if said.note:
        lines += _wrap(f"({said.note})", width, "      ", "      ")
    return lines


def _entry(entry: Entry, section: Section, width: int, whole: bool) -> list[str]:
    when = f" – {entry.when}" if entry.when else ""
    if section.brief:
        place = "".join(f", {text}" for label, text in entry.facts if label == "Place")
        where = "; ".join(f"{c.source_name} {c.locator}".strip() for c in entry.cited[:2])
        more = f" [{where}]" if where else ""
        text = f": {_marked(entry)}" if entry.text and not entry.when else ""
        return _wrap(f"{entry.name}{when}{place}{text}{more}", width, "  • ", "    ")
    lines = _wrap(f"{entry.name}{when}", width, "  ", "      ")
    if entry.text:
        lines += _wrap(_marked(entry), width, "      ", "      ")
    for label, text in entry.facts:
        lines += _wrap(f"{label}: {text}", width, "      ", "        ")
    if entry.note:
        lines += _wrap(f"({entry.note})", width, "      ", "      ")
    for cited in entry.cited:
        where = f"{cited.source_name}, {cited.place}" if cited.place else cited.source_name
        lines += _wrap(f"[{where}]", width, "      ", "      ")
        lines += _quotes(cited, width, whole)
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
    for quote in cited.quotes:
        quote = quote if whole else excerpt(quote, cited.about)
        lines += _wrap(f"“{quote}”", width, "      ", "       ")
    return lines
