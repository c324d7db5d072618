"""Source documents cut into passages, found by hash and quoted by locator."""
