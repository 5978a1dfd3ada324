"""What a rule of law raises when it cannot answer: one sentence on what is wrong, one on what to do next."""

from __future__ import annotations

from .citations import Citation
from .messages import Message
from .vocabulary import Finding


class Problem(ValueError):
    """`message` says what is wrong, `remedy` what to do next, `basis` which articles ask for it."""

    def __init__(self, message: Message, remedy: Message, basis: tuple[Citation, ...] = ()) -> None:
        super().__init__(message, remedy, basis)
        self.message = message
        self.remedy = remedy
        self.basis = basis

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"

    def finding(self, field: str = "") -> Finding:
        """The same as a finding of the input field `field`."""
        return Finding(self.message, self.remedy, self.basis, field)
