"""What a person asked, and what the answer is; pure."""
