"""Uploads: pictures written anew in the sizes that pages need, and vector logos kept for print.

Not: what a picture is of and who may use it (its room knows), alternative texts, consent.
"""
