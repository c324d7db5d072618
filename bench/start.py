"""From process start to the first answer, beside a bare Bolt app that acks the same bytes.

Run from the project's folder: ``.venv/bin/python -m bench.start``.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from aiohttp import ClientError

from tests.fake_slack import FakeSlack

ROUNDS = 9
QUESTION = "position Japan IOM"


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def resident_mib(pid: int) -> float:
    """Read a process's resident memory."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def first_answer(slack: FakeSlack, command: list[str]) -> tuple[float, float, float]:
    """Start a server and ask it until it answers.

    Returns:
        Seconds to the first answer, seconds of the median of 200 further ones, resident MiB.
    """
    port = free_port()
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": "xoxb-fake-1",
        "SLACK_SIGNING_SECRET": "fake-signing-secret",
        "SLACK_API_URL": slack.api_url,
        "COMPACT_PORT": str(port),
        "COMPACT_LOG": "ERROR",
    }
    url = f"http://127.0.0.1:{port}/slack/events"
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=environment)
    try:
        while True:
            try:
                reply = await slack.slash(url, text=QUESTION)
                break
            except (ClientError, OSError):
                await asyncio.sleep(0.005)
        first = time.perf_counter() - begun
        if reply.status != 200 or reply.faults:
            raise SystemExit(f"{command}: {reply.status} {reply.faults}")
        further = [(await slack.slash(url, text=QUESTION)).elapsed for _ in range(200)]
        return first, statistics.median(further), resident_mib(process.pid)
    finally:
        process.terminate()
        process.wait()


async def measure() -> None:
    """Print the figures."""
    ask = [sys.executable, "-m", "bot", "ask", *QUESTION.split()]
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        subprocess.run(ask, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - begun)
    print(f"ask, start to end: median {statistics.median(taken):.2f} s")
    drawn = subprocess.run([*ask, "--format", "slack"], check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.json"
        path.write_text(json.dumps(json.loads(drawn)), encoding="utf-8")
        commands = {
            "bare Bolt": [sys.executable, "-m", "bench.bare", str(path)],
            "Compact": [sys.executable, "-m", "bot", "run"],
        }
        rows: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
        async with FakeSlack() as slack:
            for _ in range(ROUNDS):
                for name, command in commands.items():
                    rows[name].append(await first_answer(slack, command))
    for name, measured in rows.items():
        first, further, memory = (
            statistics.median(column) for column in zip(*measured, strict=True)
        )
        print(
            f"{name} over HTTP: first answer {first:.2f} s after start, "
            f"then {further * 1000:.2f} ms each, resident {memory:.0f} MiB"
        )


if __name__ == "__main__":
    asyncio.run(measure())
