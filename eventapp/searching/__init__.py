"""Searching: everything public of a fair from one field. Not: the lists' own filters (programme, catalogue)."""
