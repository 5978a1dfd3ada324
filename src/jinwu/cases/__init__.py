"""Floor 5: penalty cases."""
