"""When something is meant: moments and recurrences, read from a line by a grammar of its own."""
