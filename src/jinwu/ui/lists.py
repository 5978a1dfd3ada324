"""A page of a register: rows by key, filters as chips, search, a capped count. Two queries at most.

    page = list_page(register, request.user, request.GET)

Every state of the list is an address: ``?q=…&KIND=…&after=…``. An unknown filter value or a stale cursor is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext as _

from jinwu.kit.register import Column, Filter, Register, Show
from jinwu.law.identity import mask

from . import keyset, links
from .translate import translate

#: A search longer than this is cut.
LONGEST_SEARCH = 60


@dataclass(frozen=True)
class Cell:
    """One value of a row, ready for its template ``ui/cells/SHOW.html``."""

    column: Column
    value: Any
    sub: Any
    url: str = ""

    @property
    def show(self) -> str:
        return self.column.show.value

    @property
    def template(self) -> str:
        return f"ui/cells/{self.show}.html"

    @property
    def number(self) -> bool:
        return self.column.show in (Show.NUMBER, Show.MONEY)

    @property
    def empty(self) -> bool:
        return self.value is None or self.value == ""


@dataclass(frozen=True)
class Row:
    pk: Any
    url: str
    cells: tuple[Cell, ...]
    source: Any


@dataclass(frozen=True)
class Choice:
    title: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class Chip:
    """A filter over the list: what is set, what may be chosen, the address without it."""

    title: str
    chosen: str
    clear_url: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Count:
    """How many rows there are; counting stops at `cap`."""

    number: int
    cap: int

    @property
    def capped(self) -> bool:
        return self.number > self.cap

    def __str__(self) -> str:
        return _("over {n}").format(n=f"{self.cap:,}") if self.capped else f"{self.number:,}"


class ListPage:
    """One page of a register. `rows` and `count` are asked when they are first read."""

    def __init__(self, register: Register, user: Any, params: Mapping[str, str], path: str = "") -> None:
        self.register = register
        self.path = path
        self.words = str(params.get("q", "")).strip()[:LONGEST_SEARCH] if register.search else ""
        self._offered = {one.key: list(one.choices()) for one in register.filters}
        self._set = {one.key: value for one in register.filters if (value := self._chosen(one, params))}
        self._all = self._narrowed(register.scope(user))
        self._keys = keyset.keys(self._all, register.order)
        self._after = keyset.read(self._keys, params.get("after", "")) if params.get("after") else None
        before = params.get("before") if not self._after else None
        self._before = keyset.read(self._keys, before) if before else None

    @cached_property
    def rows(self) -> list[Row]:
        return [list_row(self.register, source) for source in self._sources]

    @property
    def searchable(self) -> bool:
        return self.register.search is not None

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.register.columns if column.in_list)

    @cached_property
    def count(self) -> Count:
        """All rows that match, counted up to the cap; not asked for when the first page holds them all."""
        if not self._more and self._start == 0:
            return Count(len(self._sources), self.register.count_cap)
        number = self._all.order_by()[: self.register.count_cap + 1].count()
        return Count(number, self.register.count_cap)

    @property
    def chips(self) -> list[Chip]:
        """What may be chosen; a filter that only links set is shown while it is set."""
        return [self._chip(one) for one in self.register.filters if self._offered[one.key] or one.key in self._set]

    @property
    def narrowed(self) -> bool:
        """Whether a search or a filter is set."""
        return bool(self.words or self._set)

    @property
    def query(self) -> dict[str, str]:
        """What is set, for an export of exactly what is shown."""
        return {**({"q": self.words} if self.words else {}), **self._set}

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Filters that the search form carries on."""
        return list(self._set.items())

    @property
    def clear_url(self) -> str:
        return self.path or "?"

    @property
    def next_url(self) -> str:
        if not self._more:
            return ""
        place = keyset.cursor(self._keys, self._sources[-1], self._start + len(self._sources))
        return self._url(**self.query, after=place)

    @property
    def previous_url(self) -> str:
        if not self._less:
            return ""
        return self._url(**self.query, before=keyset.cursor(self._keys, self._sources[0], self._start))

    @property
    def told(self) -> str:
        """What the pager says: which rows these are, and what is left."""
        if not self._sources:
            return _("Nothing found.") if self.narrowed else ""
        first, last = self._start + 1, self._start + len(self._sources)
        if not self._more:
            said = _("{first}—{last}, the last ones") if first > 1 else _("All {last}")
            return said.format(first=first, last=last)
        if self.count.capped:
            return _("{first}—{last} of {all}").format(first=first, last=last, all=self.count)
        return _("{first}—{last}; {left} more").format(first=first, last=last, left=max(self.count.number - last, 1))

    @cached_property
    def _fetched(self) -> tuple[list[Any], bool, bool]:
        """The rows, and whether some lie after and before them."""
        size = self.register.page_size
        if self._before:
            values = self._before[1]
            wanted = self._all.filter(keyset.past(self._keys, values, backwards=True))
            found = list(keyset.ordered(wanted, self._keys, backwards=True)[: size + 1])
            return found[:size][::-1], True, len(found) > size
        wanted = self._all.filter(keyset.past(self._keys, self._after[1])) if self._after else self._all
        found = list(keyset.ordered(wanted, self._keys)[: size + 1])
        return found[:size], len(found) > size, bool(self._after)

    @property
    def _sources(self) -> list[Any]:
        return self._fetched[0]

    @property
    def _more(self) -> bool:
        return self._fetched[1]

    @property
    def _less(self) -> bool:
        return self._fetched[2]

    @property
    def _start(self) -> int:
        """How many rows lie before this page, as counted on the way here."""
        if self._before:
            return max(self._before[0] - len(self._sources), 0) if self._less else 0
        return self._after[0] if self._after else 0

    def _chosen(self, one: Filter, params: Mapping[str, str]) -> str:
        value = str(params.get(one.key, ""))
        if value in {str(key) for key, _title in self._offered[one.key]}:
            return value
        return value if value and one.reads and one.reads(value) else ""

    def _narrowed(self, queryset: Any) -> Any:
        for one in self.register.filters:
            if one.key in self._set:
                queryset = one.narrow(queryset, self._set[one.key])
        if self.words and self.register.search:
            queryset = self.register.search(queryset, self.words)
        return queryset

    def _chip(self, one: Filter) -> Chip:
        without = {key: value for key, value in self.query.items() if key != one.key}
        offered = [(str(value), translate(title)) for value, title in self._offered[one.key]]
        set_to = self._set.get(one.key, "")
        choices = tuple(
            Choice(title, self._url(**{**without, one.key: value}), value == set_to) for value, title in offered
        )
        chosen = dict(offered).get(set_to) or (translate(one.reads(set_to)) if one.reads and set_to else "")
        return Chip(translate(one.title), chosen, self._url(**without), choices)

    def _url(self, **params: str) -> str:
        return f"{self.path}?{urlencode(params)}" if params else self.clear_url


