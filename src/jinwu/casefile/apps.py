from django.apps import AppConfig


class CasefileConfig(AppConfig):
    name = "jinwu.casefile"
    label = "casefile"

    def ready(self) -> None:
        from . import panels, projection, registers, sheets  # noqa: F401
