"""Where the bytes of a page come from: a file by its SHA-256, or a paper of the house by its document and the digest of its
facts (``document/facts``), which is set when it is first read."""

from __future__ import annotations

from uuid import UUID

from jinwu.documents import setting, spool
from jinwu.documents.models import Document
from jinwu.law.problems import Problem
from jinwu.matters.state import Paper


class Lost(Exception):
    """The bytes are gone, or are not those that were fixed."""


def of_paper(paper: Paper) -> str:
    """Its signed scan, else the bytes that were issued, else the facts that its act fixed."""
    return paper.scan or paper.sha256 or f"{paper.document}/{paper.facts}"


def read(source: str) -> bytes:
    """The bytes of a source. Raises `Lost`."""
    document, _slash, facts = source.partition("/")
    try:
        if not facts:
            return spool.read(source)
        issued = setting.issued(UUID(document))
        if issued.context_digest != facts:
            raise Lost(source)
        return spool.read(issued.sha256)
    except (spool.SpoolDamaged, ValueError, Document.DoesNotExist, Problem) as problem:
        raise Lost(source) from problem


def verified(source: str) -> bool:
    """Whether a source is there and unchanged; one that waits to be set is known by the digest of its facts."""
    document, _slash, facts = source.partition("/")
    if facts:
        kept = Document.objects.filter(pk=document, context_digest=facts).values_list("sha256", flat=True).first()
        if kept is None or kept == "":
            return kept == ""
        source = kept
    try:
        spool.read(source)
    except (spool.SpoolDamaged, ValueError):
        return False
    return True


def present(source: str) -> bool:
    """The same at a glance, for a page: whether the file is there."""
    return "/" in source or spool.path(source).exists()


def shown(source: str) -> str:
    """The digest as a sheet prints it: in groups of eight, so that it can run over lines."""
    digest = source.rpartition("/")[2]
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
