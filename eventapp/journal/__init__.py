"""The journal: who changed what, when, from what to what. Not: what the change means (the rooms)."""
