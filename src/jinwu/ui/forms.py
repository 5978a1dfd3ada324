"""A form from an input model: what is asked, what was typed, what is wrong with it.

    form = StepForm(OralNotice, request.POST, choices={"partners": [("12", "王婧")]})
    if form.is_valid(): perform(…, data=form.input)

Nothing typed is lost: a form with errors draws again what was sent, as it was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from pydantic import BaseModel, ValidationError

from jinwu.kit.inputs import FieldSpec, Widget, fields_of
from jinwu.law.messages import Message
from jinwu.law.vocabulary import Finding

from . import raw, sentences
from .bound import BoundField, field_id
from .translate import joined, translate

#: Lists whose choices are suggestions: what was picked need not be among them.
_OPEN = frozenset({Widget.PARTY, Widget.VIOLATION})


class StepForm:
    """`choices` gives the lists that fields name by `choices=`: (value, title[, small[, end]]) each.

    `initial` is plain data or an instance of the model. `urls` are addresses that fields may call: ``photos`` (where a
    photograph is sent), ``find_party``, ``find_violation``. `hints` stand under fields, by path, in place of their own.
    """

    def __init__(
        self,
        model: type[BaseModel],
        data: Mapping[str, Any] | None = None,
        initial: Mapping[str, Any] | BaseModel | None = None,
        choices: Mapping[str, Iterable[tuple[Any, ...]]] | None = None,
        urls: Mapping[str, str] | None = None,
        hints: Mapping[str, str] | None = None,
    ) -> None:
        self.model = model
        self.hints = dict(hints or {})
        self.specs = fields_of(model)
        self.data = data
        self.initial = initial.model_dump() if isinstance(initial, BaseModel) else dict(initial or {})
        self.choices = {key: [tuple(map(str, row)) for row in rows] for key, rows in (choices or {}).items()}
        self.urls = dict(urls or {})
        self._added: dict[str, list[str]] = {}

    @property
    def bound(self) -> bool:
        """Whether this form was sent."""
        return self.data is not None

    def is_valid(self) -> bool:
        return self.bound and self.input is not None and not self.errors

    @property
    def input(self) -> Any:
        """The model's instance, or None where something is wrong."""
        return self._read[0]

    @property
    def errors(self) -> dict[str, list[str]]:
        """Sentences by the dotted path of the field; ``""`` is the form as a whole."""
        found = {path: list(said) for path, said in self._read[1].items()}
        for path, said in self._added.items():
            found.setdefault(path, []).extend(said)
        return found

    @property
    def raw(self) -> dict[str, Any]:
        """What was sent, nested, before the model reads it: a draft keeps this."""
        return raw.nested(self.specs, self.data or {})

    def add_error(self, path: str, message: Message | dict[str, Any] | str) -> None:
        """Lay an error found elsewhere at the field `path`; an unknown path goes to the whole form. A `str` is read as is."""
        known = path if self._spec_at(tuple(path.split("."))) else ""
        self._added.setdefault(known, []).append(message if isinstance(message, str) else translate(message))

    def add_finding(self, finding: Finding) -> None:
        """Lay what a guard found at the field it names: what is wrong, and what to do next."""
        self.add_error(finding.field, joined(finding.what, finding.remedy))

    def __iter__(self) -> Iterator[BoundField]:
        return (BoundField(self, spec, spec.name, self._initial(spec.name)) for spec in self.specs)

    def __getitem__(self, path: str) -> BoundField:
        """The field at a dotted path: ``form["party"]``, ``form["party.name"]``. Raises `KeyError` for another name."""
        first, *rest = path.split(".")
        for bound in self:
            if bound.spec.name == first:
                return bound.inner(rest)
        raise KeyError(path)

    @property
    def whole_errors(self) -> list[str]:
        """What is wrong with the form as a whole."""
        return self.errors.get("", [])

    @property
    def summary(self) -> list[tuple[str, str, str]]:
        """(id of the field, label, sentence) for each error: the list at the top of the form."""
        return [
            (field_id(path), self._label(path), said) for path, all_said in self.errors.items() for said in all_said
        ]

    def __str__(self) -> SafeString:
        return render_to_string("ui/form.html", {"form": self})

    __html__ = __str__

    @cached_property
    def _read(self) -> tuple[BaseModel | None, dict[str, list[str]]]:
        if not self.bound:
            return None, {}
        sent = self.raw
        errors = dict(self._unlisted(self.specs, sent))
        try:
            made = self.model.model_validate(sent)
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False):
                path, spec = self._place(error["loc"])
                said = errors.setdefault(path, [])
                if (text := sentences.sentence(spec, dict(error))) not in said:
                    said.append(text)
            return None, dict(sorted(errors.items(), key=lambda found: self._position(found[0])))
        return (None, errors) if errors else (made, {})

    def _position(self, path: str) -> tuple[int, ...]:
        """Where a field stands on the page."""
        place, children = [], self.specs
        for step in path.split(".") if path else ():
            names = [spec.name for spec in children]
            place.append(names.index(step) if step in names else int(step) if step.isdigit() else 0)
            children = children[names.index(step)].fields if step in names else children
        return tuple(place)

    def _unlisted(
        self, specs: Iterable[FieldSpec], sent: Mapping[str, Any], prefix: str = ""
    ) -> Iterator[tuple[str, list[str]]]:
        """Values that are not among the choices this reader was offered."""
        for spec in specs:
            value, path = sent.get(spec.name), f"{prefix}{spec.name}"
            if spec.fields and value:
                for index, item in enumerate(value if spec.many else [value]):
                    inner = f"{path}.{index}." if spec.many else f"{path}."
                    yield from self._unlisted(spec.fields, item, inner)
            elif value and spec.choices in self.choices and spec.widget not in _OPEN:
                offered = {row[0] for row in self.choices[spec.choices]}
                if not set(map(str, value if spec.many else [value])) <= offered:
                    yield path, [sentences.not_in_list(spec)]

    def _place(self, loc: tuple[int | str, ...]) -> tuple[str, FieldSpec | None]:
        """The path and field of an error; parts of `loc` that name no field (tags of unions) are passed over."""
        path: list[str] = []
        spec: FieldSpec | None = None
        children = self.specs
        for step in loc:
            found = next((child for child in children if child.name == step), None)
            if found is not None:
                spec, children = found, found.fields
                path.append(found.name)
            elif isinstance(step, int) and spec and spec.many:
                path.append(str(self._sent_index(spec, ".".join(path), step)))
        if spec and spec.many and not spec.fields and path[-1] != spec.name:
            path.pop()
        return ".".join(path), spec

    def _sent_index(self, spec: FieldSpec, path: str, number: int) -> int:
        """Items left blank are passed over, so the second item read may be the fourth one sent."""
        sent = [index for index, _item in raw.filled(spec, self.data or {}, path)] if spec.fields else []
        return sent[number] if number < len(sent) else number

    def _spec_at(self, steps: tuple[str, ...]) -> FieldSpec | None:
        path, spec = self._place(tuple(int(step) if step.isdigit() else step for step in steps))
        return spec if path == ".".join(steps) else None

    def _label(self, path: str) -> str:
        spec = (
            self._place(tuple(int(step) if step.isdigit() else step for step in path.split(".")))[1] if path else None
        )
        return translate(spec.label) if spec else ""

    def _initial(self, name: str) -> Any:
        return self.initial.get(name)
