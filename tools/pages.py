"""Every page of the site: found from its table of addresses and from the rows of the database it stands on.

For tests in a browser and for pictures. A page is opened by whoever sees most of it; what is no whole page (parts, files,
the API) is left out. The parts of an address are filled by `PARTS`; an address with others says so and stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from jinwu.bureau.models import RoleHolding, User
from jinwu.bureau.queries import roles_on
from jinwu.kit import clock
from jinwu.kit.permission import permission_of
from jinwu.kit.register import registers
from jinwu.law.roles import Role
from jinwu.matters import scope
from jinwu.matters.door import examine, examine_openings, procedures
from jinwu.matters.models import Matter
from jinwu.ui.lists import list_page

#: Who is asked first; a page whose address begins as below is opened by others.
ORDER = (
    Role.ADMINISTRATOR, Role.AUTHORITY_HEAD, Role.UNIT_HEAD, Role.OFFICER, Role.LEGAL_REVIEWER, Role.FISCAL_CLERK,
    Role.ARCHIVIST, Role.DISCLOSURE_CLERK, Role.STATISTICIAN, Role.SUPERVISOR,
)  # fmt: skip
FIRST = {
    "/today/": (Role.OFFICER, Role.UNIT_HEAD),
    "/street/": (Role.OFFICER,),
    "/matters/": (Role.OFFICER, Role.UNIT_HEAD),
    "/sitting/": (Role.LEGAL_REVIEWER,),
    "/reports/": (Role.STATISTICIAN,),
    "/bank/": (Role.FISCAL_CLERK,),
    "/scans/": (Role.ARCHIVIST,),
    "/seals/": (Role.ARCHIVIST,),
    "/forms/": (Role.LEGAL_REVIEWER,),
}
#: No pages, or pages of another kind.
LEFT_OUT = re.compile(r"^/api/(?!v1/docs)|^/healthz|^/language/|^/sign-out/|^/static/|/discard/$|/picture/$|/draft/$")

#: Of these all examples are taken: each is a page of its own, or few of them are pages.
WHOLE = re.compile(r"^/street/|^/registers/<slug:key>/$")
UNUSED = "00000000-0000-4000-8000-0000000000aa"


@dataclass(frozen=True)
class Page:
    """A page, the address it is an example of, and the name of whom it is shown to (nobody: anyone)."""

    pattern: str
    path: str
    username: str

    @property
    def name(self) -> str:
        """A name for files: `matters-one-record`."""
        words = [word for word in re.sub(r"<[^>]*>", "one", self.pattern).split("/") if word]
        return "-".join(words) or "home"


@dataclass
class Finder:
    """Looks for pages as the people of one bureau; each browses with a client of his own."""

    host: str = "127.0.0.1"
    clients: dict[str, Client] = field(default_factory=dict)

    def pages(self, patterns: Any = None, most: int = 1000) -> Iterator[Page]:
        """Every page, in the order of the table; only those of `patterns` where given, and `most` of one address."""
        for pattern, view in addresses():
            if not LEFT_OUT.search(pattern) and (patterns is None or pattern in patterns):
                yield from self.of(pattern, view, most)

    def of(self, pattern: str, view: Any, most: int) -> Iterator[Page]:
        """The examples of one address, taken evenly where there are too many."""
        filled = list(self._filled(pattern, view))
        step = 1 if WHOLE.search(pattern) else max(1, -(-len(filled) // most))
        for path, names in filled[::step]:
            for name in names:
                if self.is_page(name, path):
                    yield Page(pattern, path, name)
                    break

    def is_page(self, username: str, path: str) -> bool:
        """Whether that person gets a whole page there."""
        answer = self.ask(username, path)
        whole = answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")
        return whole and answer.content.lstrip()[:15].lower() == b"<!doctype html>"

    def ask(self, username: str, path: str) -> Any:
        if username not in self.clients:
            client = self.clients[username] = Client(HTTP_HOST=self.host)
            if username:
                client.force_login(User.objects.get(username=username))
        return self.clients[username].get(path)

    @cached_property
    def users(self) -> dict[Role, User]:
        """One person for each role: who holds the fewest others, the oldest account first."""
        held: dict[User, set[str]] = {}
        for holding in RoleHolding.objects.select_related("user").order_by("user_id"):
            held.setdefault(holding.user, set()).add(holding.role)
        return {role: min((u for u in held if role in held[u]), key=lambda u: len(held[u])) for role in ORDER
                if any(role in each for each in held.values())}  # fmt: skip

    def who(self, pattern: str, view: Any) -> list[str]:
        """Who may open it, the best first; "" stands for somebody who is not signed in."""
        permission = permission_of(view, "GET")
        if permission is None:
            return []
        if permission.public and not permission.signed_in:
            return [""]
        begun = next((roles for start, roles in FIRST.items() if pattern.startswith(start)), ())
        day = clock.today()
        order = [self.users[role] for role in dict.fromkeys((*begun, *ORDER)) if role in self.users]
        return [user.username for user in order if permission.admits(roles_on(user, day), signed_in=True)]

    def _filled(self, pattern: str, view: Any) -> Iterator[tuple[str, list[str]]]:
        names = self.who(pattern, view)
        parts = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
        if not parts:
            yield pattern, names
            return
        maker = next((make for begin, make in PARTS.items() if pattern.startswith(begin)), None)
        if maker is None:
            raise LookupError(f"{pattern}: say in tools/pages.py with which rows it is opened")
        for values, first in maker(self, pattern):
            if set(parts) <= set(values):
                yield (
                    _put(pattern, values),
                    list(dict.fromkeys([*(name for name in first if name in names or not names), *names])),
                )

    # ------------------------------------------------------------------ rows

    @cached_property
    def matters(self) -> list[Matter]:
        """One matter of each kind and stage, the one that has most entries."""
        found: dict[tuple[str, str], Matter] = {}
        for row in Matter.objects.order_by("head_seq", "pk"):
            found[row.procedure, row.stage] = row
        return sorted(found.values(), key=lambda row: (row.procedure, row.head_seq))

    def handler(self, row: Matter) -> list[str]:
        """Who works on it, then any officer."""
        user = User.objects.filter(officer_id=row.handler_id).first() if row.handler_id else None
        return [user.username] if user else []

    def matter(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """Matters: the page for every stage, what lies below it for one of a kind, a form for every step that is open."""
        if "/steps/" in pattern:
            yield from self._steps()
            return
        last: dict[str, Matter] = {row.procedure: row for row in self.matters}
        for row in self.matters if pattern.endswith("<uuid:matter_id>/") else last.values():
            yield {"matter_id": row.pk}, self.handler(row)

    def _steps(self) -> Iterator[tuple[dict[str, Any], list[str]]]:
        seen: set[tuple[str, str]] = set()
        for row in self.matters:
            officers = list(User.objects.filter(officer_id=row.handler_id)) if row.handler_id else []
            for user in [*officers, *self.users.values()]:
                if not scope.visible_to(user).filter(pk=row.pk).exists():
                    continue
                for step, objections in examine(row, by=user):
                    if (row.procedure, step.key) not in seen and not objections:
                        seen.add((row.procedure, step.key))
                        yield {"matter_id": row.pk, "key": step.key}, [user.username]

    def opening(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """The form of every first step."""
        user = self.users[Role.OFFICER]
        for step, _objections in examine_openings(by=user):
            for kind in (one.key for one in procedures if step in one.steps.values() and one.key != "summary"):
                yield {"procedure": kind, "step": step.key, "matter_id": UNUSED}, [user.username]

    def street(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """The pages of the street for the matters that stand at each stage of it."""
        if pattern.endswith("/party/"):
            yield {"matter_id": UNUSED}, []
        for row in self.matters:
            if row.procedure == "summary":
                yield {"matter_id": row.pk}, self.handler(row)

    def register(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """Each register with its first row."""
        for register in registers:
            names = [
                user.username
                for user in self.users.values()
                if register.permission.admits(roles_on(user, clock.today()), signed_in=True)
            ]
            if not names:
                continue
            values = {"key": register.key}
            if "row_id" in pattern:
                rows = list_page(register, User.objects.get(username=names[0]), QueryDict()).rows
                if not rows:
                    continue
                values["row_id"] = rows[0].pk
            yield values, names

    def rows(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """One row of the table that the address names."""
        model = _model(pattern)
        for row in model.objects.order_by("pk")[:1]:
            yield {"pk": row.pk, "key": getattr(row, "key", "")}, []

    def form(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """One form of a document, or a wording of it."""
        from jinwu.documents.models import Wording

        if "wordings" in pattern:
            for row in Wording.objects.order_by("pk")[:1]:
                yield {"key": row.template, "pk": row.pk}, []
            return
        yield {"key": "penalty_decision"}, []

    def report(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """The report of the bureau, and the rows behind the first of its numbers."""
        teller = self.users[Role.STATISTICIAN]
        unit = RoleHolding.objects.filter(user=teller, role=Role.STATISTICIAN.value).select_related("unit")[0].unit.code
        year = Matter.objects.order_by("acted_at").values_list("acted_at__year", flat=True)[0]
        values: dict[str, Any] = {"unit": unit, "year": year}
        if "code" not in pattern:
            yield values, []
            return
        start = f"/reports/{unit}/{year}/"
        text = self.ask(teller.username, start).content.decode()
        wanted = r"([\w.-]+)/([^/\"]+)/([^/\"]+)/" if "line" in pattern else r"([\w.-]+)/()()"
        for code, line, column in re.findall(rf'href="{start}(?!file/){wanted}[?"]', text)[:1]:
            yield values | {"code": code, "line": line, "column": column}, []

    def article(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """An article on which much rests, a statute as a whole, one of which several versions are known."""
        for citation in ("APL-51", "O55", "ARL-20"):
            yield {"key": citation}, []

    def chapter(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """Each chapter of the manual."""
        from jinwu.web.manual.chapters import CHAPTERS

        for chapter in CHAPTERS:
            yield {"key": chapter.key}, []

    def procedure(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """Each kind of work, and its steps."""
        for one in procedures:
            for step in list(one.steps) if "step" in pattern else [""]:
                yield {"key": one.key, "step": step}, []

    def account(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """How an officer's account is signed in to."""
        yield {"pk": self.users[Role.OFFICER].pk}, []

    def check(self, pattern: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """What the public sees of a paper: the code of one that was issued."""
        from jinwu.matters.models import MatterPaper

        for paper in MatterPaper.objects.filter(paper="penalty_decision").select_related("document")[:1]:
            yield {"code": paper.document.context_digest[:32]}, []


#: Beginning of an address → how its parts are filled; the first that fits.
PARTS: dict[str, Any] = {
    "/matters/new/": Finder.opening,
    "/matters/": Finder.matter,
    "/street/": Finder.street,
    "/registers/": Finder.register,
    "/reports/": Finder.report,
    "/forms/": Finder.form,
    "/articles/": Finder.article,
    "/check/": Finder.check,
    "/accounts/": Finder.account,
    "/bank/": Finder.rows,
    "/scans/": Finder.rows,
    "/documents/": Finder.rows,
    "/files/": Finder.rows,
    "/manual/": Finder.chapter,
    "/procedures/": Finder.procedure,
}


def addresses() -> Iterator[tuple[str, Any]]:
    """(address, view) of everything that may be got."""
    yield from _walk(get_resolver().url_patterns)


def _walk(patterns: Any, prefix: str = "/") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def _put(pattern: str, values: dict[str, Any]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), pattern)


def _model(pattern: str) -> Any:
    from jinwu.collection.models import BankFile, BankItem
    from jinwu.documents.models import Document
    from jinwu.matters.models import Scan

    models = {"/bank/files/": BankFile, "/bank/items/": BankItem, "/scans/": Scan, "/documents/": Document}
    return next((model for begin, model in models.items() if pattern.startswith(begin)), Document)
