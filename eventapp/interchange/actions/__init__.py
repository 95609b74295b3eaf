"""What the office does with foreign files: import a programme."""
