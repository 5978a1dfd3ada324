"""By keyboard alone: every control is reached in the order of the page, is seen when it is reached, and is covered by nothing."""

from __future__ import annotations

import pytest
from tests.browser.looking import overflowing
from tests.cases.street import Street

from jinwu.kit import clock

pytestmark = pytest.mark.browser

#: What holds the focus: whether it is marked, where it stands in the page, what covers it.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const marked = (one) => { const s = getComputedStyle(one); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };
  const shown = e.closest('label, .take, .seg, .field') ?? e;
  const box = e.getClientRects()[0] ?? e.getBoundingClientRect(); // a link that is broken over two lines: its first part
  const x = Math.min(Math.max((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, 1), innerWidth - 1);
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  return {
    name: `${e.tagName}.${e.className} ${(e.textContent || e.name || '').trim().slice(0, 20)}`,
    order: [...document.querySelectorAll('*')].indexOf(e),
    marked: marked(e) || marked(shown) || [...shown.querySelectorAll('*')].some(marked),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    free: !top || top === e || e.contains(top) || top.contains(e) || shown.contains(top),
  };
}"""


def walk(page) -> list[dict]:
    """Everything that Tab reaches, once round."""
    page.evaluate("document.activeElement?.blur()")
    found = []
    for _press in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None or (found and at["order"] == found[0]["order"]):
            break
        found.append(at)
    return found


@pytest.fixture
def case(site):
    street = Street(site.cast, now=clock.now())
    street.open()
    street.notify("50.00")
    return street.matter


@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_reached_is_seen_and_in_the_order_of_the_page(someone, case, width):
    officer = someone("officer", width, 700)
    for path in (
        "/today/",
        "/matters/",
        f"/matters/{case}/",
        f"/matters/{case}/steps/decide/",
        f"/street/{case}/decision/",
    ):
        reached = walk(officer.go(path))
        assert len(reached) > 4, path
        faults = [(one["name"], what) for one in reached for what in ("marked", "inside", "free") if not one[what]]
        assert (path, faults) == (path, [])
        order = [one["order"] for one in reached]
        assert (path, order) == (path, sorted(order))


def test_the_first_stop_leads_past_the_navigation(someone):
    page = someone("officer").go("/today/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_stage_that_is_reached_stands_in_view_on_a_phone(someone, case):
    officer = someone("officer", 360)
    page = officer.go(f"/matters/{case}/")
    assert page.evaluate("""() => { const track = document.querySelector('.track').getBoundingClientRect();
      const here = document.querySelector('.track [aria-current]').getBoundingClientRect();
      return here.left >= track.left - 1 && here.right <= track.right + 90; }""")
    assert overflowing(page) == []
