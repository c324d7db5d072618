"""From a line that somebody typed to what was asked."""
