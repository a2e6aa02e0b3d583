from dataclasses import replace
from datetime import date

import pytest

from layoutc.catalog.model import Repeat
from layoutc.catalog.types import Flag
from layoutc.dates import Period
from layoutc.emit.definitions import code_lists, pairs, scalar_types

from .sample import LOCAL_TAX, NONTAXABLE, SMALL, catalog, everything, exposure, item, record
from .sample import area as area_of


def test_a_definition_holds_only_what_is_exposed_in_the_order_of_the_layout() -> None:
    benefit, premium = pairs(SMALL)[1].definitions
    assert (benefit.name, premium.name) == ("LocalTaxForNhiBenefit", "LocalTaxForNhiPremium")
    (income,) = benefit.records
    assert [member.name for member in income.members] == ["tax_year", "total_income", "nontaxable", "dependents"]
    dependents = income.members[-1]
    assert isinstance(dependents, Repeat)
    assert [member.name for member in dependents.members] == ["birth_date"]
    assert [each.name for each in premium.records] == ["income", "levy"]


def test_pairs_are_sorted_and_a_kind_may_ask_its_own() -> None:
    assert [(pair.provider, pair.querier) for pair in pairs(SMALL)] == [
        ("municipality", "municipality"),
        ("municipality", "nhi_society"),
    ]


def test_the_legal_basis_is_that_of_the_pair() -> None:
    own, society = pairs(SMALL)
    assert society.definitions[0].legal == ("番号法別表第二の42の項",)
    assert own.definitions[0].legal == ()


def test_a_pair_without_an_exposed_item_is_left_out() -> None:
    nothing = replace(LOCAL_TAX.exposures[0], items=())
    assert pairs(catalog(replace(LOCAL_TAX, exposures=(nothing,)))) == ()


def test_a_procedure_that_does_not_stand_on_the_day_is_left_out() -> None:
    assert pairs(replace(SMALL, procedures={})) == ()


def test_the_day_decides_what_is_exposed() -> None:
    flag = Flag()
    later = item("later", 2, flag, period=Period(date(2018, 8, 1)))
    ended = item("ended", 3, flag, period=Period(None, date(2018, 7, 30)))
    undated = replace(catalog(everything("a", (record("r", item("always", 1, flag), later, ended),))), day=None)

    def names(day: date) -> list[str]:
        return [member.name for pair in pairs(undated.at(day)) for member in pair.definitions[0].records[0].members]

    assert names(date(2018, 7, 30)) == ["always", "ended"]
    assert names(date(2018, 7, 31)) == ["always"]
    assert names(date(2018, 8, 1)) == ["always", "later"]


def test_names_that_would_be_one_are_spelled_out_both() -> None:
    first = everything("a", (record("r", item("x", 1, Flag())),), ("for_b",))
    second = everything("a_for", (record("r", item("x", 1, Flag())),), ("b",))
    (pair,) = pairs(catalog(first, second))
    assert [definition.name for definition in pair.definitions] == ["a__For__for_b", "a_for__For__b"]


def test_shared_types_and_code_lists_are_those_in_use() -> None:
    own, society = pairs(SMALL)
    assert list(scalar_types(own.definitions)) == ["date", "decimal_5_scale_2", "fiscal_year", "yen_12"]
    assert [codes.name for codes in code_lists(SMALL, own.definitions)] == ["relation"]
    assert [codes.name for codes in code_lists(SMALL, society.definitions)] == ["nontaxable", "relation"]
    assert code_lists(SMALL, society.definitions)[0] is NONTAXABLE


@pytest.mark.parametrize("name", ["../x", "A", "a-b", "", "a\n", "x import os"])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    exposed = exposure("a", ("municipality",), (name,), ("p",), ("r.x",))
    with pytest.raises(ValueError, match="snake_case"):
        pairs(catalog(area_of("a", record("r", item("x", 1, Flag())), exposures=(exposed,))))
