from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jinwu.cases"
    label = "cases"

    def ready(self) -> None:
        from . import breakdowns, figures, offers, panels, papers, procedure, projection, registers  # noqa: F401
