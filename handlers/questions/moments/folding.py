"""A line in one written form whose letters stand where the typed ones do."""

from __future__ import annotations

import re
import unicodedata

_ALIKE = str.maketrans(
    {
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "：": ":", "﹕": ":", "，": ",", "、": ",", "．": ".", "／": "/",
        "’": "'", "ʼ": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "點": "点", "時": "时",
        "週": "周", "後": "后", "鐘": "钟",
    }
)  # fmt: skip
# French "à" is no English "a", and "dès" no "des": alone they keep their accents.
_TO = re.compile(r"(?<!\w)(?:à|dès)(?!\w)", re.IGNORECASE)
_T = re.compile(r"(?<=\d\d)t(?=\d\d:?\d\d)")


def fold(text: str) -> str:
    """Fold case, width, accents, digits and dashes, letter by letter.

    Args:
        text: what someone wrote.

    Returns:
        As many letters, each in the place of its own.
    """
    folded = "".join(map(_fold, text.translate(_ALIKE)))
    # "2018-04-05T15:00": a day and a time, with a letter for the space between them.
    folded = _T.sub(" ", folded)
    for match in _TO.finditer(text):
        folded = f"{folded[: match.start()]}{match[0].lower()}{folded[match.end() :]}"
    return folded


def _fold(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    if letter.isspace():
        return " "
    if letter.isdecimal():
        return str(int(letter))
    if unicodedata.category(letter) == "No":
        # "2½" is not 21.
        return letter
    plain = unicodedata.normalize("NFKD", letter)[:1].lower()
    return plain if len(plain) == 1 else letter
