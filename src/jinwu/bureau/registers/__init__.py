"""Registers of people and equipment; importing them declares them."""

from . import accounts, equipment, people, units

__all__ = ["accounts", "equipment", "people", "units"]
