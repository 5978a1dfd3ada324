from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jinwu.cases"
    label = "cases"

    def ready(self) -> None:
        from . import breakdowns, figures, panels, projection  # noqa: F401
        from .summary import offers, papers, procedure  # noqa: F401
