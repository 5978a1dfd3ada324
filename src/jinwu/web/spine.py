"""The entries of the spine, in order. A shell page adds its line here; titles are two characters in Chinese."""

from __future__ import annotations

from jinwu.collection.bank import BANK
from jinwu.kit.navigation import NavItem, navigation
from jinwu.kit.permission import COMMITTEE, REGISTERS, SIGNED_IN, STAFF, STATISTICS, STREET
from jinwu.law.messages import N_

from .paper_desk import PAPER_DESK, waiting
from .views.bank import open_items
from .views.today import due_count, open_count

ENTRIES = (
    NavItem("today", N_("Today"), "today", STAFF, count=due_count),
    NavItem("matters", N_("Matters"), "matters", STAFF, count=open_count),
    NavItem("street", N_("Street"), "street", STREET),
    NavItem("sitting", N_("Committee"), "sitting", COMMITTEE),
    NavItem("bank", N_("Bank"), "bank", BANK, count=open_items),
    NavItem("papers", N_("Papers"), "papers", PAPER_DESK, count=waiting),
    NavItem("registers", N_("Registers"), "registers", REGISTERS, gap=True),
    NavItem("reports", N_("Statistics"), "reports", STATISTICS),
    NavItem("manual", N_("Manual"), "help", SIGNED_IN),
    NavItem("account", N_("Me"), "account", SIGNED_IN),
)

for _entry in ENTRIES:
    navigation.add(_entry.key, _entry)
