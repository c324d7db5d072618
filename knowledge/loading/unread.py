"""Files that could not be read: what seems to be missing because of them is no fault of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge.diagnostics import Diagnostic, Fault

_QUOTED = re.compile(r"“([^”]+)”")
# Lists that states are made from: their ids stand nowhere.
_STATES = re.compile(r"^(?:states|state_names):", re.MULTILINE)
_OF_PARTIES = {Fault.UNKNOWN_PARTY, Fault.GROUP, Fault.SPEAKER, Fault.VOICE, Fault.LABEL}
_FOLLOWING = _OF_PARTIES | {
    Fault.UNKNOWN_TOPIC,
    Fault.UNKNOWN_SESSION,
    Fault.UNKNOWN_EVENT,
    Fault.UNKNOWN_SOURCE,
    Fault.UNKNOWN_TERM,
    Fault.UNMARKED_ALIAS,
    Fault.TRANSLATION,
}


@dataclass(slots=True)
class Unread:
    """What is known of the files of a pack that could not be read.

    Args:
        texts: their text; None for one that has none.
    """

    texts: list[str | None] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.texts)

    def explains(self, fault: Diagnostic) -> bool:
        """Tell whether a fault may only follow from a file that could not be read.

        Args:
            fault: what is told of another file.
        """
        return fault.code in _FOLLOWING and any(self._has(text, fault) for text in self.texts)

    def _has(self, text: str | None, fault: Diagnostic) -> bool:
        if text is None or (fault.code in _OF_PARTIES and _STATES.search(text)):
            return True
        named = _QUOTED.findall(fault.message)
        return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name in named)
