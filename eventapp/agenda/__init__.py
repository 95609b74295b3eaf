"""Mein Programm: stars, places and turns of one visitor, together."""
