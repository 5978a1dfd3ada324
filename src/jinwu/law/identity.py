"""Resident identity numbers (公民身份号码) and unified social credit codes (统一社会信用代码): checked, and read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric, uscc

from .messages import Message, say
from .problems import Problem

_SEPARATORS = str.maketrans("", "", " -\u00a0\u3000\t\r\n\u200b")
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
#: First two digits in use: provinces, the residence permits of Hong Kong, Macao and Taiwan, permanent residents.
_REGIONS = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)


class InvalidIdentity(Problem):
    """A number that cannot be right; the message says which part."""


@dataclass(frozen=True)
class ResidentId:
    """A checked identity number of 18 characters, with what it tells."""

    number: str
    birth: date
    sex: str  # "male" or "female"

    @classmethod
    def parse(cls, text: str, on: date | None = None) -> ResidentId:
        """Read a number; spaces and a lower-case x are accepted.

        Raises `InvalidIdentity` for a wrong length, character, region, birth date (also one after `on`) or check digit.
        """
        number = _compact(text)
        again = say("Compare it with the identity card and enter the 18 characters again.")
        if len(number) == 15 and number.isdigit():
            raise InvalidIdentity(
                say("This is a number of the first-generation card with 15 digits, which is no longer valid."),
                say("Ask for the present identity card and enter its 18 characters."),
            )
        if len(number) != 18:
            raise InvalidIdentity(
                say("An identity number has 18 characters; {count} were entered.", count=len(number)), again
            )
        _refuse_other_than("0123456789", number[:17], again, x_last=True)
        if number[17] not in "0123456789X":
            raise InvalidIdentity(
                say(
                    "The last character of an identity number is a digit or X, not “{character}”.", character=number[17]
                ),
                again,
            )
        if number[:2] not in _REGIONS and number[0] != "9":
            raise InvalidIdentity(
                say("The identity number begins with {region}, which is no region.", region=number[:6]), again
            )
        birth = _birth(number, again)
        if on is not None and birth > on:
            raise InvalidIdentity(
                say("The identity number gives a birth date in the future: {birth}.", birth=birth), again
            )
        if number[17] != ric.calc_check_digit(number):
            raise InvalidIdentity(
                say(
                    "The check digit of the identity number does not match: one of its digits is wrong or two are swapped."
                ),
                again,
            )
        return cls(number, birth, "male" if int(number[16]) % 2 else "female")

    def age_on(self, day: date) -> int:
        """Completed years on `day`."""
        return age_on(self.birth, day)


@dataclass(frozen=True)
class CreditCode:
    """A checked unified social credit code of 18 characters."""

    number: str

    @classmethod
    def parse(cls, text: str) -> CreditCode:
        """Read a code; spaces and lower case are accepted. Raises `InvalidIdentity` for length, character or check digit."""
        number = _compact(text)
        again = say("Compare it with the business licence and enter the 18 characters again.")
        if len(number) != 18:
            raise InvalidIdentity(
                say("A credit code has 18 characters; {count} were entered.", count=len(number)), again
            )
        _refuse_other_than(_CREDIT_ALPHABET, number, again)
        if not number[2:8].isdigit():
            raise InvalidIdentity(
                say("Characters 3 to 8 of a credit code are the digits of a region, not “{part}”.", part=number[2:8]),
                again,
            )
        if number[17] != uscc.calc_check_digit(number):
            raise InvalidIdentity(
                say(
                    "The check character of the credit code does not match: one character is wrong or two are swapped."
                ),
                again,
            )
        return cls(number)

    @property
    def sole_trader(self) -> bool:
        """Whether the code was given to a sole trader (92: 市场监管部门登记的个体工商户)."""
        return self.number.startswith("92")


def age_on(birth: date, day: date) -> int:
    """Years of age on `day`, one more on each birthday (after 28 February for those born on the 29th)."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def mask(number: str) -> str:
    """The number with its middle hidden, of the same length: 1404**********1234; short ones show their last character."""
    if len(number) < 9:
        return "*" * (len(number) - 1) + number[-1:]
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def _compact(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_SEPARATORS).upper()


def _refuse_other_than(alphabet: str, number: str, remedy: Message, x_last: bool = False) -> None:
    for place, character in enumerate(number, start=1):
        if character in alphabet:
            continue
        if x_last:
            what = say(
                "Character {place} of the identity number is “{character}”; only digits stand there.",
                place=place,
                character=character,
            )
        else:
            what = say(
                "Character {place} of the credit code is “{character}”, which is not used in credit codes (nor are I, O, S, V and Z).",
                place=place,
                character=character,
            )
        raise InvalidIdentity(what, remedy)


def _birth(number: str, remedy: Message) -> date:
    digits = number[6:14]
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        if birth.year >= 1880:
            return birth
    except ValueError:
        pass
    raise InvalidIdentity(
        say(
            "The identity number gives the impossible birth date {digits}.",
            digits=f"{digits[:4]}-{digits[4:6]}-{digits[6:]}",
        ),
        remedy,
    )
