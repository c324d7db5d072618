"""How fast Compact reads, finds and loads: ``make bench``."""
