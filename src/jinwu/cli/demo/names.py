"""Invented names, identity numbers, credit codes and addresses, from a seeded source: the same every time."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华文斌建国志玉兰红梅春秀云海燕晓东宁辉鹏飞宇浩欣怡雪琳慧倩博宏亮永生俊凯阳瑞峰翔成"
STREETS = (
    "桃北中街", "桃北东街", "桃北西街", "德胜东街", "德胜街", "南大街", "北大街", "泉中路", "新建南路", "南山路", "滨河东路",
    "平坦街", "义东沟路", "朝阳街", "矿区沙坪街", "南沟街", "洪城路", "漾泉大街", "保晋路", "赛鱼路",
)  # fmt: skip
WARES = ("水果", "蔬菜", "早点", "衣物", "手机配件", "烤红薯", "鲜花", "日用百货", "凉皮", "旧书")
FIRMS = ("晋昱", "恒泰", "宏晟", "佳润", "永固", "筑安", "通达", "鑫源", "恒信", "桃北", "晨光", "远航")
TRADES = ("运输有限公司", "物流有限公司", "建材有限公司", "土石方工程有限公司")
AREAS = ("140302", "140303", "140311", "140321", "140322")
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Names:
    """A seeded source of invented identities; no number is given twice."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._given: set[str] = set()

    def person(self) -> str:
        """A name of two or three characters."""
        return self.random.choice(SURNAMES) + "".join(self.random.sample(GIVEN, self.random.choice((1, 2, 2))))

    def resident_id(self, oldest: int = 1950, youngest: int = 2000) -> str:
        """A resident ID with a right check digit."""
        while True:
            born = date(self.random.randint(oldest, youngest), 1, 1) + timedelta(days=self.random.randrange(365))
            body = f"{self.random.choice(AREAS)}{born:%Y%m%d}{self.random.randrange(1, 1000):03d}"
            total = sum(int(digit) * pow(2, 17 - i, 11) for i, digit in enumerate(body))
            number = body + "10X98765432"[total % 11]
            if self._new(number):
                return number

    def credit_code(self) -> str:
        """A unified social credit code with a right check character."""
        while True:
            tail = "".join(self.random.choice(_CODE) for _ in range(8))
            body = f"91{self.random.choice(AREAS)}MA{tail[:7]}"
            body = body[:17]
            total = sum(_CODE.index(char) * pow(3, i, 31) for i, char in enumerate(body))
            number = body + _CODE[(31 - total % 31) % 31]
            if self._new(number):
                return number

    def phone(self) -> str:
        """A mobile number of a range that is not given out."""
        return f"100{self.random.randrange(10**8):08d}"

    def address(self) -> str:
        return f"阳泉市{self.random.choice(STREETS)}{self.random.randint(1, 180)}号"

    def spot(self) -> str:
        """A place on the street, told apart from every other."""
        while True:
            place = f"{self.random.choice(STREETS)}{self.random.randint(1, 260)}号门前人行道"
            if self._new(place):
                return place

    def citizen(self) -> dict[str, Any]:
        """A person as the form of a party takes it."""
        return {"kind": "person", "name": self.person(), "number": self.resident_id(), "address": self.address(),
                "phone": self.phone()}  # fmt: skip

    def firm(self, trade: str = "") -> dict[str, Any]:
        """An organisation as the form of a party takes it, of that trade or of any."""
        name = f"阳泉市{self.random.choice(FIRMS)}{trade or self.random.choice(TRADES)}"
        return {"kind": "organisation", "name": name, "number_kind": "credit_code", "number": self.credit_code(),
                "legal_representative": self.person(), "address": self.address()}  # fmt: skip

    def _new(self, number: str) -> bool:
        if number in self._given:
            return False
        self._given.add(number)
        return True
