"""Local wordings (本地文本): an organ's own wording of a paper over the national form, by date, with a second person's approval."""
