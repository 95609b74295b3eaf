"""Paper: drawings and PDFs of what is published, and of the drafts that the office works with."""
