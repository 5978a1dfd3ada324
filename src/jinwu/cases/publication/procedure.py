"""The steps of publication, added to the table of every procedure that ends in decisions."""

from __future__ import annotations

from collections.abc import Iterable

from jinwu.law.citations import APL, GIR
from jinwu.law.messages import N_
from jinwu.law.roles import Role
from jinwu.law.timers import T50, T52
from jinwu.law.vocabulary import ANY_STAGE, Procedure
from jinwu.matters.guards import early
from jinwu.matters.timing import timers

from . import effects, guards, inputs, prepare

HEADS = (Role.UNIT_HEAD, Role.AUTHORITY_HEAD)

for _timer in (T50, T52):
    timers.add(_timer.key, _timer)


def publication_steps(procedure: Procedure, sources: Iterable[str] | str, *, flag: str = "") -> None:
    """Add `publish`, `decide_not_to_publish` and `withdraw_publication` to `procedure`, the first two from `sources` on.

    What is published or withdrawn after its last day is taken and marked late, as every duty is.

    `flag` names the profile value that lets decisions of this procedure be published at all. The deciding step starts T50
    where publishing is a duty; the revoking one starts T52 and takes `on_revoked` into its outcome.
    """
    flagged = [guards.flagged(flag)] if flag else []
    publish = procedure.step(
        "publish", N_("Publish the decision"), stage=(sources, None), by=Role.DISCLOSURE_CLERK, input=inputs.Publish,
        effect=effects.published, prepare=prepare.publishing,
        blocks=[guards.something_to_publish, *flagged, guards.which_to_publish, guards.minor_not_published,
                guards.published_day],
        marks=[guards.before_service], basis=[APL(48, 1), GIR(20)], side=True,
        help=N_("Only the fields of the public list; natural persons as the bureau's profile says."),
    )  # fmt: skip
    withhold = procedure.step(
        "decide_not_to_publish", N_("Decide not to publish"), stage=(sources, None), by=HEADS, input=inputs.Withhold,
        effect=effects.withheld, prepare=prepare.withholding,
        blocks=[guards.something_to_publish, guards.which_to_publish, guards.influence, guards.minor_ground],
        basis=[APL(48, 1), GIR(14), GIR(15)], side=True, help=N_("Only on a ground of the law."),
    )  # fmt: skip
    withdraw = procedure.step(
        "withdraw_publication", N_("Withdraw the publication"), stage=(ANY_STAGE, None), by=Role.DISCLOSURE_CLERK,
        input=inputs.WithdrawPublication, effect=effects.withdrawn, prepare=prepare.withdrawing,
        blocks=[guards.something_published, guards.which_to_withdraw, guards.ground_of_withdrawal, guards.withdrawn_day],
        basis=[APL(48, 2), APL(85)], side=True,
        help=N_("Within three days after the decision was changed, revoked or found unlawful or void; the reason is published."),
    )  # fmt: skip
    early(publish, guards.something_to_publish, *flagged)
    early(withhold, guards.something_to_publish)
    early(withdraw, guards.something_published)
