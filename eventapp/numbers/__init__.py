"""What the fair came to, in numbers that name nobody."""
