from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecordConfig(AppConfig):
    name = "jinwu.record"
    label = "record"

    def ready(self) -> None:
        from jinwu.kit.tables import append_only

        from . import protection, registers  # noqa: F401

        for table in protection.WRITTEN_ONCE:
            append_only.add(table, table)
        post_migrate.connect(protection.protect, sender=self)
