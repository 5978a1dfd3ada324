"""Registers of people and equipment; importing them declares them."""

from . import access, accounts, equipment, people, units

__all__ = ["access", "accounts", "equipment", "people", "units"]
