"""Loaded once by the server that forks replicas, so that each starts in no time."""

from tests.bot.reminding.torture import stage_services

stage_services()
