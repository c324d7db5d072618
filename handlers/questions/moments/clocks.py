"""Times of day as people write them: "15:00", "3 p.m.", "14h30", "noon"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from handlers.questions.moments.pieces import Clock, Line, Part, Piece, Vague
from handlers.questions.moments.spelt import halve, make_hour, read_rest, read_spelt
from handlers.questions.moments.vocabulary import (
    NAMED_CLOCKS,
    NO_NUMBER_BEFORE,
    PARTS,
    any_of,
)
from handlers.questions.moments.zones import ZoneWords, read_zone

_AT = (
    r"(?:(?<!\w)(?:at|à|dès|a\s+las?|в|во|(?:(?:في|علي|عند)\s+)?الساعه)\s+"
    r"(?:a(?:bout|round)\s+)?|@\s?)"
)
# "3:30p" and "3p" are times; "5a" is an article's part.
_AMPM = r"(?:\s?(?P<half>[ap])(?:\.?\s?m(?:\.|(?!\w))|(?:(?<=\dp)|(?<=:\d\da))(?!\w)))"
# Hours that are as likely of the afternoon where nothing tells them apart.
_EITHER_WITH_MINUTES = range(1, 7)
_COLON = re.compile(
    rf"(?P<at>{_AT})?{NO_NUMBER_BEFORE}(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::\d{{2}})?(?!\d|:\d)"
    rf"(?:{_AMPM}|\s?(?:h|hrs?)(?!\w))?"
)
_LETTER_H = re.compile(
    rf"(?P<at>{_AT})?{NO_NUMBER_BEFORE}(?P<hour>\d{{1,2}})\s?h(?:\s?(?P<minute>\d{{2}}))?(?!\w)"
)
_DOTTED = re.compile(
    rf"(?P<at>{_AT})?{NO_NUMBER_BEFORE}(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}})(?![\d.]|\.\d)"
    rf"(?:{_AMPM}|\s?(?P<unit>h|hrs?|hours)(?!\w))?"
)
_FOUR = re.compile(
    rf"(?P<at>{_AT})?{NO_NUMBER_BEFORE}(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?![\w.,:/]\d|\d|[a-gi-y]|z\w)"
    r"(?P<unit>\s?(?:hrs?|hours|h)(?!\w))?"
)
# "1030am", and "930", which is hardly a number of the note behind "at" or at a quarter hour.
_RUN_TOGETHER = re.compile(
    rf"(?P<at>{_AT})?{NO_NUMBER_BEFORE}(?P<hour>\d{{1,2}})(?P<minute>[0-5]\d){_AMPM}"
)
_THREE = re.compile(
    rf"(?P<at>{_AT})?{NO_NUMBER_BEFORE}(?P<hour>[1-9])(?P<minute>[0-5]\d)(?![\w%°]|[.,:/-]\d)"
)
_OCLOCK = (
    r"\s?(?P<unit>o'?\s?clock|heures|heure(?!\s+(?:d|locale))|horas|hora(?!\s+(?:de|local))|hours|hrs?|uhr|час(?:ов|а)?|[点时](?:钟|整)?)"
    r"(?P<rest>半|一刻|\s?(?P<minute>\d{1,2})分|(?P<digits>\d{2})(?!\d))?(?![a-zа-я])"
)
_BARE = re.compile(
    rf"(?P<at>{_AT})?{NO_NUMBER_BEFORE}(?P<hour>\d{{1,2}})(?:{_AMPM}|{_OCLOCK}|(?![\w%°]|[.,:/]\d))"
)
_FROM_TO = re.compile(
    rf"(?:(?P<at>{_AT})|from\s+)?{NO_NUMBER_BEFORE}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}}))?\s?"
    rf"(?:-|to)\s?(?P<hour2>\d{{1,2}})(?:[:.](?P<minute2>\d{{2}}))?{_AMPM}"
)
_OPENING = re.compile(r"(?<!\w)(?:from|de|desde|entre|с|со|من)\s+(?:las?\s+)?(?=[\dا])|从")
_UNTIL = re.compile(
    r"\s?(?:-|to|until|till|до|至|到|(?:(?<=\s)(?:الي|حتي)(?:\s+الساعه)?)|(?<=\s)[aà](?:\s+las?)?)\s?(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d{2})|\s?h\s?(?P<minute2>\d{2})?|(?P<minute3>\d{2})"
    r"|[点时](?P<half>半)?钟?|\s?(?P<ampm>[ap])\.?m(?!\w)\.?|(?<=-\d)|(?<=-\d\d))(?!:\d|[^\W\u3400-\u9fff])"
)
# "18:00 -05:00" with a space before the sign only, and no telephone number.
_SIGNED = re.compile(
    r"\s(?P<sign>[+-])(?P<hour>\d{1,2})(?::?(?P<minute>[0-5]\d)|(?!\s?\d))(?!\w|[.,:/-]\d)"
)
_GOES_ON = re.compile(r"[\s/-]+\d")
_ZH_HOURS = "零一二三四五六七八九十"
_HAN = re.compile(
    r"(?P<hour>十[一二]?|[一二两三四五六七八九])[点时](?:钟|整)?"
    r"(?P<rest>半|一刻|(?P<minute>\d{1,2})分?|(?P<han>[零一二三四五六七八九十]{1,3})分)?"
)
_BETWEEN = re.compile(
    r"(?:(?<!\w)(?:between|entre(?:\s+las?)?|между)\s+)(?P<hour>\d{1,2})(?:(?:[:.]|\s?h\s?)(?P<minute>\d{2})|\s?h)?"
    r"(?:\s?[ap]\.?m\.?)?\s+(?:and|et|y(?:\s+las?)?|и)\s+\d{1,2}(?:(?:[:.]|\s?h\s?)\d{2}|\s?h)?"
    rf"{_AMPM}?(?![\w%])"
)
_SHARP = re.compile(r"\s+(?:sharp|prompt|on\s+the\s+dot|pile|precises?|en\s+punto|ровно)(?!\w)")
# "At 10-30", "at 10 30": minutes, or a number of the note.
_NUMBER_BEHIND = re.compile(r"(?:(?P<tight>[-'])|\s)(?P<number>[0-5]\d)(?![\w%]|[.,:/-]\d)")
_NO_CLOCK = re.compile(
    r"\s*(?:%|percent|minutes?|mins?|days?|weeks?|months?|years?|chf|usd|eur|metres?|km)(?!\w)"
)
_VAGUE_PARTS = {
    "early morning": ("at 07:00", "at 08:00"), "mid morning": ("at 10:00",),
    "late morning": ("at 11:00", "at 11:30"), "early afternoon": ("at 13:00", "at 14:00"),
    "mid afternoon": ("at 15:00",), "late afternoon": ("at 16:00", "at 17:00"),
    "early evening": ("at 18:00",), "late evening": ("at 21:00", "at 22:00"),
    "late at night": ("at 22:00",), "tot le matin": ("at 07:00", "at 08:00"),
    "temprano": ("at 08:00", "at 09:00"), "凌晨": ("at 02:00", "at 05:00"), "半夜": ("at 24:00",),
}  # fmt: skip
# Behind "-" the whole hours west of Greenwich, and three halves; else it is no zone.
_HALVES_WEST = frozenset({(2, 30), (3, 30), (9, 30)})


def read_clock(line: Line, at: int) -> Piece | None:
    """Read a time of day, its zone and the end of its range, from a place in a line."""
    readers = (
        _read_named, _read_between, _read_from_to, _read_colon, _read_letter, _read_dotted,
        read_spelt, _read_run_together, _read_four, _read_three, _read_han, _read_bare,
    )  # fmt: skip
    if found := _read_opened_range(line, at):
        return found
    for reader in readers:
        if found := reader(line, at):
            return _with_rest(line, found) if isinstance(found.value, Clock) else found
    return None


def _read_opened_range(line: Line, at: int) -> Piece | None:
    """Read "de 14h à 15h30", whose first word belongs to it where an end follows."""
    opening = _OPENING.match(line.folded, at)
    found = read_clock(line, opening.end()) if opening else None
    if found is None or not isinstance(found.value, Clock) or not found.value.until:
        return None
    return replace(found, start=at, anchored=True)


def read_part(line: Line, at: int) -> Piece | None:
    """Read a part of a day, "in the afternoon"."""
    match = _parts().match(line.folded, at)
    if match is None:
        return None
    words = " ".join(match[0].replace("-", " ").split())
    if words in _VAGUE_PARTS:
        text = f"At what time, “{line.typed[at : match.end()]}”?"
        return Piece(at, match.end(), Vague(text, _VAGUE_PARTS[words]))
    hour, later = PARTS[" ".join(match[0].split())]
    sure = match[0].startswith(("this", "in the", "cet ", "esta "))
    return Piece(at, match.end(), Part(hour, later), sure=sure)


@cache
def _parts() -> re.Pattern[str]:
    parts = {*PARTS, *_VAGUE_PARTS, *(words.replace(" ", "-") for words in _VAGUE_PARTS)}
    return re.compile(any_of(parts))


@cache
def _named() -> re.Pattern[str]:
    at = rf"(?P<at>{_AT}|a\s+|в\s+)?"
    return re.compile(rf"{at}(?:12(?::00)?\s+)?(?P<name>{any_of(NAMED_CLOCKS)})")


def _read_named(line: Line, at: int) -> Piece | None:
    match = _named().match(line.folded, at)
    if match is None:
        return None
    clock = NAMED_CLOCKS[" ".join(match["name"].split())]
    if rest := read_rest(line.folded, match.end()):
        minutes, end = rest
        hour, minute = divmod(clock[0] * 60 + minutes, 60)
        if clock == (24, 0):
            text = f"“{line.typed[at:end]}”: of which day?"
            return Piece(at, end, Vague(text))
        return Piece(at, end, Clock(((hour, minute),)), anchored=bool(match["at"]))
    value = Clock((clock,), midnight=clock == (24, 0))
    return Piece(at, match.end(), value, anchored=bool(match["at"]))


def _read_between(line: Line, at: int) -> Piece | None:
    """Find "between 10 and 11", which is as well a number of people."""
    match = _BETWEEN.match(line.folded, at)
    if match is None or int(match["hour"]) > 23:
        return None
    reading = f"at {match['hour']}:{match['minute'] or '00'}"
    if match["half"]:
        reading += f" {match['half']}m"
    words = line.typed[at : match.end()]
    value = Vague(f"At what time, “{words}”?", (reading,))
    return Piece(at, match.end(), value, anchored=True)


def _read_from_to(line: Line, at: int) -> Piece | None:
    """Read "3-4 pm": the half of the day counts for both, unless that turned them round."""
    match = _FROM_TO.match(line.folded, at)
    if match is None:
        return None
    hour, hour2 = int(match["hour"]), int(match["hour2"])
    if not (1 <= hour <= 12 and 1 <= hour2 <= 12):
        return None
    minute, minute2 = int(match["minute"] or 0), int(match["minute2"] or 0)
    end = (halve(hour2, match["half"]), minute2)
    start = (halve(hour, match["half"]), minute)
    if start >= end:
        start = ((start[0] + 12) % 24, minute)
    value = Clock((start,), until=f"{end[0]:02}:{end[1]:02}")
    return Piece(at, match.end(), value, anchored=bool(match["at"]))


def _read_colon(line: Line, at: int) -> Piece | None:
    match = _COLON.match(line.folded, at)
    if match is None:
        return None
    return _clock(match, at, int(match["hour"]), int(match["minute"]), match["half"] or "", line)


def _read_letter(line: Line, at: int) -> Piece | None:
    match = _LETTER_H.match(line.folded, at)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not match["at"] and hour < 7:
        # "1h30" is as well how long, "6h" how many hours.
        if hour > 24 or minute > 59:
            return None
        words = line.typed[at : match.end()]
        long = f"in {hour} hours" + (f" and {minute} minutes" if minute else "")
        readings = (f"at {hour:02}:{minute:02}", f"at {hour + 12}:{minute:02}", long)
        return Piece(at, match.end(), Vague(f"“{words}” can be a time or how long.", readings))
    return _clock(match, at, hour, minute, "", line)


def _read_dotted(line: Line, at: int) -> Piece | None:
    match = _DOTTED.match(line.folded, at)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    known = bool(match["at"] or match["half"] or match["unit"])
    if not known and (hour > 24 or minute > 59):
        return None
    piece = _clock(match, at, hour, minute, match["half"] or "", line)
    return replace(piece, sure=known)


def _read_four(line: Line, at: int) -> Piece | None:
    """Read "1430", which means a time behind "at" or before "hrs", and may mean one elsewhere."""
    match = _FOUR.match(line.folded, at)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 23 or minute > 59:
        return None
    words = f"{hour:02}{minute:02}"
    if match["at"] and not match["unit"] and words.startswith(("19", "20")):
        reading = f"at {hour:02}:{minute:02}"
        return Piece(at, match.end(), Vague(f"“{words}” can be a time or a year.", (reading,)))
    # "0900" is no number that counts, and a telephone number goes on.
    zero = hour < 10 and minute % 5 == 0 and not _GOES_ON.match(line.folded, match.end())
    known = bool(match["at"] or match["unit"] or zero)
    return Piece(at, match.end(), Clock(((hour, minute),)), sure=known, anchored=bool(match["at"]))


def _read_run_together(line: Line, at: int) -> Piece | None:
    """Read "1030am"."""
    match = _RUN_TOGETHER.match(line.folded, at)
    if match is None:
        return None
    return _clock(match, at, int(match["hour"]), int(match["minute"]), match["half"], line)


def _read_three(line: Line, at: int) -> Piece | None:
    """Read "930", which means a time behind "at", and may mean one elsewhere."""
    match = _THREE.match(line.folded, at)
    if match is None or _NO_CLOCK.match(line.folded, match.end()):
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    if not match["at"] and (hour < 7 or minute % 15):
        return None
    piece = _clock(match, at, hour, minute, "", line)
    return replace(piece, sure=bool(match["at"]))


def _read_han(line: Line, at: int) -> Piece | None:
    match = _HAN.match(line.folded, at)
    if match is None:
        return None
    hour = sum(_ZH_HOURS.index(digit) for digit in match["hour"].replace("两", "二"))
    if match.end() < len(line.folded) and line.folded[match.end()] in _ZH_HOURS:
        words = line.typed[at : match.end() + 1]
        return Piece(at, match.end() + 1, Vague(f"“{words}” is no time that can be read."))
    return make_hour(at, match.end(), hour, _han_minute(match), anchored=True)


def _han_minute(match: re.Match[str]) -> int:
    said = match.groupdict()
    if han := said.get("han"):
        tens, ten, ones = han.partition("十")
        digits = [_ZH_HOURS.index(each) if each else 0 for each in (tens[-1:], ones[-1:])]
        return (digits[0] or 1) * 10 + digits[1] if ten else digits[0]
    minute = said["minute"] or said.get("digits") or 0
    return {"半": 30, "一刻": 15}.get(said["rest"] or "", int(minute))


def _read_bare(line: Line, at: int) -> Piece | None:
    match = _BARE.match(line.folded, at)
    if match is None or not (match["at"] or match["half"] or _is_clock_word(match)):
        return None
    if not match["half"] and _NO_CLOCK.match(line.folded, match.end()):
        return None
    hour, anchored = int(match["hour"]), bool(match["at"])
    minute = _han_minute(match)
    if match["half"]:
        return _clock(match, at, hour, 0, match["half"], line)
    if hour > 24 or minute > 59:
        return None
    if not match["unit"] and (found := _NUMBER_BEHIND.match(line.folded, match.end())):
        return _read_two_numbers(line, at, match, found)
    return make_hour(at, match.end(), hour, minute, anchored=anchored, zero=match["hour"][0] == "0")


def _read_two_numbers(
    line: Line, at: int, match: re.Match[str], found: re.Match[str]
) -> Piece | None:
    hour, minute, end = int(match["hour"]), found["number"], found.end()
    if found["tight"] == "-" and int(minute) <= 24:
        # "At 9-11" is a range.
        return make_hour(at, match.end(), hour, 0, anchored=True, zero=match["hour"][0] == "0")
    readings = [f"at {hour}:{minute}"]
    if not found["tight"]:
        readings.append(f"at {hour}:00 {minute}")
    words = line.typed[at:end]
    return Piece(at, end, Vague(f"“{words}” can be read in two ways.", tuple(readings)))


def _is_clock_word(match: re.Match[str]) -> bool:
    """Tell "3 o'clock" from "3 hours", which without "at" is how long."""
    unit = match["unit"] or ""
    return unit.startswith(("o", "点", "时", "uhr"))


def _clock(match: re.Match[str], at: int, hour: int, minute: int, half: str, line: Line) -> Piece:
    anchored, end = bool(match["at"]), match.end()
    words = line.typed[at:end]
    if half:
        if not 1 <= hour <= 12 or minute > 59:
            return Piece(at, end, Vague(f"“{words}” is no time of day."))
        return Piece(at, end, Clock(((halve(hour, half), minute),)), anchored=anchored)
    if (hour, minute) > (24, 0) or minute > 59:
        return Piece(at, end, Vague(f"“{words}” is no time of day."))
    bare = match["hour"][0] != "0" and hour < 12
    options = [(hour, minute)]
    if bare and hour in _EITHER_WITH_MINUTES:
        options.append((hour + 12, minute))
    return Piece(at, end, Clock(tuple(options), bare=bare), anchored=anchored)


def _with_rest(line: Line, piece: Piece) -> Piece:
    """Add the end of a range, or the zone, that stands behind a time of day."""
    piece = _with_minutes(line, piece)
    if sharp := _SHARP.match(line.folded, piece.end):
        piece = replace(piece, end=sharp.end())
    clock, end = piece.value, piece.end
    assert isinstance(clock, Clock)
    if signed := _SIGNED.match(line.folded, end):
        return _read_signed(line, piece, signed)
    if not clock.until and (match := _UNTIL.match(line.folded, end)):
        minute = int(match["minute"] or match["minute2"] or match["minute3"] or 0)
        hour = int(match["hour"])
        hour = halve(hour, match["ampm"]) if match["ampm"] else hour
        last, typed = (hour, 30 if match["half"] else minute), match[0].strip()
        if last <= (24, 0) and minute < 60:
            fits = any(last > option for option in clock.options)
            if fits or not typed.startswith("-") or " " in match[0]:
                clock = replace(clock, until=f"{last[0]:02}:{last[1]:02}")
                return _with_zone(line, replace(piece, value=clock, end=match.end()))
    return _with_zone(line, piece)


def _read_signed(line: Line, piece: Piece, match: re.Match[str]) -> Piece:
    """Read "18:00 -05:00", which is an offset, a range, or either: "10:00 -11:00"."""
    clock = piece.value
    assert isinstance(clock, Clock)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    offset = (hour * 60 + minute) * (-1 if match["sign"] == "-" else 1)
    shifted = _is_offset(ZoneWords(match.end(), (), offset))
    last = match["sign"] == "-" and any((hour, minute) > option for option in clock.options)
    if shifted and not last and match["minute"]:
        return _with_zone(line, piece)
    if last and not shifted:
        value = replace(clock, until=f"{hour:02}:{minute:02}")
        return _with_zone(line, replace(piece, value=value, end=match.end()))
    if not shifted:
        return piece
    words = line.typed[piece.start : piece.end]
    readings = [f"{words} UTC{match['sign']}{hour}:{minute:02}"]
    readings.append(f"{words}-{hour:02}:{minute:02}" if last else words)
    said = f"“{line.typed[piece.start : match.end()]}” can mean several things."
    return Piece(piece.start, match.end(), Vague(said, tuple(readings)), anchored=True)


def _with_minutes(line: Line, piece: Piece) -> Piece:
    """Add the minutes in words behind a full hour: "7h moins le quart"."""
    clock = piece.value
    assert isinstance(clock, Clock)
    rest = read_rest(line.folded, piece.end)
    if rest is None or any(minute for _, minute in clock.options):
        return piece
    minutes, end = rest
    options = tuple(divmod((hour * 60 + minutes) % 1440, 60) for hour, _ in clock.options)
    return replace(piece, end=end, value=replace(clock, options=options))


def _with_zone(line: Line, piece: Piece) -> Piece:
    clock = piece.value
    assert isinstance(clock, Clock)
    zone = read_zone(line.typed, line.folded, piece.end, line.cities)
    if zone is None:
        return piece
    if zone.offset is not None and not _is_offset(zone):
        words = line.typed[piece.start : zone.end]
        return replace(piece, end=zone.end, value=Vague(f"“{words}” is no time that can be read."))
    return replace(piece, end=zone.end, value=replace(clock, zone=zone), sure=True)


def _is_offset(zone: ZoneWords) -> bool:
    assert zone.offset is not None
    hours, minutes = divmod(abs(zone.offset), 60)
    if zone.offset >= 0:
        return hours <= 14 and minutes % 15 == 0
    return hours <= 12 and (minutes == 0 or (hours, minutes) in _HALVES_WEST)
