"""The pages of members' people, and the one on which an organisation asks to take part."""
