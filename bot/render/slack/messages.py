"""An answer as a message.

Every limit holds by construction: text is escaped and then fitted to its field, a page holds what
a phone shows at once, and there are never more blocks or buttons than a message may have.
Limits: Slack's Block Kit reference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.render.in_full import tell_in_full
from bot.render.pages import Page, cut_page
from bot.render.slack.blocks import (
    ASK,
    BUTTON_VALUE,
    SHARE_ALL_THE_SAME,
    Block,
    Message,
    actions,
    button,
    fit,
    fit_label,
    header,
    paragraph,
    small_print,
    squeeze,
    strong,
)
from bot.render.slack.boards import board_of, fit_board, lists_topics
from bot.render.slack.feedback import offer_feedback, takes_feedback
from bot.render.slack.heights import (
    FRAME,
    GAP,
    PAGE,
    measure_all,
    measure_height,
    measure_row,
)
from bot.render.slack.items import (
    A_SENTENCE,
    QUOTE_TEXT,
    SHORTER,
    SUMMARY_TEXT,
    THREAD_QUOTE,
    Manner,
    draw_head,
    draw_item,
    draw_section,
    tell_line,
)
from bot.render.slack.lowering import lower
from bot.render.slack.small_print import (
    foresee_source,
    join_print,
    share_source,
    tell_notes,
    tell_small_print,
)
from bot.render.slack.tables import split_tables
from bot.render.slack.ways import all_of, has_table, offer_rest, offer_ways
from bot.render.text import render_plain
from handlers.answers.answer import (
    Answer,
    Entry,
    Item,
    Line,
    Section,
    Standing,
    Statement,
    Table,
)
from handlers.answers.citing import are_all, has_any
from knowledge.names.index import FILLER
from knowledge.names.normal import normalise

THREAD = 420  # pixels of an answer that stands between what people say
TALLEST = 650  # pixels of a message that a phone still shows nearly at once
GLANCE = 540  # of one that lists what each is a tap away, such as topics: not a page to read
ENDLESS = 100_000
SHARE_HERE = "Share in channel"
SOME_MORE = "99 more"  # the button to the next page, or to what is not shown
FEWER_CHOICES = 3, 1, 0  # where more would not fit
SOURCE = 30  # pixels of the line that says where all of a page was said
LEAST = 150  # pixels that the body of a page has in any case
BLOCKS = 40  # of a page's body; a message holds 50
BLOCK = 12  # pixels that a block counts at least, so that a page never has too many
TITLE_TEXT = 150  # a header holds no more
LEAD_TEXT = 800
FALLBACK_TEXT = 3_000  # what a notification and a screen reader give
TABLE_TEXT = 9_000  # the same of a table, which is told whole
CHOICES = 5  # buttons of a message
PAIR = 2  # that are compared: each has room for a sentence
TERSER = 120, 80, 50  # characters of each that is compared or listed, where all would not fit
LISTED = 8  # lines of a list that is told whole, each in fewer words, rather than in part
BEGINNING, SAYING = 4, 4  # letters of a word by which it is told, and that it has at least
_WRONG = frozenset({"error", "fault"})


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
    words = normalise(answer.query).split()
    telling = (word for word in words if word not in FILLER)
    asked = frozenset(w[:BEGINNING] for w in telling if len(w) >= SAYING or w.isdigit())
    manner = Manner(
        room=room, in_full=answer.in_full, title=answer.title, asked=asked, native=native
    )
    answer = split_tables(tell_in_full(answer), native=native)
    alone = paged and not thread
    short = thread and not _has_ways_in(answer)
    screen = (THREAD if short else PAGE) if paged else ENDLESS
    tallest = TALLEST
    if alone and _is_glanced_at(answer):
        screen = tallest = GLANCE
    head, page, manner, choices = _cut(answer, manner, screen)
    small = tell_small_print(answer, page, shared_by=shared_by, asked_by=asked_by)
    blocks: list[Block] = []
    # The page stays what it is, so that the next one goes on where it ends; but what is taller than
    # a phone is drawn with fewer passages and facts, and then with fewer ways on.
    for told, most in _attempts(manner, choices, page):
        if shared_by:
            elements = offer_rest(answer, page, told)
        else:
            elements = offer_ways(answer, page, told, most, thread=thread, private=private)
        around = [*head, *small, *actions(elements, thread)]
        if told.names and page.number == 1 and alone:
            told = _widen(page, told, tallest - FRAME - measure_all(around))
        body = _draw(page, told)
        blocks = [*head, *join_print(body, small), *actions(elements, thread)]
        if measure_all(blocks) + FRAME <= TALLEST or answer.in_full or not alone:
            break
    else:
        if not shared_by:  # what is shared is whole
            whole = replace(answer, choices=(*all_of(answer), *answer.choices))
            elements = offer_ways(whole, page, told, 1, thread=thread, private=private)
            around = [*head, *small, *actions(elements, thread)]
            told_short = lower(body, TALLEST - FRAME - measure_all(around))
            shorter = [*head, *join_print(told_short, small), *actions(elements, thread)]
            if measure_all(shorter) < measure_all(blocks):
                blocks = shorter
    # A table of several topics is told whole; as text, each topic has a page of its own.
    most = TABLE_TEXT if native and has_table(page, Table) else FALLBACK_TEXT
    return {"text": fit(render_plain(answer, page), most), "blocks": squeeze(blocks)}


def _is_glanced_at(answer: Answer) -> bool:
    """Tell whether an answer lists topics, or places of a text, of which each is a tap away."""
    return lists_topics(answer.sections) or any(section.glanced for section in answer.sections)


def _has_ways_in(answer: Answer) -> bool:
    """Tell whether each line of an answer has a button of its own: the help is told whole."""
    lines = [item for section in answer.sections[:1] for item in section.items]
    return bool(lines) and all(isinstance(item, Line) and item.choice for item in lines)


def _attempts(manner: Manner, choices: int, page: Page) -> Iterator[tuple[Manner, int]]:
    yield manner, choices
    for shorten in SHORTER if _tells_in_full(page) else ():
        yield shorten(manner), choices
    for most in FEWER_CHOICES:
        yield SHORTER[-1](manner), most


def _tells_in_full(page: Page) -> bool:
    """Tell whether a page has what is drawn with passages or facts, of which there may be fewer."""
    told = (section.items for section in page.sections if not (section.brief or section.dense))
    return any(has_any(items, kind) for items in told for kind in (Statement, Entry))


def _draw(page: Page, manner: Manner) -> list[Block]:
    drawn = replace(manner, shared=share_source(page))
    return [block for section in page.sections for block in draw_section(section, drawn)]


def _widen(page: Page, manner: Manner, room: float) -> Manner:
    """Draw more names in each line of a board, now that all else on its page is known."""
    others = page.sections[len(board_of(page.sections)) :]
    room -= measure_all(_draw(replace(page, sections=others), manner))
    names, _ = fit_board(page.sections, room, _weigh_head)
    return replace(manner, names=names)


def _weigh_head(section: Section) -> float:
    told = draw_head(section)
    return measure_height(paragraph(told)) if told else 0.0


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


def _fit_said(answer: Answer, room: float) -> int:
    """Say how much each of those that are compared or listed may say, so that a page has all."""
    section = answer.sections[0] if answer.sections else Section()
    items = () if answer.in_full else section.items
    compared = bool(items) and are_all(items, (Standing,))
    listed = section.dense and len(items) <= LISTED and are_all(items, (Line,))
    if not compared and not listed:
        return SUMMARY_TEXT
    head = 0.0 if compared else _weigh_head(section) - GAP * max(0, len(items) - 1)
    sentences = [A_SENTENCE] if compared and len(items) == PAIR else []
    lengths: list[int] = [*sentences, SUMMARY_TEXT, *TERSER]
    for said in lengths:
        told = (paragraph(tell_line(item, section, said=said)) for item in items)
        if head + measure_all(told) <= room:
            return said
    return TERSER[-1] if compared else SUMMARY_TEXT


def _cut(answer: Answer, manner: Manner, screen: int) -> tuple[list[Block], Page, Manner, int]:
    """Cut the page so that with all that stands around it a phone shows it at once.

    Returns:
        What stands above the page, the page, how it is drawn, and how many buttons it has room for.
    """
    title = [header(fit_plain(answer.title or "Compact"))]
    if read_as := tell_notes(answer, read_as=True):
        title.append(small_print(read_as))
    lead = list(_lead(answer))

    def weigh(item: Item, section: Section) -> float:
        if section.dense:
            return measure_height(paragraph(tell_line(item, section, said=manner.said))) - GAP
        if isinstance(item, Table) and manner.native:
            return float(PAGE)  # a page of its own, whatever its height
        blocks = list(draw_item(item, section, manner))
        return max(measure_all(blocks), BLOCK * len(blocks))

    around = float(FRAME) + measure_all(title)
    small = "\n".join(filter(None, (foresee_source(answer), tell_notes(answer, read_as=False))))
    if small:
        around += measure_height(small_print(small))
    ways, fewer = (
        measure_row(
            (SOME_MORE, *(fit_label(c.label) for c in answer.choices[: most - 2]), SHARE_HERE),
            with_menu=answer.menu is not None,
            with_dots=takes_feedback(answer),
        )
        for most in (CHOICES, FEWER_CHOICES[0])
    )
    room = max(LEAST, screen - around - ways)
    first = max(LEAST, room - measure_all(lead))
    names, first = fit_board(answer.sections, first, _weigh_head)
    manner = replace(manner, names=names, said=_fit_said(answer, first))
    # With fewer buttons there is more room; what is read in full is no longer told in brief.
    extra = None if answer.in_full else ways - fewer - (0 if small else SOURCE)
    page = cut_page(answer, weigh, room, first=first, weigh_head=_weigh_head, preview=extra)
    most = FEWER_CHOICES[0] if page.begun else CHOICES
    head = [*title, *(lead if page.number == 1 else [])]
    return head, page, manner, most
