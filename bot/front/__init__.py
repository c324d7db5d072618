"""What stands before Bolt: who is heard, how much is read, and what shape it has to have."""
