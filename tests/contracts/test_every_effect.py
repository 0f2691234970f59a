"""Every effect has its performer, and an answer to being given up."""

from typing import Any

import pytest

from delivery.performers import MANY_AT_A_TIME, PERFORMERS, STAND_INS
from delivery.performers.registry import performs
from rulebook.effects import EFFECTS, read, type_of, written
from rulebook.effects.effect import Effect, GivenUp, StepEffect, UnknownEffect
from rulebook.effects.slack import ShowHome

ALL = {*EFFECTS.values()}


def test_each_has_one_performer() -> None:
    assert PERFORMERS.keys() | MANY_AT_A_TIME.keys() == ALL
    assert PERFORMERS.keys() & MANY_AT_A_TIME.keys() == set()
    with pytest.raises(ValueError, match="ShowHome has a performer already"):
        performs(ShowHome)(PERFORMERS[ShowHome])


def test_each_has_an_answer_to_being_given_up() -> None:
    stood_in_for = {each for each in ALL if each.given_up is GivenUp.STOOD_IN_FOR}
    assert STAND_INS.keys() == stood_in_for


def test_only_what_a_card_shows_can_be_retried() -> None:
    retried = {each for each in ALL if each.given_up is GivenUp.RETRIED}
    assert retried == {each for each in ALL if issubclass(each, StepEffect)}


def test_no_two_are_kept_under_one_type() -> None:
    families = [
        each for each in every_class(Effect) if each.model_fields["type"].default in EFFECTS
    ]
    assert {type_of(each) for each in families} == EFFECTS.keys()
    assert len(families) == len(EFFECTS)


def test_one_of_a_type_that_is_not_known_is_kept_as_it_is() -> None:
    kept = {"type": "send a pigeon", "to": "Acme", "at": 3}
    stranger = read(kept)
    assert isinstance(stranger, UnknownEffect)
    assert written(stranger) == kept


def every_class(of: Any) -> list[type[Effect]]:
    return [each for below in of.__subclasses__() for each in (below, *every_class(below))]
