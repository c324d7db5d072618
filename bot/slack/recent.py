"""What each person asked last, for that person's App Home alone."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.funnel import UNREADABLE
from handlers.request import LONGEST_QUESTION


@dataclass(slots=True)
class RecentQuestions:
    """The last questions of each person, in memory.

    Args:
        each: how many of a person.
        people: of how many people; who asked longest ago is forgotten first.
    """

    each: int = 5
    people: int = 2_000
    _asked: OrderedDict[str, tuple[str, ...]] = field(default_factory=OrderedDict, init=False)

    def note(self, user: str, question: str) -> None:
        """Remember what somebody asked; the same again moves to the front.

        What has nothing to read in it, or is too long for a question, cannot be asked again.
        """
        question = " ".join(UNREADABLE.sub(" ", question).split())
        readable = any(c.isprintable() and not c.isspace() for c in question)
        if not user or not readable or len(question) > LONGEST_QUESTION:
            return
        before = self._asked.pop(user, ())
        kept = tuple(each for each in before if each != question)
        self._asked[user] = (question, *kept)[: self.each]
        if len(self._asked) > self.people:
            self._asked.popitem(last=False)

    def forget(self, user: str) -> None:
        """Forget what somebody asked."""
        self._asked.pop(user, None)

    def of(self, user: str) -> tuple[str, ...]:
        """Give what somebody asked, the latest first."""
        return self._asked.get(user, ())
