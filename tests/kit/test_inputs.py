"""What an input model says about itself."""

from decimal import Decimal

from jinwu.kit.inputs import Part, Personal, StepInput, Widget, field, fields_of, personal_paths


class Person(Part):
    name: str = field("Name", personal=Personal.NAME, max_length=10)


class Example(StepInput):
    party: Person = field("Party")
    amount: Decimal | None = field("Amount", None, unit="元", decimal_places=2)
    others: list[Person] = field("Others", [])


def test_it_lists_fields_with_widgets_and_labels():
    party, amount, others = fields_of(Example)
    assert (party.widget, party.fields[0].label, party.fields[0].max_length) == (Widget.GROUP, "Name", 10)
    assert (amount.widget, amount.required, amount.unit) == (Widget.MONEY, False, "元")
    assert others.many


def test_it_names_the_paths_of_personal_fields():
    assert personal_paths(Example) == {"party.name": Personal.NAME, "others[].name": Personal.NAME}
