"""What Compact remembers of Slack: channels, people, recent questions, events seen."""
