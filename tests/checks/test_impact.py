"""Whom a finding stops, and that a sum counts nobody twice."""

from datetime import date
from functools import reduce

import pytest

from layoutc.checks.impact import impact_of
from layoutc.checks.registry import run_checks
from layoutc.findings import Impact
from tests.catalog.texts import LAYOUT, REGISTRY, catalog

SYSTEM = "      - name: 国保システム\n"
INSTITUTION = "  - {name: 第二国民健康保険組合, kind: nhi_society, systems: [{name: 同}]}\n"


def counts(systems: str, more: str = "") -> dict[str, int]:
    whole = catalog((REGISTRY, SYSTEM, systems + more))
    return impact_of(whole, "nhi_society", "nhi_benefit").counts()


def test_an_institution_counts_with_the_systems_that_serve_the_procedure() -> None:
    assert counts(SYSTEM) == {"procedures": 1, "institutions": 1, "systems": 1}


@pytest.mark.parametrize(
    ("systems", "count"),
    [
        ("      - {name: 甲}\n      - {name: 乙}\n", 2),
        ("      - {name: 甲}\n      - {name: 甲}\n", 2),
        ("      - {name: 甲, count: 11}\n", 11),
        ("      - {name: 甲, count: 11}\n      - {name: 乙}\n", 12),
        ("      - {name: 甲, serves: [nhi_benefit]}\n      - {name: 乙, serves: []}\n", 1),
        ("      - {name: 甲, serves: []}\n", 0),
    ],
)
def test_a_line_may_stand_for_many_systems_or_serve_other_procedures(systems: str, count: int) -> None:
    assert counts(systems)["systems"] == count


def test_an_institution_counts_even_if_none_of_its_systems_does() -> None:
    assert counts("      - {name: 甲, serves: []}\n") == {"procedures": 1, "institutions": 1, "systems": 0}


def test_institutions_of_other_kinds_are_not_hit() -> None:
    other = INSTITUTION.replace("nhi_society", "municipality")
    assert counts(SYSTEM, other)["institutions"] == 1
    assert counts(SYSTEM, INSTITUTION)["institutions"] == 2


def test_systems_of_one_name_in_two_institutions_are_two() -> None:
    assert counts("      - {name: 同}\n", INSTITUTION)["systems"] == 2


def test_a_union_over_findings_counts_nobody_twice() -> None:
    whole = catalog(
        (REGISTRY, SYSTEM, f"{SYSTEM}        count: 11\n{INSTITUTION}"),
        (LAYOUT, "for nhi_benefit {", "for nhi_benefit since 2020 {"),
    )
    found = run_checks(whole.at(date(2017, 7, 31))).findings
    assert len(found) == 4
    assert all(each.impact.counts()["systems"] == 12 for each in found)
    total = reduce(Impact.union, (each.impact for each in found), Impact())
    assert total.counts() == {"procedures": 1, "institutions": 2, "systems": 12}


def test_a_kind_without_institutions_stops_none() -> None:
    assert impact_of(catalog(), "municipality", "nhi_benefit").counts() == {
        "procedures": 1,
        "institutions": 0,
        "systems": 0,
    }
