"""Citing an article of law: which statute, which article, paragraph and item.

The statute is named by a short code (`APL`); its name, text and dates stand in the catalogue as data.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Citation:
    """One place in a statute. `statute` is the catalogue's code, `article` counts from 1 (0: the statute as a whole)."""

    statute: str
    article: int = 0
    paragraph: int | None = None
    item: int | None = None

    def __str__(self) -> str:
        text = f"{self.statute} {self.article}" if self.article else self.statute
        if self.paragraph:
            text += f"({self.paragraph})"
        if self.item:
            text += f"[{self.item}]"
        return text

    @property
    def key(self) -> str:
        """Stable key: ``APL-51``, ``APL-33-1``, ``APL-32-0-2`` (item of the only paragraph); the catalogue looks an article up by its first two parts."""
        paragraph = self.paragraph or (0 if self.item else None)  # an item of an article that has one paragraph
        parts = (self.statute, self.article or None, paragraph, self.item)
        return "-".join(str(part) for part in parts if part is not None)

    @classmethod
    def parse(cls, key: str) -> Citation:
        """The citation of a key made by `key`. Raises `ValueError` for anything else."""
        statute, *rest = key.split("-")
        if not statute:
            raise ValueError(f"not a citation: {key!r}")
        article, paragraph, item = [int(part) for part in rest] + [0] * (3 - len(rest))
        return cls(statute, article, paragraph or None, item or None)


class Statute:
    """Shorthand for citing: ``APL(51)`` is article 51 of the Administrative Penalty Law."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __call__(self, article: int, paragraph: int | None = None, item: int | None = None) -> Citation:
        return Citation(self.code, article, paragraph, item)


APL = Statute("APL")  #: 行政处罚法
ACL = Statute("ACL")  #: 行政强制法
ALL = Statute("ALL")  #: 行政许可法
ARL = Statute("ARL")  #: 行政复议法
ALitL = Statute("ALitL")  #: 行政诉讼法
CPL = Statute("CPL")  #: 民事诉讼法
O55 = Statute("O55")  #: 住房和城乡建设行政处罚程序规定
O34 = Statute("O34")  #: 城市管理执法办法
ENT54 = Statute("ENT54")  #: 关于严格规范涉企行政检查的意见
PIPL = Statute("PIPL")  #: 个人信息保护法
FINES = Statute("FINES")  #: 罚款决定与罚款收缴分离实施办法
O310 = Statute("O310")  #: 行政执法机关移送涉嫌犯罪案件的规定
GIR = Statute("GIR")  #: 政府信息公开条例
