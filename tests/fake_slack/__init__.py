"""A Slack server for tests: Web API, signed requests to the app, response URLs and Socket Mode.

It refuses what Slack refuses, with Slack's error names, and where Slack's rules are not documented
it takes the stricter reading. Everything waits on conditions with a time limit; nothing sleeps.
A module a surface: `api`, `blocks`, `events`, `sockets`, `views`; `limits` has the numbers,
`refusals` what is held to them, `workspace` what all of them share.
"""

from tests.fake_slack.blocks import message_text_of, validate_blocks, validate_view
from tests.fake_slack.limits import BOT, Json
from tests.fake_slack.server import FakeSlack
from tests.fake_slack.workspace import FakeChannel, FakeUser, Reply, SocketReply

__all__ = [
    "BOT",
    "FakeChannel",
    "FakeSlack",
    "FakeUser",
    "Json",
    "Reply",
    "SocketReply",
    "message_text_of",
    "validate_blocks",
    "validate_view",
]
