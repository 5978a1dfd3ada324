"""One module per command: `SUMMARY`, `arguments(parser)`, `run(options) -> int`."""
