from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "jinwu.matters"
    label = "matters"

    def ready(self) -> None:
        from jinwu.documents import access

        from . import figures, offers, panels, projection, registers, sealing  # noqa: F401
        from .scope import visible_to

        access.follow(lambda user: visible_to(user).values("pk"))
