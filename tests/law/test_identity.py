"""Identity numbers and credit codes: what is wrong with one is said exactly."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from jinwu.law.identity import CreditCode, InvalidIdentity, ResidentId, age_on, mask


def resident(body17):
    return body17 + ric.calc_check_digit(body17 + "0")


def credit(body17):
    return body17 + uscc.calc_check_digit(body17)


def test_a_number_tells_birth_and_sex():
    found = ResidentId.parse(resident("14030219910101007"))
    assert found.birth == date(1991, 1, 1)
    assert found.sex == "male"
    assert ResidentId.parse(resident("14030219910101008")).sex == "female"
    assert found.age_on(date(2026, 1, 1)) == 35


def test_spaces_full_width_and_a_small_x_are_accepted():
    number = next(n for n in (resident(f"1403021991010100{k}") for k in range(10)) if n.endswith("X"))
    for typed in (number.lower(), f" {number[:6]} {number[6:14]} {number[14:].lower()} ", number.translate(WIDE)):
        assert ResidentId.parse(typed).number == number


WIDE = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "18 characters; 0 were entered"),
        ("14030219910101007", "18 characters; 17 were entered"),
        ("1403021991010100711", "18 characters; 19 were entered"),
        ("140302910101007", "first-generation card"),
        ("14030A199101010071", "Character 6 of the identity number is “A”"),
        ("14030219910101007Y", "last character of an identity number is a digit or X, not “Y”"),
        ("000000199101010071", "begins with 000000"),
        ("140302199102300071", "impossible birth date 1991-02-30"),
        ("140302199113010071", "impossible birth date 1991-13-01"),
        ("140302230002290071", "impossible birth date 2300-02-29"),
        ("140302100001010071", "impossible birth date 1000-01-01"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(typed, told):
    with pytest.raises(InvalidIdentity) as refused:
        ResidentId.parse(typed)
    assert told in str(refused.value.message)
    assert str(refused.value.remedy)


def test_a_wrong_check_digit_is_said():
    good = resident("14030219910101007")
    wrong = good[:17] + ("1" if good[17] != "1" else "2")
    with pytest.raises(InvalidIdentity, match="check digit"):
        ResidentId.parse(wrong)


def test_nobody_is_born_in_the_future():
    number = resident("14030220261201007")
    assert ResidentId.parse(number).birth == date(2026, 12, 1)
    with pytest.raises(InvalidIdentity, match="in the future"):
        ResidentId.parse(number, on=date(2026, 11, 20))


def test_a_problem_becomes_a_finding_of_its_field():
    with pytest.raises(InvalidIdentity) as refused:
        ResidentId.parse("1")
    finding = refused.value.finding("party.id_number")
    assert finding.field == "party.id_number"
    assert finding.what is refused.value.message


@pytest.mark.parametrize("place", range(17))
@given(step=st.integers(1, 9))
def test_any_single_slip_of_a_digit_is_noticed(place, step):
    good = resident("14030219910101007")
    slipped = good[:place] + str((int(good[place]) + step) % 10) + good[place + 1 :]
    with pytest.raises(InvalidIdentity):
        ResidentId.parse(slipped)


def test_a_credit_code_is_read():
    assert CreditCode.parse(" 91110000 600037341l ").number == "91110000600037341L"
    assert not CreditCode.parse("91110000600037341L").sole_trader
    assert CreditCode.parse(credit("92140302MA0ABCDE1")).sole_trader
    assert CreditCode.parse(credit("N2140302MF1234567")).number.startswith("N2")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "18 characters; 0 were entered"),
        ("9111000060003734", "18 characters; 16 were entered"),
        ("9I110000600037341L", "Character 2 of the credit code is “I”"),
        ("91110000600O37341L", "Character 12 of the credit code is “O”"),
        ("911100A0600037341L", "digits of a region, not “1100A0”"),
        ("91110000600037342L", "check character of the credit code"),
    ],
)
def test_what_is_wrong_with_a_credit_code_is_said(typed, told):
    with pytest.raises(InvalidIdentity) as refused:
        CreditCode.parse(typed)
    assert told in str(refused.value.message)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
def test_every_code_with_its_check_character_passes(organisation):
    code = credit("91140302" + organisation)
    assert CreditCode.parse(code.lower()).number == code


@given(st.text(max_size=25), st.sampled_from([ResidentId, CreditCode]))
def test_no_text_breaks_the_check(text, kind):
    with suppress(InvalidIdentity):
        assert len(kind.parse(text).number) == 18


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2012, 11, 20), date(2026, 11, 19), 13),
        (date(2012, 11, 20), date(2026, 11, 20), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
    ],
)
def test_age(birth, day, age):
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("140302199101010071", "1403**********0071"),
        ("91110000600037341L", "9111**********341L"),
        ("13800138000", "1380***8000"),
        ("12345678", "*******8"),
        ("1", "1"),
        ("", ""),
    ],
)
def test_masking(number, shown):
    assert mask(number) == shown
