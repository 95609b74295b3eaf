"""Visitors without an account: private links, what they starred."""
