"""Tests of the office's front page and history."""
