"""Where the rooms' words lead on this site (`jinwu.ui.links`)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from jinwu.ui.links import resolver


def row_url(register: str, pk: Any) -> str:
    """The page of one row of a register; a matter has a page of its own."""
    return matter_url(pk) if register == "matters" else reverse("register_row", args=[register, pk])


def matter_url(pk: Any) -> str:
    """The page of a matter."""
    return reverse("matter", args=[pk])


def record_url(pk: Any) -> str:
    """Every entry of a matter."""
    return reverse("matter_record", args=[pk])


def presence_url(pk: Any) -> str:
    """Where an officer confirms that he is present."""
    return reverse("matter_presence", args=[pk])


def file_url(sha256: str) -> str:
    """A paper, scan or photograph as it was kept."""
    return reverse("file", args=[sha256]) if sha256 else ""


def photo_url(sha256: str) -> str:
    """A photograph made small."""
    return reverse("file_small", args=[sha256]) if sha256 else ""


def copy_url(matter: Any, key: str) -> str:
    """A copy of a paper, set when it is asked for."""
    return reverse("matter_copy", args=[matter, key])


def draft_url(draft: Any) -> str:
    """Where a case that is not opened yet goes on: on the street."""
    return reverse("street_go", args=[draft.pk]) if draft.procedure == "summary" and draft.step == "open" else ""


for _key, _way in {
    "row.url": row_url,
    "matter.url": matter_url,
    "record.url": record_url,
    "presence.url": presence_url,
    "file.url": file_url,
    "photo.url": photo_url,
    "draft.url": draft_url,
    "copy.url": copy_url,
}.items():
    resolver(_key, _way)
