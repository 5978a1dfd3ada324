from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "jinwu.portal"
    label = "portal"
