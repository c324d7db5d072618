r"""Text in calendar files (RFC 5545, 3.3.11): each character comes back as it was written.

icalendar 7.3 takes the two characters ``\N`` of a text for a line break before it escapes anything
(``icalendar.parser.string._escape_char``), which only holds for text that is escaped already: of a
path such as ``C:\Notes`` a letter is lost.
"""

from __future__ import annotations

import re

from icalendar import vText

_ESCAPED = re.compile(r"\r\n?|[\n\\;,]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # which no text may have (RFC 5545, 3.1)


class CalendarText(vText):
    """Text that is escaped in one pass."""

    def to_ical(self) -> bytes:
        """Write the text as the value of a property."""
        return _CONTROL.sub("", _ESCAPED.sub(_escape, str(self))).encode()


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    return "\\n" if found[0] in "\r\n" else f"\\{found}"
