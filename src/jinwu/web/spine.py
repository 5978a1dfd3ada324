"""The entries of the spine, in order. A shell page adds its line here; titles are two characters in Chinese."""

from __future__ import annotations

from jinwu.collection.bank import BANK
from jinwu.documents.permissions import FORMS
from jinwu.kit.navigation import NavItem, navigation
from jinwu.kit.permission import ACTING, COMMITTEE, REGISTERS, SIGNED_IN, STAFF, STATISTICS, STREET
from jinwu.law.messages import N_
from jinwu.matters.scanning import SCANS
from jinwu.matters.sealing import SEAL

from .views.bank import open_items
from .views.today import due_count, open_count
from .views.wordings import waiting_count

ENTRIES = (
    NavItem("today", N_("Today"), "today", STAFF, count=due_count),
    NavItem("matters", N_("Matters"), "matters", STAFF, count=open_count),
    NavItem("street", N_("Street"), "street", STREET),
    NavItem("sitting", N_("Committee"), "sitting", COMMITTEE),
    NavItem("bank", N_("Bank"), "bank", BANK, count=open_items),
    NavItem("scans", N_("Scans"), "scans", SCANS),
    NavItem("seals", N_("Seal"), "seals", SEAL),
    NavItem("printing", N_("Printing"), "printing", ACTING),
    NavItem("registers", N_("Registers"), "registers", REGISTERS, gap=True),
    NavItem("forms", N_("Paper forms"), "forms", FORMS, count=waiting_count),
    NavItem("reports", N_("Statistics"), "reports", STATISTICS),
    NavItem("account", N_("Me"), "account", SIGNED_IN),
)

for _entry in ENTRIES:
    navigation.add(_entry.key, _entry)
