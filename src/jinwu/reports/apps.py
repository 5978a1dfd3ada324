from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "jinwu.reports"
    label = "reports"
