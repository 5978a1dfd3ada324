"""The room of papers: numbers, templates, rendering, the spool and the files of evidence."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Declares the registers of this room."""

    name = "jinwu.documents"
    label = "documents"

    def ready(self) -> None:
        from . import registers  # noqa: F401
