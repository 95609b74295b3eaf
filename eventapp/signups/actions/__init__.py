"""What people do with places; each in one transaction of its own."""
