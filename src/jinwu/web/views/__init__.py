"""The pages of the staff site, one module per capability."""
