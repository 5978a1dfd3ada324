"""`python -m jinwu COMMAND`: the same as the `jinwu` command; Django's own commands pass through."""

from .cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
