from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "jinwu.ui"
    label = "ui"
