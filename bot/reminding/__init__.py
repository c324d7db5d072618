"""Reminders at work: planning, posting and keeping them, and the report on them."""
