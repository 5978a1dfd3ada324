"""Floor 6: what is counted. Figures are declared by the rooms that hold the rows; reports put them together."""
