"""An answer as a message.

Every limit holds by construction: text is escaped and then fitted to its field, a page holds what
a phone shows at once, and there are never more blocks or buttons than a message may have.
Limits: Slack's Block Kit reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.render.pages import Page, cut_page, turn_choices
from bot.render.slack.blocks import (
    ASK,
    BUTTON_VALUE,
    CALENDAR,
    FILES,
    SHARE,
    SHARE_ALL_THE_SAME,
    Block,
    Message,
    actions,
    button,
    cut,
    fit,
    fit_label,
    header,
    measure,
    menu,
    paragraph,
    small_print,
    squeeze,
    strong,
)
from bot.render.slack.boards import fit_board, list_rows
from bot.render.slack.feedback import offer_feedback, takes_feedback
from bot.render.slack.heights import (
    FRAME,
    GAP,
    PAGE,
    measure_all,
    measure_height,
    measure_row,
    place_dots,
)
from bot.render.slack.items import (
    QUOTE_TEXT,
    SHORTER,
    THREAD_QUOTE,
    Manner,
    citations,
    count_quotes,
    draw_head,
    draw_item,
    draw_section,
    is_told_whole,
    tell_line,
)
from bot.render.slack.tables import split_tables
from bot.render.text import render_plain
from handlers.answers.answer import (
    Answer,
    Chart,
    Choice,
    Entry,
    Item,
    Line,
    Note,
    Section,
    Statement,
    Table,
)
from handlers.request import IN_FULL
from knowledge.names.normal import normalise

THREAD = 420  # pixels of an answer that stands between what people say
# Characters that a text is cut to where nothing else makes a message low enough.
CUT_TEXTS = (520, 400, 300, 220, 160)
SHORT_LINE = 70  # characters that a line is left with
TALLEST = 650  # pixels of a message that a phone still shows nearly at once
ENDLESS = 100_000
SOME_MORE = "99 more"  # the button to the next page, or to what is not shown
FEWER_CHOICES = 3, 1, 0  # where more would not fit
LEAST = 150  # pixels that the body of a page has in any case
BLOCKS = 40  # of a page's body; a message holds 50
BLOCK = 12  # pixels that a block counts at least, so that a page never has too many
TITLE_TEXT = 150  # a header holds no more
LEAD_TEXT = 800
NOTES_TEXT = 800
SMALL_TEXT = 1_800  # of the small print at the end
FALLBACK_TEXT = 3_000  # what a notification and a screen reader give
TABLE_TEXT = 9_000  # the same of a table, which is told whole
CHOICES = 5  # buttons of a message
MENU = 6_800  # of a list to choose from; what it has no room for can still be typed
MENU_BESIDE = 1_600  # the same beside a table
BUTTONS = 2_500  # characters of all buttons as JSON, so that texts have room beside them
BEGINNING, SAYING = 4, 4  # letters of a word by which it is told, and that it has at least
# Notes on how a line was read stand under the title, before anybody reads an answer to another.
_WRONG = frozenset({"error", "fault"})
_READ_AS = frozenset({"correction", "meaning", "remembered", "widened", "misprint"})


def render_message(
    answer: Answer,
    *,
    shared_by: str = "",
    asked_by: str = "",
    thread: str = "",
    private: bool = True,
    paged: bool = True,
    native: bool = False,
) -> Message:
    """Draw the page of an answer that was asked for.

    Args:
        answer: what is to be said.
        shared_by: id of the person who shares it in a channel; "" for a private answer.
        asked_by: id of the person by whose reaction all see it, or "".
        thread: the thread it stands in, where pages are shorter; its buttons carry it along.
        private: whether one person alone sees it, who can then share it.
        paged: whether it is cut into pages; what has few lines in any case is not.
        native: whether tables and charts are drawn as Slack's own blocks, which a workspace may
            refuse; who sends the message sends it ``without_native`` then.

    Returns:
        ``text`` and ``blocks`` of a message, for an ack, a ``response_url`` or the Web API.
    """
    if any(note.kind in _WRONG for note in answer.notes):
        return _render_mistake(answer)
    room = THREAD_QUOTE if thread else QUOTE_TEXT
    asked = frozenset(w[:BEGINNING] for w in normalise(answer.query).split() if len(w) >= SAYING)
    manner = Manner(
        room=room, in_full=answer.in_full, title=answer.title, asked=asked, native=native
    )
    answer = split_tables(answer, native=native)
    screen = (THREAD if thread else PAGE) if paged else ENDLESS
    head, page, manner = _cut(answer, manner, screen)
    small = _small_print(answer, page, shared_by=shared_by, asked_by=asked_by)
    blocks: list[Block] = []
    # The page stays what it is, so that the next one goes on where it ends; but what is taller than
    # a phone is drawn with fewer passages and facts, and then with fewer ways on.
    for told, most in _attempts(manner):
        body = _draw(page, told)
        if shared_by:
            elements = _ways_on(answer, page)
        else:
            elements = _buttons(answer, page, told, most, thread=thread, private=private)
        blocks = [*head, *body, *small, *actions(elements, thread)]
        if measure_all(blocks) + FRAME <= TALLEST or answer.in_full or screen != PAGE:
            break
    else:
        whole = replace(answer, choices=(_all_of(answer), *answer.choices))
        elements = _buttons(whole, page, told, FEWER_CHOICES, thread=thread, private=private)
        around = [*head, *small, *actions(elements, thread)]
        lower = _lower(body, TALLEST - FRAME - measure_all(around))
        if lower != body and not shared_by:  # what is shared is whole
            blocks = [*head, *lower, *small, *actions(elements, thread)]
    # A table of several topics is told whole; as text, each topic has a page of its own.
    most = TABLE_TEXT if native and _has_table(page, Table) else FALLBACK_TEXT
    return {"text": fit(render_plain(answer, page), most), "blocks": squeeze(blocks)}


def _attempts(manner: Manner) -> Iterator[tuple[Manner, int]]:
    yield manner, CHOICES
    for shorten in SHORTER:
        yield shorten(manner), CHOICES
    for most in FEWER_CHOICES:
        yield SHORTER[-1](manner), most


def _lower(body: Sequence[Block], room: float) -> list[Block]:
    """Cut the longest texts, in steps, until they are as tall as a phone has room for.

    Nothing is lost by it: the whole is a button away.
    """
    lower = list(body)
    for limit in CUT_TEXTS:
        lower = [_cut_text(block, limit) for block in body]
        if measure_all(lower) <= room:
            break
    return lower


def _cut_text(block: Block, limit: int) -> Block:
    """Cut a text's longest lines: what stands in short ones below them stays in sight."""
    if block["type"] != "section" or len(block["text"]["text"]) <= limit:
        return block
    lines: list[str] = block["text"]["text"].split("\n")
    for number in sorted(range(len(lines)), key=lambda number: -len(lines[number])):
        excess = sum(map(len, lines)) - limit
        length = len(lines[number])
        if excess <= 0 or length <= SHORT_LINE:
            break
        lines[number] = _cut_line(lines[number], max(SHORT_LINE, length - excess))
    return {**block, "text": {**block["text"], "text": "\n".join(lines)}}


