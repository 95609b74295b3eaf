"""Tests of the visitors room."""
