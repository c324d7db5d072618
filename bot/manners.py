"""How Compact behaves between people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How Compact behaves between people, as the settings say.

    Args:
        emoji: the reaction that explains a message's terms, without colons.
        follow_ups: answer questions without a mention in threads where Compact has answered.
        answer_bots: answer other bots, too.
        private_when_shared: answer only the person who asks where other organisations read along.
        feedback_channel: id of the channel in which feedback on answers is posted, or "".
        feedback_file: where feedback is kept that no channel takes; None for nowhere.
    """

    emoji: str = "mag"
    follow_ups: bool = False
    answer_bots: bool = False
    private_when_shared: bool = True
    feedback_channel: str = ""
    feedback_file: Path | None = None
