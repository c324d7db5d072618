"""Reminders as plain data and rules: what is wanted, when it is due, what changed."""
