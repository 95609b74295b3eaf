"""Interchange: reading and writing programmes in other people's formats. Not: what a release is (programme)."""
