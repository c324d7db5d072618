"""What an answer is made of: citations, records, entries, agreement, events."""
