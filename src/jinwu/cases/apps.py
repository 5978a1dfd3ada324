from importlib import import_module

from django.apps import AppConfig

#: What each kind of work declares, in this order.
DECLARED = {
    "": ("breakdowns", "figures", "likeness_shown", "offers", "panels", "projection", "registers"),
    "summary": ("offers", "papers", "procedure", "file"),
    "publication": ("offers", "projection", "panels"),
    "ordinary": ("procedure", "papers", "file", "offers", "panels", "registers", "review_shown"),
    "reminders": ("offers", "papers", "procedure", "projection", "figures", "registers", "panels"),
}


class CasesConfig(AppConfig):
    name = "jinwu.cases"
    label = "cases"

    def ready(self) -> None:
        for package, modules in DECLARED.items():
            for module in modules:
                import_module(".".join(part for part in (self.name, package, module) if part))
        import_module(f"{self.name}.posting")
