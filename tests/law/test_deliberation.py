"""Quorum and majority of a committee."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinwu.law.deliberation import NOT_VOTING, VOTES, over, tally

HALF = Decimal(50)


def count(votes: str, members: int, quorum=HALF, majority=HALF):
    words = {"a": "agree", "c": "change", "n": "against", "r": "recused", "x": "absent"}
    return tally([words[letter] for letter in votes], members, quorum=quorum, majority=majority)


@pytest.mark.parametrize(
    ("votes", "members", "quorate"),
    [
        ("aaa", 6, False),  # exactly half
        ("aaaa", 6, True),
        ("aaa", 5, True),
        ("aa", 5, False),
        ("aaarr", 5, True),
        ("aarrr", 5, False),  # who is recused is not there, yet belongs to the committee
        ("aaxxx", 5, False),
        ("", 5, False),
        ("", 0, False),
    ],
)
def test_more_than_half_of_the_members_vote(votes, members, quorate):
    assert count(votes, members).quorate is quorate


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ("aaa", "agreed"),
        ("aacn", "undecided"),  # exactly half
        ("aaac", "agreed"),
        ("ccna", "undecided"),
        ("cccnn", "changed"),
        ("nnnaa", "rejected"),
        ("ac", "undecided"),
        ("axxxx", "agreed"),
        ("rrxx", "undecided"),
    ],
)
def test_one_side_has_more_than_half_of_the_votes(votes, outcome):
    assert count(votes, 5).outcome == outcome


def test_a_bureau_may_ask_for_two_thirds():
    share = Decimal("66.6")
    assert not count("aaa", 5, quorum=share).quorate
    assert count("aaaa", 5, quorum=share).quorate
    assert count("aaacn", 5, majority=share).outcome == "undecided"


@given(st.lists(st.sampled_from((*VOTES, *NOT_VOTING)), max_size=15), st.integers(1, 15))
def test_who_does_not_vote_never_turns_a_vote(votes, members):
    cast = [vote for vote in votes if vote in VOTES]
    whole = tally(votes, members, quorum=HALF, majority=HALF)
    bare = tally(cast, members, quorum=HALF, majority=HALF)
    assert whole == bare


@pytest.mark.parametrize(
    ("amount", "inclusive", "found"),
    [("4999.99", True, False), ("5000", True, True), ("5000", False, False), ("5000.01", False, True)],
)
def test_a_line_is_reached_or_exceeded(amount, inclusive, found):
    assert over(Decimal(amount), Decimal("5000"), inclusive=inclusive) is found


def test_without_a_line_nothing_is_over_it():
    assert not over(Decimal(10**9), None, inclusive=True)
    assert not over(None, Decimal(1), inclusive=True)
