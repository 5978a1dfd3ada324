"""Floor 1, pure Python: time limits, money, identity numbers, discretion, and the vocabulary of procedures."""
