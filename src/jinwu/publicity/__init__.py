"""Floor 6: what is published."""
