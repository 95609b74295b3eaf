"""Upkeep: backup, restore, doctor, health. Not: any noun of the fair."""
