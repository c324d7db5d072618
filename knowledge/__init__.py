"""What a negotiation's pack holds: how it is loaded, checked, named and found."""
