"""On a matter's page: what the file still lacks and who mends it, the archive number, and the volumes to open."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinwu.kit.panel import Panel, panel
from jinwu.law.messages import N_
from jinwu.matters import replay
from jinwu.matters.viewing import MatterView, Viewer
from jinwu.ui.links import resolve

from . import gate
from .contents import items_of
from .order import INTERNAL, VOLUMES, order_of
from .plans import plans
from .queries import parts_of, volumes_for
from .sources import present
from .state import file_of

STATES = {
    gate.BLOCK: ("breach", N_("Missing")), gate.MARK: ("mark", N_("To be marked")), gate.NOTE: ("info", N_("Noted")),
}  # fmt: skip


def casefile(view: MatterView, viewer: Viewer) -> dict[str, Any] | None:
    """From the decision on: the live list before archiving, the file itself after it."""
    plan, state = plans.get(view.row.procedure), view.state
    archived = view.row.final and "volume" in getattr(state, "details", {})
    if plan is None or not (archived or state.decided_on or state.closed_at):
        return None
    file = file_of(state)
    parts = parts_of(view.row.organ_id, file["number"]) if file else {}
    volumes = [
        {"word": VOLUMES[volume], "part": part if parts.get(volume, 1) > 1 else 0,
         "url": resolve("casefile.url", view.row.pk, volume, part)}
        for volume in volumes_for(viewer.user)
        if not (plan.many and volume == INTERNAL)
        for part in range(1, parts.get(volume, 1) + 1)
    ]  # fmt: skip
    return {
        "file": file, "until": date.fromisoformat(file["until"]) if file and file["until"] else None, "shelf": state.details.get("volume", "") if archived else "", "volumes": volumes,
        "archived": archived, "gaps": [] if archived else _gaps(view),
    }  # fmt: skip


def _gaps(view: MatterView) -> list[dict[str, Any]]:
    plan, state = plans[view.row.procedure], view.state
    items = items_of(state, plan, order_of(plan.procedure, view.today))
    found = gate.gaps(state, plan, items, view.today, present, replay.acts(view.row.pk, view.procedure))
    shown = []
    for gap in found:
        badge, word = STATES[gap.severity]
        shown.append({"state": badge, "word": word, "what": gap.what, "remedy": gap.remedy, "basis": gap.basis})
    return shown


panel(Panel("casefile", N_("Bound file"), "casefile/panel.html", casefile, place="aside", order=45))
