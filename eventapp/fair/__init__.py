"""Fair: one appearance at one fair: days, venue, hours, texts. Not: what happens on its stages (programme)."""
