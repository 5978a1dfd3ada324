"""The room of units, people and accounts."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class BureauConfig(AppConfig):
    """Declares registers and figures, and keeps the caches honest."""

    name = "jinwu.bureau"
    label = "bureau"

    def ready(self) -> None:
        from axes.signals import user_locked_out

        from . import access, figures, models, queries, registers, tree  # noqa: F401

        user_locked_out.connect(access.locked_out, dispatch_uid="access locked")
        for signal in (post_save, post_delete):
            for model in (models.Unit, models.UnitVersion):
                signal.connect(tree.changed, sender=model, dispatch_uid=f"tree {model.__name__}")
            for model in (models.RoleHolding, models.Deputy, models.Unit, models.UnitVersion, models.User):
                signal.connect(queries.forget_roles, sender=model, dispatch_uid=f"roles {model.__name__}")
