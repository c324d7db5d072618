"""A tenth of `make fuzz`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.front.fuzz import REQUESTS, fuzz_http, fuzz_socket


@pytest.mark.parametrize("fuzz", [fuzz_http, fuzz_socket])
async def test_no_request_stops_it_or_fills_its_log(fuzz: object, tmp_path: Path) -> None:
    assert callable(fuzz)
    figures = await fuzz(REQUESTS // 10, 1, tmp_path, COMPACT_LOG="DEBUG")
    assert figures.faults() == [], figures.tell()
