"""next [N]"""

from __future__ import annotations

from handlers.answer import Answer, Choice, Note, Section
from handlers.citing import tell_missing_documents
from handlers.errors import UserError
from handlers.events import by_date, upcoming
from handlers.registry import Command
from handlers.request import Request, Services
from handlers.showing import show_event

USUAL, MOST = 3, 50


def tell_next(request: Request, services: Services) -> Answer:
    """Say what comes next, from today on."""
    count = USUAL
    if request.words:
        if not (request.words.isascii() and request.words.isdigit()) or int(request.words) < 1:
            raise UserError(f"“{request.words}” is no number.", "Ask, for example: next 5")
        count = min(int(request.words), MOST)
    today = services.clock.now().date()
    coming = upcoming(services.knowledge.events.values(), today)
    # Phases that have begun go on beside what is next; they do not take its place.
    ahead = [event for event in coming if event.when.first >= today]
    under_way = [event for event in coming if event.when.first < today]
    sections: list[Section] = []
    notes: list[Note] = []
    lead = f"From {today.day} {today:%B %Y} on."
    if ahead:
        items = tuple(show_event(services, event) for event in ahead[:count])
        sections.append(Section(items=items))
    else:
        latest = by_date(services.knowledge.events.values())[-1:]
        last = f" The last is {latest[0].name}, {latest[0].when.spell()}." if latest else ""
        text = f"No event in this pack lies after {today.day} {today:%B %Y}.{last}"
        lead = text
        notes.append(Note("no-event", text))
    if under_way:
        items = tuple(show_event(services, event, brief=True) for event in under_way)
        sections.append(Section(title="Under way", items=items, related=True, brief=True))
    left = len(ahead) - count
    choices = [Choice(f"{left} more", f"next {min(len(ahead), MOST)}")] if left > 0 else []
    answer = Answer(
        query=request.text,
        command="next",
        title="What comes next",
        lead=lead,
        sections=tuple(sections),
        choices=(*choices, Choice("Timeline", "timeline")),
        notes=tuple(notes),
        page=request.page,
        calendar=bool(ahead),
    )
    return tell_missing_documents(services, answer)


COMMAND = Command(
    name="next",
    usage="[N]",
    summary="The next events, from today on.",
    examples=("next", "next 5"),
    handler=tell_next,
    aliases=("upcoming", "soon"),
    rank=52,
)
