"""Tests of the joint stand."""
