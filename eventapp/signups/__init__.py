"""Places in sessions: asking, waiting, offers, the door."""
