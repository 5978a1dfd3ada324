"""Every ink reads on every paper, in both schemes (contrast of WCAG 2.2: 4.5 for text, 3 for the edge of a control)."""

import re
from pathlib import Path

import pytest

import jinwu.ui

TOKENS = Path(jinwu.ui.__file__).parent / "static/ui/css/tokens.css"
PAIR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)")
COLOURS = {name: (light, dark) for name, light, dark in PAIR.findall(TOKENS.read_text())}
PAPERS = ("paper-0", "paper-1", "paper-2", "paper-3")
INKS = ("ink-1", "ink-2", "ink-3")
WASHED = [(colour, f"{colour}-wash") for colour in ("zhu", "zhe", "qing")]


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [(ink, paper) for ink in INKS for paper in PAPERS]
    + [(colour, paper) for colour in ("zhu", "zhe", "qing") for paper in PAPERS[:3]]
    + WASHED
    + [(ink, wash) for ink in INKS[:2] for _, wash in WASHED],
)
def test_text_reads(ink, paper, scheme):
    assert contrast(COLOURS[ink][scheme], COLOURS[paper][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", PAPERS[:2])
def test_the_edge_of_a_control_is_seen(paper, scheme):
    assert contrast(COLOURS["rule-3"][scheme], COLOURS[paper][scheme]) >= 3


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_an_overdue_badge_reads(scheme):
    assert contrast("#fffefb", COLOURS["zhu-solid"][scheme]) >= 4.5


def test_an_older_browser_gets_the_same_light_scheme():
    plain = re.findall(r"--([\w-]+): (#\w{6});", TOKENS.with_name("tokens-light.css").read_text())
    assert dict(plain) == {name: light for name, (light, _dark) in COLOURS.items()}
