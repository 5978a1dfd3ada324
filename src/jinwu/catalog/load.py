"""National base data of the release: readable files in `data/`, loaded by `jinwu upgrade`.

Loading the same files twice changes nothing; a changed row is written anew and supersedes the old one. A value that the
bureau itself recorded is never overruled by the release.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from jinwu.law.discretion import Tier, check_tiers
from jinwu.law.penalty import (
    Base,
    ByLocalRule,
    Combine,
    FixedPerUnit,
    Formula,
    MultipleOfBase,
    PenaltyRule,
    PercentOfBase,
    PerUnit,
    Range,
    UpTo,
)

from . import questions
from .chinese import initials
from .models import (
    Article,
    BenchmarkTier,
    LawRow,
    Level,
    Prior,
    ProfileValue,
    QuestionTemplate,
    Statute,
    StatuteVersion,
    Violation,
)
from .writing import lock, put

_BUREAUS_OWN = (Violation, BenchmarkTier, ProfileValue, QuestionTemplate)
DATA = Path(__file__).resolve().parent / "data"


def load_all() -> int:
    """Load every file of the release; how many rows were written."""
    return load_folder(DATA)


def load_place(name: str) -> int:
    """Load the local law of one place (a folder under `data/places`); how many rows were written."""
    return load_folder(DATA / "places" / name)


def load_folder(folder: Path) -> int:
    """Load the catalogue files of a folder, all or none; how many rows were written. Raises `ValueError`, naming the
    file and entry, for data that contradicts itself."""
    with transaction.atomic():
        lock()
        return sum(
            _each(folder, pattern, loader)
            for pattern, loader in (
                ("statutes.toml", _statutes),
                ("articles/*.toml", _articles),
                ("violations.toml", _violations),
                ("tiers.toml", _tiers),
                ("profile.toml", _profile),
                ("questions.toml", _questions),
            )
        )


def _each(folder: Path, pattern: str, loader: Callable[[dict[str, Any]], int]) -> int:
    written = 0
    for path in sorted(folder.glob(pattern)):
        try:
            written += loader(tomllib.loads(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError) as wrong:
            raise ValueError(f"{path.relative_to(folder)}: {wrong}") from wrong
    return written


def _statutes(data: dict[str, Any]) -> int:
    written = 0
    for entry in data["statute"]:
        named = {name: entry.get(name, "") for name in ("title", "short_title", "place")}
        named["level"] = Level(entry["level"]).value
        statute = _statute(entry["code"], named)
        if statute is None:
            statute = Statute.objects.create(code=entry["code"], **named)
            written += 1
        for version in entry.get("version", []):
            values = {
                "in_force_from": version["in_force_from"],
                "in_force_to": version.get("in_force_to"),
                "confirmed": version.get("confirmed", True),
                "note": version.get("note", ""),
            }
            written += _put(StatuteVersion, {"statute": statute, "edition": version["edition"]}, values)
    return written


def _statute(code: str, named: dict[str, Any]) -> Statute | None:
    """The statute of that code; one that an import made before takes the release's code."""
    found = Statute.objects.filter(code=code).first()
    if found is None and (found := Statute.objects.filter(title=named["title"]).first()):
        found.code = code
        found.short_title, found.level, found.place = named["short_title"], named["level"], named["place"]
        found.save()
    return found


def _articles(data: dict[str, Any]) -> int:
    statute = Statute.objects.get(code=data["statute"])
    known = {
        row.number: row for row in Article.objects.current().filter(statute=statute, edition=data["edition"], branch=0)
    }
    confirmed = data.get("confirmed", True)
    written = 0
    for number, summary in data["articles"].items():
        row = known.get(int(number))
        if row and (row.summary, row.confirmed) == (summary, confirmed):
            continue
        key = {"statute": statute, "edition": data["edition"], "number": int(number), "branch": 0}
        written += _put(Article, key, {"summary": summary, "confirmed": confirmed})
    return written


def _violations(data: dict[str, Any]) -> int:
    return sum(_violation(entry) for entry in data["violation"])


def _violation(entry: dict[str, Any]) -> int:
    try:
        rule = _rule(entry)
    except (ValueError, KeyError) as wrong:
        raise ValueError(f"violation {entry.get('code')}: {wrong}") from wrong
    keywords = entry.get("keywords", [])
    values = {
        "in_force_to": entry.get("in_force_to"),
        "title": entry["title"],
        "act_citations": entry["acts"],
        "penalty_citations": entry["penalties"],
        "rule": rule.as_json(),
        "prior": Prior(entry.get("prior", "N")).value,
        "prior_note": entry.get("prior_note", ""),
        "also": entry.get("also", []),
        "organ": entry["organ"],
        "correction": entry["correction"],
        "keywords": keywords,
        "initials": initials(entry["title"], keywords),
        "common": entry.get("common", False),
        "confirmed": entry.get("confirmed", True),
        "replaced_by": entry.get("replaced_by", ""),
        "successor": entry.get("successor", ""),
        "note": entry.get("note", ""),
    }
    return _put(Violation, {"code": entry["code"], "in_force_from": entry["in_force_from"]}, values)


