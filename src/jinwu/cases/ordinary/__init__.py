"""The ordinary procedure (普通程序): from the clue to the archive, a chapter a module, in the order of the law."""
