"""Floor 3: the door, and everything that any kind of work has."""
