"""From words to entities: normal forms, spelling, and the index of all names."""
