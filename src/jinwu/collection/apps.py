from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "jinwu.collection"
    label = "collection"

    def ready(self) -> None:
        from . import projection, registers  # noqa: F401
