"""Who may act: the roles that the law knows (domain reference §0.3), and the two that run the system."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role is held in a unit, from a day to a day; a user may hold several."""

    OFFICER = "officer"  # 行政执法人员
    UNIT_HEAD = "unit_head"  # 承办机构负责人
    AUTHORITY_HEAD = "authority_head"  # 行政机关负责人
    LEGAL_REVIEWER = "legal_reviewer"  # 法制审核人员
    FISCAL_CLERK = "fiscal_clerk"  # 非税/票据管理
    ARCHIVIST = "archivist"  # 档案管理
    DISCLOSURE_CLERK = "disclosure_clerk"  # 公示人员
    STATISTICIAN = "statistician"  # 统计员
    SUPERVISOR = "supervisor"  # 督察员: reads, never acts
    ADMINISTRATOR = "administrator"  # 系统管理员: runs accounts and registers, never acts in a matter
    SYSTEM = "system"  # the clock itself: steps that a lapse of time brings about
