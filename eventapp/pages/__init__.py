"""Pages: home, legal texts, errors. Not: the programme itself."""
