"""The kinds of work: every procedure by its key, filled by the rooms above."""

from __future__ import annotations

from jinwu.kit.registry import Registry
from jinwu.law.vocabulary import Procedure

procedures: Registry[Procedure] = Registry("procedure")
