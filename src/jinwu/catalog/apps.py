from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jinwu.kit.tables import append_only

#: Rows of law are written once: the application may read and add.
WRITTEN_ONCE = (
    "statuteversion", "article", "violation", "benchmarktier", "profilevalue", "questiontemplate", "calendarday",
)  # fmt: skip


class CatalogConfig(AppConfig):
    name = "jinwu.catalog"
    label = "catalog"
    verbose_name = _("Catalogue of law")

    def ready(self) -> None:
        from . import citing, registers, template_register  # noqa: F401

        citing.declare()
        for table in WRITTEN_ONCE:
            append_only.add(f"catalog_{table}", f"catalog_{table}")
