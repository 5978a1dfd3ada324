from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "jinwu.api"
    label = "api"
