"""A pack that is edited while Compact runs: watched, checked beside, swapped in one step."""
