"""What members and the office do: draft, hand in, ask, accept, invite, carry over."""
