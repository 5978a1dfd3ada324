"""Reports as files."""

from __future__ import annotations

import json
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from jinwu.ui.translate import translate

from .annual import AnnualReport
from .annual import annual as compute


def annual(unit: str | int, year: int, format: str = "json", user: Any = None) -> str:
    """The annual report of a unit as `json` or `html`, as `user` may see it (None: all of it). Raises `NoReport`."""
    report = compute(unit, year, user)
    with override("zh-hans"):
        return as_json(report) if format == "json" else as_html(report)


def as_json(report: AnnualReport) -> str:
    """`as_dict` as text."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=2) + "\n"


def as_dict(report: AnnualReport) -> dict[str, Any]:
    """``{"unit": …, "year": …, "figures": {CODE: {"value": "32600.00", "unit": "元", "title": …}}}``."""
    figures = {
        one.figure.code: {"value": one.value, "unit": one.figure.unit, "title": translate(one.figure.title)}
        for one in report.figures
    }
    return {"unit": report.code, "name": report.name, "year": report.year, "made_at": report.made_at.isoformat(),
            "figures": figures}  # fmt: skip


def as_html(report: AnnualReport) -> str:
    """A page that stands alone: no script, no style from elsewhere."""
    return render_to_string("reports/annual_file.html", {"report": report})