def list_page(register: Register, user: Any, params: Mapping[str, str], path: str = "") -> ListPage:
    """The page of `register` that `params` (request.GET) ask for, within what `user` may see."""
    return ListPage(register, user, params, path)


def list_row(register: Register, source: Any) -> Row:
    """A row as a list shows it."""
    url = links.resolve("row.url", register.key, source.pk)
    columns = [column for column in register.columns if column.in_list]
    return Row(source.pk, url, tuple(_cell(register, column, source, url) for column in columns), source)


def detail_row(register: Register, source: Any, opened: str = "") -> Row:
    """A row as its own page shows it; `opened` is the key of a personal number shown in full."""
    columns = [column for column in register.columns if column.in_detail]
    return Row(source.pk, "", tuple(_cell(register, column, source, "", opened) for column in columns), source)


def detail(register: Register, user: Any, pk: Any) -> Row | None:
    """The row `pk` within what `user` may see, or None."""
    try:
        return detail_row(register, register.scope(user).get(pk=pk))
    except (ObjectDoesNotExist, ValueError, ValidationError, OverflowError):
        return None


def _cell(register: Register, column: Column, source: Any, row_url: str, opened: str = "") -> Cell:
    value, url = column.of(source), ""
    match column.show:
        case Show.MASKED:
            closed = value is not None and value != "" and column.key != opened
            url = links.resolve("number.url", register.key, source.pk, column.key) if closed and not row_url else ""
            value = mask(str(value)) if closed else value
        case Show.LINK:
            url = row_url
        case Show.MATTER:
            url = links.resolve("matter.url", value) if value else ""
            value = column.sub_of(source) or (_("Open the matter") if value else None)
            return Cell(column, value, None, url)
        case Show.FILE if value:
            url, value = value
    return Cell(column, value, column.sub_of(source), url)
