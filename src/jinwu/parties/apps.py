"""The room of persons, organisations and sole traders."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Declares its register."""

    name = "jinwu.parties"
    label = "parties"

    def ready(self) -> None:
        from . import registers  # noqa: F401
