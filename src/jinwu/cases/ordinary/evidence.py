"""The evidence list by the eight kinds of APL 46: what each item is, where it comes from, what it proves."""

from __future__ import annotations

from typing import Literal

from jinwu.kit.inputs import Part, Widget, field
from jinwu.law.messages import N_
from jinwu.matters.state import Act

from .state import Proof

KINDS = {
    "documentary": N_("Documentary evidence"), "physical": N_("Physical evidence"), "audiovisual": N_("Audio-visual material"),
    "electronic": N_("Electronic data"), "testimony": N_("Testimony of a witness"), "statement": N_("Statement of the party"),
    "appraisal": N_("Expert opinion"), "scene": N_("Record of scene or inspection"),
}  # fmt: skip
Kind = Literal["documentary", "physical", "audiovisual", "electronic", "testimony", "statement", "appraisal", "scene"]


class ProofInput(Part):
    """One item of evidence."""

    kind: Kind = field(N_("Kind of evidence"), labels=KINDS, widget=Widget.SELECT)
    title: str = field(N_("Name of the evidence"), min_length=1, max_length=120)
    proves: str = field(N_("What it proves"), min_length=2, max_length=500)
    violation: str = field(
        N_("Proves the violation"), "", choices="case_violations", widget=Widget.SELECT, max_length=10
    )
    source: str = field(N_("Where it comes from"), "", max_length=200)
    sha256: str = field(N_("File"), "", widget=Widget.FILE, pattern=r"^([0-9a-f]{64})?$")


def as_proof(data: ProofInput, key: str, act: Act) -> Proof:
    """The item as part of the state."""
    return Proof(key=key, kind=data.kind, title=data.title, proves=data.proves, violation=data.violation, source=data.source,
                 sha256=data.sha256, at=act.at, by=act.by.name, entry=act.seq)  # fmt: skip
