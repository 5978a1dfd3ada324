from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "jinwu.service"
    label = "service"

    def ready(self) -> None:
        from . import projection  # noqa: F401
