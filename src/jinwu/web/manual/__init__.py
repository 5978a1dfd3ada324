"""The on-line manual: a chapter a file, in both languages; what the law says in it comes from the law."""
