from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "jinwu.publicity"
    label = "publicity"

    def ready(self) -> None:
        from . import registers  # noqa: F401
