"""The page of a reminder and of a published case, in Chinese, for those who may see them."""

from __future__ import annotations

import pytest
from tests.cases.publication.walk import publish, revoke, withdraw
from tests.cases.street import Street

from jinwu.kit import clock


def page(client, user, matter, at) -> tuple[int, str]:
    client.force_login(user)
    with clock.fixed(at):
        answer = client.get(f"/matters/{matter}/", headers={"Accept-Language": "zh-Hans"})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("until", ["detected", "issued", "not_corrected", "escalated"])
def test_the_page_of_a_reminder(walk, client, until):
    walk.detect()
    if until != "detected":
        walk.issue(method="refused", note="社区人员在场")
        walk.promise()
    if until in ("not_corrected", "escalated"):
        walk.check("not_corrected", finding="货架仍在原处。")
    if until == "escalated":
        walk.escalate()
    status, text = page(client, walk.cast.officer, walk.matter, walk.now)
    assert status == 200
    assert "首次提醒" in text
    assert ("社区人员在场" in text) is (until != "detected")
    assert ("货架仍在原处。" in text) is (until in ("not_corrected", "escalated"))
    assert ("逾期未改正" in text) is (until == "escalated")
    assert page(client, walk.cast.stranger, walk.matter, walk.now)[0] == 404


def test_the_page_of_a_published_case(cast, client):
    street = Street(cast)
    street.to_served()
    publish(street)
    status, text = page(client, cast.disclosure_clerk, street.matter, street.now)
    assert status == 200
    assert "已公示" in text
    assert "https://example.cn/cf/1" in text
    revoke(street)
    withdraw(street)
    assert "已撤回公示" in page(client, cast.disclosure_clerk, street.matter, street.now)[1]
