"""What each room keeps about people, one module a room. They are data only and look at no models."""