def _cut_line(line: str, limit: int) -> str:
    told = cut(line, limit).rsplit(" ", 1)[0].rstrip("*_ …")
    # What began in bold ends in bold.
    return f"{told}{'*' if told.count('*') % 2 else ''} …"


def _all_of(answer: Answer) -> Choice:
    return Choice("All of it", f"{answer.query} {IN_FULL}")


def _small_print(answer: Answer, page: Page, *, shared_by: str, asked_by: str) -> list[Block]:
    source, notes = _shared_source(page), _notes(answer, read_as=False)
    small = [source if source not in notes else "", notes]
    small.append(_tell_shared(answer, page, shared_by))
    if who := _person(asked_by):
        small.append(f"Asked for by <@{who}>")
    line = "\n".join(filter(None, small))
    return [small_print(cut(line, SMALL_TEXT))] if line else []


def _draw(page: Page, manner: Manner) -> list[Block]:
    drawn = replace(manner, shared=_shared_source(page))
    return [block for section in page.sections for block in draw_section(section, drawn)]


def fit_plain(text: str, limit: int = TITLE_TEXT) -> str:
    """Fit a text to a field whose text is plain, such as a header."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def render_sentence(text: str) -> Message:
    """Draw one sentence to one person, such as what is lacking and what to do."""
    return {"text": fit(text, FALLBACK_TEXT), "blocks": [paragraph(fit(text, FALLBACK_TEXT))]}


def render_share_question(line: str, thread: str) -> Message:
    """Ask whether an answer is really to be shared where other organisations read along.

    Args:
        line: the question whose answer it is.
        thread: where it would be shared, or "" for the channel.
    """
    text = "People of other organisations read this channel. Share the answer with everyone here?"
    share = button("Share with everyone", SHARE_ALL_THE_SAME, line)
    return {"text": text, "blocks": [paragraph(text), *actions([share], thread)]}


def _render_mistake(answer: Answer) -> Message:
    """Draw what went wrong: a plain sentence, once, with the ways out as buttons."""
    told = fit(f"{answer.title} {answer.lead}".strip(), LEAD_TEXT)
    blocks = [paragraph(told)]
    choices = [c for c in answer.choices[:CHOICES] if 0 < len(c.command) <= BUTTON_VALUE]
    row = [button(c.label, f"{ASK}:{number}", c.command) for number, c in enumerate(choices)]
    blocks += actions([*row, *offer_feedback(answer, answer.query)])
    ways = "".join(f"\n{choice.command}" for choice in choices)
    return {
        "text": fit(f"{answer.title} {answer.lead}".strip() + ways, FALLBACK_TEXT),
        "blocks": blocks,
    }


def _lead(answer: Answer) -> Iterator[Block]:
    silence, lead = fit(answer.silence, LEAD_TEXT), fit(answer.lead, LEAD_TEXT)
    if silence:
        silence = f"*{strong(answer.silence, LEAD_TEXT)}*"
    if told := " ".join(filter(None, (silence, lead))):
        yield paragraph(told)


def _cut(answer: Answer, manner: Manner, screen: int) -> tuple[list[Block], Page, Manner]:
    """Cut the page so that with all that stands around it a phone shows it at once.

    Returns:
        What stands above the page, the page, and how it is drawn.
    """
    title = [header(fit_plain(answer.title or "Compact"))]
    if read_as := _notes(answer, read_as=True):
        title.append(small_print(read_as))
    lead = list(_lead(answer))

    def weigh(item: Item, section: Section) -> float:
        if section.dense:
            return measure_height(paragraph(tell_line(item, section, manner))) - GAP
        if isinstance(item, Table) and manner.native:
            return float(PAGE)  # a page of its own, whatever its height
        blocks = list(draw_item(item, section, manner))
        return max(measure_all(blocks), BLOCK * len(blocks))

    def weigh_head(section: Section) -> float:
        told = draw_head(section)
        return measure_height(paragraph(told)) if told else 0.0

    around = float(FRAME) + measure_all(title)
    small = "\n".join(filter(None, (_foresee_source(answer), _notes(answer, read_as=False))))
    if small:
        around += measure_height(small_print(small))
    labels = [fit_label(choice.label) for choice in answer.choices[: CHOICES - 1]]
    around += measure_row(
        [*labels, SOME_MORE, "Share in channel"],
        with_menu=answer.menu is not None,
        with_dots=takes_feedback(answer),
    )
    room = max(LEAST, screen - around)
    first = max(LEAST, room - measure_all(lead))
    names, first = fit_board(answer.sections, first, weigh_head)
    manner = replace(manner, names=names)
    page = cut_page(answer, weigh, room, first=first, weigh_head=weigh_head)
    return [*title, *(lead if page.number == 1 else [])], page, manner


def _shared_source(page: Page) -> str:
    """Say once where all statements of a page stand, if they stand in one place."""
    said = [item for section in page.sections for item in section.items]
    statements = [item for item in said if isinstance(item, Statement)]
    sources = {item.source_line for item in statements}
    in_full = any(
        isinstance(item, Statement) and not section.brief
        for section in page.sections
        for item in section.items
    )
    if len(sources) == 1 and (len(statements) > 1 or not in_full):
        return fit(sources.pop(), 300)
    hits = [item for item in said if isinstance(item, Entry) and item.kind == "hits"]
    if hits and not in_full:
        sources |= {
            label
            for section in page.sections
            if section.brief or section.dense
            for item in section.items
            if isinstance(item, Entry) and item.kind == "hits"
            for label, _ in item.facts
        }
    if not in_full and sources:
        return fit(" · ".join(sorted(sources)), 600)
    return ""


def _foresee_source(answer: Answer) -> str:
    """Give the source that the first page with statements in brief will name, or one like it."""
    for section in answer.sections:
        first = section.items[0] if section.items and (section.brief or section.dense) else None
        if isinstance(first, Statement):
            return fit(first.source_line, 300)
        if isinstance(first, Entry) and first.kind == "hits" and first.facts:
            return fit(first.facts[0][0], 300)
    return ""


def _notes(answer: Answer, *, read_as: bool) -> str:
    told = f"{answer.title} {answer.head}"
    notes = [
        fit(_shorten_note(note), 300)
        for note in answer.notes
        if (note.kind in _READ_AS) is read_as
        and not (note.told or note.text in told)
        # How much there is in all is told once.
        and not (note.kind == "extent" and answer.page > 1)
    ]
    return cut(" · ".join(dict.fromkeys(notes)), NOTES_TEXT)


def _shorten_note(note: Note) -> str:
    """Leave out which documents are not at hand: the list of sources tells."""
    text = note.text.removesuffix(".")
    return text.partition(" (")[0] if note.kind == "documents" else text


def _tell_shared(answer: Answer, page: Page, shared_by: str) -> str:
    """Say who shares an answer, to what question, and how much of it stands there."""
    who = _person(shared_by)
    if not who:
        return ""
    told = [f"Shared by <@{who}>"]
    if answer.query:
        told.append(f"asked: {fit(answer.query, 200)}")
    if is_part(answer, page):
        shown = sum(len(section.items) for section in page.sections)
        told.append(f"shows {shown} of {page.total}")
    return " · ".join(told)


def _person(user: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", user)


def is_part(answer: Answer, page: Page) -> bool:
    """Tell whether a page is a fragment, and not a board whose entries are a tap away."""
    if page.number > 1 or not page.left or page.is_board:
        return page.number > 1
    board = list(list_rows(answer.sections))
    return not board or len(list(list_rows(page.sections))) < len(board)


def _buttons(
    answer: Answer, page: Page, manner: Manner, most: int, *, thread: str, private: bool
) -> list[Block]:
    turns = turn_choices(answer, page)
    asked = answer.query if page.number == 1 else f"{answer.query} page {page.number}"
    if answer.in_full and asked:
        asked = f"{answer.query} {IN_FULL}"
    share = []
    if asked and len(asked) <= BUTTON_VALUE:
        if answer.calendar and answer.query:
            share.append(button("Calendar file", CALENDAR, answer.query))
        if answer.query and _has_table(page, Table, Chart):
            share.append(button("As files", FILES, answer.query))
        if answer.shareable and private:
            share.append(button(f"Share in {'thread' if thread else 'channel'}", SHARE, asked))
    reminders = _reminders(page) if private else []
    more = _more_passages(answer, page, manner)
    room = max(min(1, most), most - len(turns) - len(share) - len(reminders) - len(more))
    beside = {command for section in page.sections for command in _beside(section)}
    apart = [choice for choice in answer.choices if choice.command not in beside]
    choices = (*more, *turns, *apart[:room], *reminders)
    buttons: list[Block] = []
    dots = offer_feedback(answer, asked)
    for number, choice in enumerate(choices):
        if 0 < len(choice.command) <= BUTTON_VALUE:
            label = fit_label(choice.label)
            one = button(label, f"{ASK}:{number}", choice.command)
            if number < len(turns) or measure([*buttons, one, *share, *dots]) <= BUTTONS:
                buttons.append(one)
    shown = [*_menus(answer, page), *buttons, *share]
    return place_dots(shown, dots[0]) if dots else shown


def _beside(section: Section) -> Iterator[str]:
    """Yield the commands of the buttons that stand beside lines."""
    for item in section.items:
        if isinstance(item, Line) and item.choice:
            yield item.choice.command


def _menus(answer: Answer, page: Page) -> list[Block]:
    if answer.menu is None or (page.number > 1 and not answer.menu.of_page):
        return []
    shown = {
        item.name for section in page.sections for item in section.items if isinstance(item, Entry)
    }
    options = [
        (choice.label, choice.command)
        for choice in answer.menu.choices
        if choice.label in shown or not answer.menu.of_page
    ]
    room = MENU_BESIDE if _has_table(page, Table) else MENU
    return menu(answer.menu.label, options, f"{ASK}:menu", room)


def _ways_on(answer: Answer, page: Page) -> list[Block]:
    """Give what stands under a shared answer: the way to the rest of it."""
    turns = [c for c in turn_choices(answer, page) if 0 < len(c.command) <= BUTTON_VALUE]
    buttons = [button(c.label, f"{ASK}:{n}", c.command) for n, c in enumerate(turns)]
    return [*_menus(answer, page), *buttons]


def _more_passages(answer: Answer, page: Page, manner: Manner) -> list[Choice]:
    """Offer the passages that are cited beyond those that are quoted."""
    if answer.in_full or not answer.query:
        return []
    there = quoted = 0
    whole = True
    for section in page.sections:
        for item in section.items:
            whole = whole and is_told_whole(item, section, manner)
            if not (section.brief or section.dense):
                there += sum(len(cited.quotes) for cited in citations(item))
                quoted += count_quotes(item, section, manner)
    hidden = there - quoted
    if _all_of(answer) in answer.choices:
        return []
    if hidden <= 0:
        return [] if whole else [_all_of(answer)]
    label = f"{hidden} more passage{'s' if hidden > 1 else ''}"
    return [Choice(label, f"{answer.query} {IN_FULL}")]


def _reminders(page: Page) -> list[Choice]:
    """Offer a reminder of the one event that a page tells; of several, their details offer it."""
    entries = [
        item
        for section in page.sections
        if not section.brief
        for item in section.items
        if isinstance(item, Entry) and item.remind
    ]
    return [Choice("Remind me", entries[0].remind)] if len(entries) == 1 else []


def _has_table(page: Page, *kinds: type[Item]) -> bool:
    return any(isinstance(item, kinds) for section in page.sections for item in section.items)
