"""A bare Bolt app that acks the bytes it is given: what Compact is measured beside."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


def main() -> None:
    """Serve on COMPACT_PORT until killed."""
    message = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    app = AsyncApp(
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        client=AsyncWebClient(
            token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"]
        ),
        process_before_response=True,
    )

    async def answer(ack: AsyncAck) -> None:
        await ack(response_type="ephemeral", **message)

    app.command("/compact")(answer)
    server = app.web_app(path="/slack/events")
    web.run_app(server, host="127.0.0.1", port=int(os.environ["COMPACT_PORT"]), print=None)


if __name__ == "__main__":
    main()
