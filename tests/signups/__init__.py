"""Tests of the signups room."""
