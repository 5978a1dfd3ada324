"""Tables that the application may only read and add to. Rooms declare them, `jinwu upgrade` sets the grants."""

from __future__ import annotations

from .registry import Registry

#: Table names: the application role keeps SELECT and INSERT on these and loses UPDATE, DELETE and TRUNCATE.
append_only: Registry[str] = Registry("append-only table")
