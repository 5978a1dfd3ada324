"""Samples (抽样取证, APL 56): what was drawn from what, sealed before the party, with a receipt left behind (D16).

A test of the sample is commissioned as any other; its result comes back to the evidence list.
"""

from __future__ import annotations

from jinwu.kit.inputs import Part, Widget, field
from jinwu.law.citations import APL
from jinwu.law.messages import N_, say
from jinwu.law.roles import Role
from jinwu.law.vocabulary import Actor, Finding, block, mark
from jinwu.matters.context import Context
from jinwu.matters.inputs import ActInput
from jinwu.matters.state import Act, next_key

from ..inputs import Photo
from .clue import photos_uploaded
from .investigation import known_party, photographed
from .stages import INVESTIGATING, ordinary
from .state import OrdinaryState, Proof, Sample


class SampleInput(Part):
    """One kind of thing that samples were drawn from."""

    name: str = field(N_("Thing"), min_length=1, max_length=100)
    kind: str = field(N_("Specification"), "", max_length=100)
    drawn_from: str = field(N_("Quantity sampled from"), min_length=1, max_length=60)
    drawn: str = field(N_("Quantity drawn"), min_length=1, max_length=60)
    code: str = field(N_("Number of the sample"), min_length=1, max_length=60)


class TakeSamples(ActInput):
    """Samples are drawn and sealed before the party (D16)."""

    party: str = field(N_("Party"), choices="case_parties", widget=Widget.SELECT, max_length=10)
    place: str = field(N_("Place of sampling"), min_length=2, max_length=200)
    method: str = field(N_("How the samples were drawn"), widget=Widget.AREA, min_length=2, max_length=1000)
    samples: list[SampleInput] = field(N_("Samples"), min_length=1, max_length=60)
    sealed: bool = field(N_("Sealed on the spot"), help=N_("Signed over the seal by officers and party."))
    party_present: bool = field(N_("The party was there"), True)
    witness: str = field(N_("Witness"), "", max_length=60)
    photos: list[Photo] = field(N_("Photographs"), [], widget=Widget.PHOTOS, max_length=20)


def samples_taken(state: OrdinaryState, act: Act) -> OrdinaryState:
    """The samples with what they were drawn from; they are physical evidence from now on."""
    data, samples, proofs = act.data, state.samples, state.proofs
    for one in data.samples:
        samples = (*samples, Sample(
            key=next_key("s", samples), party=data.party, name=one.name, kind=one.kind, drawn_from=one.drawn_from,
            drawn=one.drawn, code=one.code, at=act.at,
        ))  # fmt: skip
        proofs = (*proofs, Proof(
            key=next_key("b", proofs), kind="physical", title=f"{one.name}样品{one.drawn}（{one.code}）", proves="物品的性质、质量",
            source=data.place, at=act.at, by=act.by.name, entry=act.seq,
        ))  # fmt: skip
    return state.model_copy(update={"samples": samples, "proofs": proofs, "evidence": photographed(state, act)})


@block("sealed_on_the_spot", N_("Samples sealed"), APL(56), APL(46))
def sealed_on_the_spot(ctx: Context) -> Finding | None:
    if ctx.data.sealed:
        return None
    return Finding(say("A sample that was not sealed proves nothing about where it came from."),
                   say("Seal it before the party, or draw it again."), field="sealed")  # fmt: skip


@block("sample_numbers", N_("Numbers of the samples"), APL(56))
def sample_numbers(ctx: Context) -> Finding | None:
    """Each sample has a number of its own within the case."""
    known = [one.code for one in ctx.state.samples]
    for number, one in enumerate(ctx.data.samples):
        if one.code in known:
            return Finding(say("The number {code} names another sample already.", code=one.code),
                           say("Give each sample a number of its own."), field=f"samples.{number}.code")  # fmt: skip
        known.append(one.code)
    return None


@mark("sampled_before_someone", N_("Party or witness at the sampling"), APL(55), APL(56))
def sampled_before_someone(ctx: Context) -> Finding | None:
    if ctx.data.party_present or ctx.data.witness:
        return None
    return Finding(say("Neither the party nor a witness was there."), say("Name a witness, or say why there was none."),
                   field="witness")  # fmt: skip


ordinary.step(
    "take_samples", N_("Draw samples"), stage=(INVESTIGATING, None), by=Role.OFFICER, actor=Actor.TWO_OFFICERS, input=TakeSamples,
    effect=samples_taken, blocks=[known_party, sealed_on_the_spot, sample_numbers, photos_uploaded], marks=[sampled_before_someone],
    papers=["sampling_notice"], basis=[APL(56), APL(46), APL(55)], side=True,
    help=N_("Sealed before the party, who gets a receipt; a test is commissioned afterwards."),
)  # fmt: skip
