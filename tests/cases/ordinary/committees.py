"""A case before the committee, for tests: five members, of whom one investigates."""

from __future__ import annotations

from typing import Any

from tests.cases.ordinary.hearings import Hearings, set_profile

from jinwu.matters.door import Done

NAMES = ("head", "deputy", "reviewer", "unithead", "wenbin")  # of whom wenbin investigates


class Committee(Hearings):
    """A case that has been rechecked; both committees have five members."""

    def __post_init__(self) -> None:
        super().__post_init__()
        set_profile("committee.members", {"team": list(NAMES), "bureau": list(NAMES)})
        set_profile("hearing.fine", {"person": 5000, "organisation": 50000})
        set_profile("committee.line", {"person": 5000, "organisation": 3000})
        set_profile("committee.team_limit", {"person": 5000, "organisation": 3000})
        people = self.cast.people().values()
        self.members = {name: next(one.pk for one in people if one.username == name) for name in NAMES}

    def to_rechecked(self) -> Committee:
        self.to("rechecked")
        return self

    def ballots(self, votes: str) -> list[dict[str, Any]]:
        """One letter for each member: a(gree), c(hange), n(o), r(ecused), x (absent), - (not named)."""
        words = {"a": "agree", "c": "change", "n": "against", "r": "recused", "x": "absent"}
        return [
            {"member": self.members[name], "vote": words[letter], "reason": "" if letter in "arx" else "情节较轻。"}
            for name, letter in zip(NAMES, votes, strict=True)
            if letter != "-"
        ]

    def deliberate(self, votes: str = "aaaar", by: Any = None, **change: Any) -> Done:
        data = {
            "level": "team", "sitting": "2026年第3次", "chair": self.members["head"], "ballots": self.ballots(votes),
            "counsel": "法律顾问同意。", "conclusion": "同意按拟处罚意见处罚。",
        } | change  # fmt: skip
        return self.act("deliberate", data, by=by or self.cast.reviewer)
