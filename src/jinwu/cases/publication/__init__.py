"""Publishing penalty decisions (公示, APL 48): what is due, what was published, what is withdrawn and why."""

from .procedure import publication_steps
from .reading import on_revoked, publication_of, root_of
from .text import PUBLIC_FIELDS, published_text

__all__ = ["PUBLIC_FIELDS", "on_revoked", "publication_of", "publication_steps", "published_text", "root_of"]
