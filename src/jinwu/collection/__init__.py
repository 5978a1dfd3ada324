"""Floor 4: money owed, paid, collected on the spot, handed in, refunded."""
