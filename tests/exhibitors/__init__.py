"""Tests of the exhibitors room."""
