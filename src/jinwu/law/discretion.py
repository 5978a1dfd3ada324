"""The discretion benchmark: tiers inside the statutory range, and a fine inside its tier (APL 34, 32)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from .citations import APL, Citation
from .messages import N_, Message, say
from .money import yuan
from .penalty import Bounds
from .vocabulary import Finding


class Leniency(StrEnum):
    """Grounds on which a penalty shall (or may) be lighter or mitigated."""

    REDUCED_HARM = "reduced_harm"
    COERCED = "coerced"
    CONFESSED = "confessed"
    MERIT = "merit"
    OTHER_LAW = "other_law"
    MINOR = "minor"
    LIMITED_CAPACITY = "limited_capacity"


LENIENCY_TITLES: dict[Leniency, str] = {
    Leniency.REDUCED_HARM: N_("Removed or reduced the harm on own initiative"),
    Leniency.COERCED: N_("Acted under coercion or deceit of others"),
    Leniency.CONFESSED: N_("Confessed acts that the authority did not know of"),
    Leniency.MERIT: N_("Rendered meritorious help in the investigation"),
    Leniency.OTHER_LAW: N_("Another law, regulation or rule asks for it"),
    Leniency.MINOR: N_("Completed 14 but not 18 years"),
    Leniency.LIMITED_CAPACITY: N_("Mental capacity not wholly lost"),
}
LENIENCY_BASIS: dict[Leniency, Citation] = {
    Leniency.REDUCED_HARM: APL(32, 1, 1),
    Leniency.COERCED: APL(32, 1, 2),
    Leniency.CONFESSED: APL(32, 1, 3),
    Leniency.MERIT: APL(32, 1, 4),
    Leniency.OTHER_LAW: APL(32, 1, 5),
    Leniency.MINOR: APL(30),
    Leniency.LIMITED_CAPACITY: APL(31),
}


@dataclass(frozen=True)
class Tier:
    """One step of a benchmark (裁量阶次): its range in yuan and the circumstances it is for."""

    key: str
    title: str
    low: Decimal
    high: Decimal
    conditions: str = ""
    low_inclusive: bool = True
    high_inclusive: bool = True

    @property
    def bounds(self) -> Bounds:
        """Its range."""
        return Bounds(yuan(self.low), yuan(self.high), self.low_inclusive, self.high_inclusive)


def check_tiers(tiers: Sequence[Tier], bounds: Bounds) -> list[Finding]:
    """What is wrong with a benchmark: reversed, outside the statutory range, overlapping, or a key used twice."""
    found = []
    for tier in tiers:
        low, high = tier.bounds.low, tier.bounds.high
        if low > high:
            found.append(_tier_finding(
                say("Tier {title} has a minimum of {low} above its maximum of {high}.", title=tier.title, low=low, high=high),
                say("Exchange or correct the two amounts.")))  # fmt: skip
        elif _outside(tier.bounds, bounds):
            found.append(_tier_finding(
                say("Tier {title} ({low}–{high}) reaches outside the statutory range {least}–{most}.",
                    title=tier.title, low=low, high=high, least=bounds.low, most=bounds.high),
                say("Keep every tier inside the statutory range; below it only a mitigating ground leads.")))  # fmt: skip
    keys = [tier.key for tier in tiers]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        found.append(_tier_finding(say("Two tiers have the key {key}.", key=key), say("Give each tier its own key.")))
    ordered = sorted(tiers, key=lambda tier: (tier.bounds.low, tier.bounds.high))
    for lower, upper in pairwise(ordered):
        if upper.bounds.low < lower.bounds.high:
            found.append(_tier_finding(
                say("The tiers {a} and {b} overlap.", a=lower.title, b=upper.title),
                say("Let each tier begin where the one below it ends.")))  # fmt: skip
    return found


def within(
    amount: Decimal | int | str,
    tier: Tier | None,
    bounds: Bounds,
    mitigated: bool = False,
    ground: Leniency | None = None,
) -> Finding | None:
    """What is wrong with a fine of `amount`: outside the statutory range, outside its tier, or mitigated without ground.

    `tier` None: no benchmark for this violation. `mitigated` means below the statutory minimum and needs a `ground`.
    """
    fine = yuan(amount)
    if fine <= 0:
        return Finding(
            say("A fine is more than 0 yuan."),
            say("Enter the amount, or impose a warning or no penalty instead."),
            (APL(9),),
            "amount",
        )
    if bounds.above(fine):
        return Finding(
            say(
                "The fine of {amount} yuan is above the statutory maximum of {high} yuan.",
                amount=fine,
                high=bounds.high,
            ),
            _choose(bounds),
            (APL(76, 1, 2),),
            "amount",
        )
    if mitigated:
        return _mitigated(fine, bounds, ground)
    if bounds.below(fine):
        return Finding(
            say("The fine of {amount} yuan is below the statutory minimum of {low} yuan.", amount=fine, low=bounds.low),
            say(
                "Choose an amount from {low} to {high} yuan, or mark the penalty as mitigated and name the ground.",
                low=bounds.low,
                high=bounds.high,
            ),
            (APL(32),),
            "amount",
        )
    if tier is not None and not tier.bounds.contains(fine):
        return Finding(
            say(
                "The fine of {amount} yuan is outside the tier {title} ({low}–{high} yuan).",
                amount=fine,
                title=tier.title,
                low=tier.bounds.low,
                high=tier.bounds.high,
            ),
            say("Choose an amount inside the tier, or the tier that fits the circumstances."),
            (APL(34),),
            "amount",
        )
    return None


def _mitigated(fine: Decimal, bounds: Bounds, ground: Leniency | None) -> Finding | None:
    if not bounds.below(fine):
        return Finding(
            say(
                "A mitigated fine lies below the statutory minimum of {low} yuan; {amount} yuan does not.",
                low=bounds.low,
                amount=fine,
            ),
            say(
                "Lower the amount, or take the mark “mitigated” away: inside the range a penalty is lighter, not mitigated."
            ),
            (APL(32),),
            "amount",
        )
    if ground is None:
        return Finding(
            say("A fine below the statutory minimum needs one of the grounds of the law, and none is named."),
            say("Name the ground and its evidence, or choose at least {low} yuan.", low=bounds.low),
            (APL(32),),
            "ground",
        )
    return None


def _choose(bounds: Bounds) -> Message:
    if bounds.low <= 0:
        return say("Choose an amount up to {high} yuan.", high=bounds.high)
    return say("Choose an amount from {low} to {high} yuan.", low=bounds.low, high=bounds.high)


def _outside(tier: Bounds, law: Bounds) -> bool:
    reaches_lower = tier.low < law.low or (tier.low == law.low > 0 and tier.low_inclusive and not law.low_inclusive)
    return reaches_lower or tier.high > law.high or (tier.high_inclusive and law.above(tier.high))


def _tier_finding(what: Message, remedy: Message) -> Finding:
    return Finding(what, remedy, (APL(34),))