def _rule(entry: dict[str, Any]) -> PenaltyRule:
    both = formula(entry["fine"]) if "fine" in entry else None
    also = entry.get("also", [])
    return PenaltyRule(
        person=formula(entry["person"]) if "person" in entry else both,
        unit=formula(entry["unit"]) if "unit" in entry else both,
        may=entry.get("may", False),
        with_warning=entry.get("warning", False),
        combine=Combine(entry.get("combine", "alone")),
        confiscation=any(each["mode"] == "must" and each["kind"].startswith("confiscate") for each in also),
        other=tuple(dict.fromkeys(each["kind"] for each in also)),
    )


def formula(entry: dict[str, Any]) -> Formula:
    """A fine as the data files write it: ``{ range = [500, 2000] }``. Raises `ValueError`."""
    rest = dict(entry)
    kind = next((name for name in rest if name in _FORMULAS), None)
    if kind is None:
        raise ValueError(f"{entry} is no formula; use one of {', '.join(_FORMULAS)}")
    return _FORMULAS[kind](rest.pop(kind), rest)


_FORMULAS: dict[str, Callable[[Any, dict[str, Any]], Formula]] = {
    "range": lambda given, rest: Range(*_numbers(given), **rest),
    "up_to": lambda given, rest: UpTo(*_numbers([given]), **rest),
    "per_unit": lambda given, rest: PerUnit(*_numbers(given), **_capped(rest)),
    "fixed_per_unit": lambda given, rest: FixedPerUnit(*_numbers([given]), **_capped(rest)),
    "percent_of_base": lambda given, rest: PercentOfBase(*_numbers(given), **rest),
    "multiple_of_base": lambda given, rest: MultipleOfBase(*_numbers(given), **rest),
    "by_local_rule": lambda given, rest: ByLocalRule(**rest),
}


def _numbers(given: Iterable[Any]) -> list[Decimal]:
    return [Decimal(str(number)) for number in given]


def _capped(rest: dict[str, Any]) -> dict[str, Any]:
    return {**rest, "cap": Decimal(str(rest["cap"]))} if "cap" in rest else rest


def _tiers(data: dict[str, Any]) -> int:
    written = 0
    for group in data["tiers"]:
        since: date = group.get("in_force_from", data["in_force_from"])
        kind = group.get("party_kind", "")
        _inside_the_law(group, since)
        for order, step in enumerate(group["steps"]):
            key = {
                "violation_code": group["violation"],
                "party_kind": kind,
                "key": step["key"],
                "in_force_from": since,
            }
            values = {
                "title": step["title"],
                "low": Decimal(str(step["low"])),
                "high": Decimal(str(step["high"])),
                "conditions": step["conditions"],
                "order": order,
                "source": group.get("source", data.get("source", "")),
                "confirmed": group.get("confirmed", False),
            }
            written += _put(BenchmarkTier, key, values)
    return written


def _inside_the_law(group: dict[str, Any], since: date) -> None:
    violation = Violation.objects.in_force(since).get(code=group["violation"])
    kinds = [group["party_kind"]] if group.get("party_kind") else ["person", "organisation"]
    steps = [
        Tier(step["key"], step["title"], Decimal(str(step["low"])), Decimal(str(step["high"])))
        for step in group["steps"]
    ]
    for kind in kinds:
        bounds = PenaltyRule.from_json(violation.rule).bounds_for(kind, Base(units=1))
        for finding in check_tiers(steps, bounds):
            raise ValueError(f"tiers of {group['violation']}: {finding.what}")


def _profile(data: dict[str, Any]) -> int:
    written = 0
    for entry in data["value"]:
        values = {
            "value": entry["value"],
            "title": entry["title"],
            "confirmed": entry.get("confirmed", False),
            "source": entry.get("source", ""),
            "note": entry.get("note", ""),
        }
        key = {"key": entry["key"], "in_force_from": entry.get("in_force_from", data["in_force_from"])}
        written += _put(ProfileValue, key, values)
    return written


def _questions(data: dict[str, Any]) -> int:
    """Templates; a line ``{ block = "opening" }`` stands for the questions that several have in common."""
    written = 0
    for entry in data["template"]:
        lines = [line for each in entry["questions"] for line in _block(data, each)]
        try:
            asked = questions.read(lines, entry["form"])
        except questions.BadTemplate as wrong:
            raise ValueError(f"template {entry['key']}: {wrong.message}") from wrong
        values = {
            "title": entry["title"],
            "form": entry["form"],
            "role": entry.get("role", ""),
            "violations": entry.get("violations", []),
            "questions": [one.as_data() for one in asked],
            "confirmed": entry.get("confirmed", False),
            "source": entry.get("source", data.get("source", "")),
            "note": entry.get("note", ""),
        }
        key = {"key": entry["key"], "in_force_from": entry.get("in_force_from", data["in_force_from"])}
        written += _put(QuestionTemplate, key, values)
    return written


def _block(data: dict[str, Any], line: dict[str, Any]) -> list[dict[str, Any]]:
    return data["block"][line["block"]]["questions"] if "block" in line else [line]


def _put(model: type[LawRow], key: dict[str, Any], values: dict[str, Any]) -> int:
    """Write a row of the release, unless the bureau itself corrected it."""
    if model in _BUREAUS_OWN and model.objects.current().filter(**key).exclude(recorded_by="").exists():
        return 0
    return int(put(model, key, values)[1])
