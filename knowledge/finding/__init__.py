"""What is found in full text, in running text, and while somebody types."""
