from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jinwu.web"
    label = "web"

    def ready(self) -> None:
        from . import spine, ways  # noqa: F401
