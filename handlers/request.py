"""What a person asked, and what handlers may use to answer."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from handlers.errors import UserError
from handlers.ports import Clock
from handlers.reminders.model import Reminders
from knowledge.base import KnowledgeBase
from knowledge.documents.library import Library
from knowledge.finding.evidence import EvidenceFinder
from knowledge.finding.mentions import MentionFinder
from knowledge.finding.search import TextIndex

LONGEST_QUESTION = 400  # characters; a longer line is a paste, not a question

_PREFIX = re.compile(r"^\s*/?compact(?=\s|$)\s*", re.IGNORECASE)
_PAGE = re.compile(r"\s+page\s+([1-9]\d{0,3})\s*$", re.IGNORECASE)
IN_FULL = "with passages"  # at the end of a line: quote all that is cited
_IN_FULL = re.compile(rf"\s+{IN_FULL}\s*$", re.IGNORECASE)


# What Slack and phones put into a line: escapes, links, channels, marks that nobody sees.
_LINK = re.compile(r"<(?:https?|mailto|tel):[^|<>\s]*(?:\|([^<>]*))?>")
_UNSEEN = re.compile(r"[\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad]")
_FLAGS = re.compile(r"\s+--(?:ics|csv|explain)\s*$")


def clean(text: str) -> str:
    """Give a line as its writer saw it.

    Escapes are undone, links are their words, hidden marks are gone, spaces are single.  People
    and channels, ``<@U1>`` and ``<#C1|name>``, stay as Slack writes them: a note may have them.

    Args:
        text: as it came.
    """
    text = html.unescape(text.replace("\x00", " "))
    text = _LINK.sub(lambda link: link[1] or " ", _UNSEEN.sub("", text.replace("\u202f", " ")))
    return _FLAGS.sub("", " ".join(text.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question, parsed once.

    Args:
        text: as asked, without "/compact" and without the page.
        page: which page of the answer, counted from 1.
        in_full: whether every passage is asked for.
        words: what is left for the handler when the subcommand is taken off.
        user: who asks, or "" where nobody is known (a terminal).
        channel: where, or "".
    """

    text: str
    page: int = 1
    in_full: bool = False
    words: str = ""
    user: str = ""
    channel: str = ""

    def for_words(self, words: str) -> Request:
        """Give the same request with the words that a handler is to read."""
        return replace(self, words=words.strip())


def parse_request(text: str, *, user: str = "", channel: str = "") -> Request:
    """Parse what was typed, in Slack or in a terminal.

    Args:
        text: the line, with or without "/compact" before it, "with passages" and "page N" after it.
        user: who asks.
        channel: where.

    Returns:
        The request.

    Raises:
        UserError: where it is longer than a question can be.
    """
    line = _PREFIX.sub("", clean(text))
    if len(line) > LONGEST_QUESTION:
        raise UserError(
            f"That is {len(line):,} characters long; a question has at most {LONGEST_QUESTION:,}.",
            "Ask for a party and a topic, such as: position {party} {topic}",
        )
    page = 1
    if match := _PAGE.search(line):
        page, line = int(match[1]), line[: match.start()]
    short = _IN_FULL.sub("", line)
    return Request(
        text=short,
        page=page,
        in_full=short != line,
        words=short,
        user=user,
        channel=channel,
    )


@dataclass(frozen=True, slots=True, weakref_slot=True, kw_only=True)
class Services:
    """What handlers may use.

    Args:
        knowledge: the pack.
        library: the source documents at hand.
        clock: what day and time it is.
        text: full text of the pack and the documents.
        evidence: finds what has words that name nothing.
        mentions: finds names in what people write to each other.
        reminders: what is kept of the person's and the channel's reminders, for subcommands that
            use the store; None where nothing is kept.
        version: of the pack's content, or "".
    """

    knowledge: KnowledgeBase
    library: Library
    clock: Clock
    text: TextIndex
    evidence: EvidenceFinder
    mentions: MentionFinder
    reminders: Reminders | None = None
    version: str = ""
