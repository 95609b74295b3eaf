"""Tests of the one search."""
