from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "jinwu.inspections"
    label = "inspections"

    def ready(self) -> None:
        from . import figures, offers, panels, patrol, procedure, projection, registers  # noqa: F401
