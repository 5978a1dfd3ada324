"""Floor 1: what rooms declare and shells read. Register, figure, panel, permission, step input, and their registries."""
