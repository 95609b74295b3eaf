"""What the office does with the stand: draw it, place exhibits, publish."""
