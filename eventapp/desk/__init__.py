"""The front page of the office, its history and navigation. Not: any noun of the fair (rooms have their own desks)."""
