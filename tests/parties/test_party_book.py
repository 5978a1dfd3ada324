"""A party is found by its number or entered; what changes is a new version, what was known stays."""

from datetime import date

from jinwu.law.parties import PartyKind
from jinwu.parties import book, queries
from jinwu.parties.book import Identity, ensure
from jinwu.parties.models import Party, PartyIdentity

DAY = date(2023, 5, 4)
LATER = date(2024, 3, 1)
ID = "14030019850312001X"
CREDIT = "91140300MA0K1234XY"


def _person(**changed):
    return Identity(**{"name": "张三", "id_number": ID, **changed})


def test_the_same_number_is_the_same_person(db):
    first, created = ensure(PartyKind.PERSON, _person(), on=DAY)
    again, created_again = ensure(PartyKind.PERSON, _person(id_number=" 14030019850312001x "), on=LATER)
    assert (created, created_again) == (True, False)
    assert first == again
    assert PartyIdentity.objects.count() == 1


def test_a_new_address_is_a_new_version_and_the_old_one_stays(db, cast):
    party, _created = ensure(PartyKind.PERSON, _person(address="旧街1号", phone="13800000000"), on=DAY)
    ensure(PartyKind.PERSON, _person(address="新街2号"), on=LATER, by=cast.officer)
    assert queries.identity_on(party, DAY).address == "旧街1号"
    now = queries.identity_on(party, LATER)
    assert (now.address, now.phone, now.recorded_by) == ("新街2号", "13800000000", cast.officer)
    assert [row.address for row in queries.history(party)] == ["新街2号", "旧街1号"]


def test_before_the_first_version_the_first_one_answers(db):
    party, _created = ensure(PartyKind.PERSON, _person(), on=DAY)
    assert queries.identity_on(party, date(2020, 1, 1)).name == "张三"


def test_a_name_alone_is_no_identity(db):
    one, _created = ensure(PartyKind.PERSON, Identity(name="李四"), on=DAY)
    two, _created = ensure(PartyKind.PERSON, Identity(name="李四"), on=DAY)
    assert one != two
    assert queries.by_number(PartyKind.PERSON, "") is None


def test_a_citizen_and_his_shop_are_two_parties(db):
    person, _created = ensure(PartyKind.PERSON, _person(), on=DAY)
    shop = Identity(name="张三面馆", operator="张三", id_number=ID)
    trader, created = ensure(PartyKind.SOLE_TRADER, shop, on=DAY)
    assert created
    assert trader != person
    assert queries.by_number(PartyKind.SOLE_TRADER, ID) == trader


def test_a_shop_known_by_its_operator_is_found_again_by_its_credit_code(db):
    shop = Identity(name="张三面馆", operator="张三", id_number=ID)
    first, _created = ensure(PartyKind.SOLE_TRADER, shop, on=DAY)
    with_code = Identity(name="张三面馆", operator="张三", id_number=ID, credit_code=CREDIT.lower())
    again, created = ensure(PartyKind.SOLE_TRADER, with_code, on=LATER)
    assert (again, created) == (first, False)
    assert queries.by_number(PartyKind.SOLE_TRADER, CREDIT) == first


def test_two_shops_of_one_operator_are_two_parties(db):
    for code in (CREDIT, "91140300MA0K9876XZ"):
        ensure(PartyKind.SOLE_TRADER, Identity(name="店", operator="张三", id_number=ID, credit_code=code), on=DAY)
    assert Party.objects.count() == 2


def test_an_organisation_is_found_by_its_credit_code(db):
    facts = Identity(name="某建筑公司", credit_code=CREDIT, legal_representative="王五")
    party, _created = ensure(PartyKind.ORGANISATION, facts, on=DAY)
    assert queries.by_number(PartyKind.ORGANISATION, CREDIT) == party


def test_parties_say_nothing_personal_of_themselves(db):
    party, _created = ensure(PartyKind.PERSON, _person(), on=DAY)
    spoken = f"{party} {party!r} {party.identities.get()} {_person()!r}"
    assert ID not in spoken
    assert "张三" not in spoken


def test_a_late_entry_of_an_earlier_day_does_not_replace_what_came_after(db):
    party, _created = ensure(PartyKind.PERSON, _person(address="新街2号"), on=LATER)
    book.record(party, _person(address="旧街1号"), on=DAY)
    assert queries.identity_on(party, LATER).address == "新街2号"
    assert queries.identity_on(party, DAY).address == "旧街1号"


def test_sex_and_birth_are_read_from_a_right_number(db):
    party, _created = ensure(PartyKind.PERSON, _person(id_number="140303199003070010"), on=DAY)
    known = queries.identity_on(party, DAY)
    assert (known.birth, known.sex) == (date(1990, 3, 7), "male")


def test_the_kind_of_a_document_is_kept_when_nobody_states_it_again(db):
    ensure(PartyKind.PERSON, Identity(name="Anna", id_number="P1234567", id_kind="passport"), on=DAY)
    party, _created = ensure(PartyKind.PERSON, Identity(name="Anna", id_number="P1234567", phone="138"), on=LATER)
    assert queries.identity_on(party, LATER).id_kind == "passport"
