"""Exhibitors: members, their part in one fair, what they hand in and what of it is accepted. Not: who a person is
(accounts), the programme that a proposal becomes part of (programme), the public pages (catalogue)."""
