"""Mails of the office to many: to members, speakers, people signed up."""
