"""The catalogue: who shows what at the stand, for everybody. Not: what is still being written (exhibitors)."""
