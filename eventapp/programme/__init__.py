"""Programme: sessions, places, themes, speakers, and the releases made of them. Not: who has a place (signups)."""
