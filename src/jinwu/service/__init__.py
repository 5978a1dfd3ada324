"""Floor 4: serving documents."""
