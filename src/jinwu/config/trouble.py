"""What stops a command, said in one sentence."""

from __future__ import annotations

from jinwu.law.messages import Message


class Trouble(Exception):
    """A command cannot go on; `message` says what is wrong and what to do. Shown without a traceback."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
