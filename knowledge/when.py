"""Dates that are no more precise than their source."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from knowledge.errors import DateError

Precision = Literal["day", "days", "month", "months", "year", "years"]

_POINT = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_FORM = re.compile(
    rf"(?:(?P<hedge>early|mid|late|end of|by|before|after|around) )?"
    rf"(?P<first>{_POINT})(?:\.\.(?P<last>{_POINT}))?\Z"
)


def _span(point: str) -> tuple[date, date, str]:
    """Give the first and last day that a written point in time can mean, and its precision."""
    match [int(number) for number in point.split("-")]:
        case [year, month, day]:
            return date(year, month, day), date(year, month, day), "day"
        case [year, month]:
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1), date(year, month, last), "month"
        case [year, *_]:
            return date(year, 1, 1), date(year, 12, 31), "year"
    raise DateError(f"“{point}” is no possible date")


@dataclass(frozen=True, slots=True)
class When:
    """A date, a range or a vaguer time, kept as precise as the source has it.

    Args:
        first: the earliest day that is meant.
        last: the latest day that is meant.
        precision: what the source names: days, months or years.
        hedge: "early", "mid", "late", "end of", "by", "before", "after", "around" or "".
    """

    first: date
    last: date
    precision: Precision
    hedge: str = ""

    @classmethod
    def parse(cls, text: str) -> When:
        """Read a date: ``2018-03-13``, ``2017-02-16..2017-02-17``, ``2017-04``, ``by 2018-09``.

        Args:
            text: the written form; a hedge may stand before it.

        Returns:
            The time that is meant.

        Raises:
            DateError: where it has another form, names no possible date or runs backwards.
        """
        match = _FORM.match(text)
        if match is None:
            raise DateError(
                f"“{text}” is no date; write it like 2018-03-13, 2017-02-16..2017-02-17, 2017-04, "
                "“early 2017-12” or 2018"
            )
        try:
            first, last, unit = _span(match["first"])
            if match["last"]:
                start, last, other = _span(match["last"])
                if other != unit:
                    raise DateError(f"“{text}” joins a {unit} and a {other}")
                if start <= first:
                    raise DateError(f"“{text}” runs backwards")
                unit += "s"
        except DateError:
            raise
        except ValueError:  # the calendar's own: there is no 30 February
            raise DateError(f"“{text}” is no possible date") from None
        return cls(first, last, unit, match["hedge"] or "")  # type: ignore[arg-type]

    def __str__(self) -> str:
        """Write it as it is written in a pack."""
        # Cut from the ISO form: strftime writes the year 987 with three digits on some systems.
        length = {"day": 10, "month": 7, "year": 4}[self.precision.removesuffix("s")]
        text = self.first.isoformat()[:length]
        if self.precision.endswith("s"):
            text += f"..{self.last.isoformat()[:length]}"
        return f"{self.hedge} {text}".strip()

    def spell(self) -> str:
        """Write it for people: "16–17 February 2017", "early December 2017", "by 2018"."""
        return _spell(self)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic read it from its written form and write it back so."""

        def read(value: object) -> When:
            return value if isinstance(value, When) else cls.parse(str(value))

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )


@lru_cache(10_000)  # the dates of a pack come back with each answer
def _spell(when: When) -> str:
    first, last = when.first, when.last
    match when.precision:
        case "day":
            text = spell_day(first)
        case "days" if (first.year, first.month) == (last.year, last.month):
            text = f"{first.day}–{spell_day(last)}"
        case "days" if first.year == last.year:
            text = f"{first.day} {first:%B} – {spell_day(last)}"
        case "days":
            text = f"{spell_day(first)} – {spell_day(last)}"
        case "month":
            text = f"{first:%B %Y}"
        case "months" if first.year == last.year:
            text = f"{first:%B} – {last:%B %Y}"
        case "months":
            text = f"{first:%B %Y} – {last:%B %Y}"
        case "year":
            text = str(first.year)
        case _:
            text = f"{first.year}–{last.year}"
    return f"{when.hedge} {text}".strip()


def spell_day(day: date) -> str:
    """Write out a day: "13 March 2018"."""
    return f"{day.day} {day:%B %Y}"
