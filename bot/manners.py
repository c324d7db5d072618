"""How Compact behaves between people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_EMOJI = re.compile(r"^[\w+'-]{1,100}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How Compact behaves between people, as the settings say.

    Args:
        emoji: the reaction that explains a message's terms, without colons.
        follow_ups: answer questions without a mention in threads where Compact has answered.
        answer_bots: answer other bots, too.
        private_when_shared: answer only the person who asks where other organisations read along.
    """

    emoji: str = "mag"
    follow_ups: bool = False
    answer_bots: bool = False
    private_when_shared: bool = True


def read_manners(given: Mapping[str, str], faults: list[str]) -> Manners:
    """Read the manners from the environment.

    Args:
        given: variables by name.
        faults: takes a sentence for each that is wrong.
    """
    emoji = given.get("COMPACT_EMOJI", ":mag:").strip(":")
    if not _EMOJI.match(emoji):
        faults.append("COMPACT_EMOJI has to be the name of an emoji such as :mag:.")
    return Manners(
        emoji=emoji,
        follow_ups=_choose("COMPACT_FOLLOW_UPS", ("off", "on"), given, faults) == "on",
        answer_bots=_choose("COMPACT_ANSWER_BOTS", ("off", "on"), given, faults) == "on",
        private_when_shared=_choose("COMPACT_SHARED_CHANNELS", ("private", "public"), given, faults)
        == "private",
    )


def _choose(name: str, words: tuple[str, str], given: Mapping[str, str], faults: list[str]) -> str:
    word = given.get(name, words[0]).casefold()
    if word not in words:
        faults.append(f"{name} has to be {words[0]} or {words[1]}.")
    return word
