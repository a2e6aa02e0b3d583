"""The layouts of this repository against the Board of Audit's report of July 2017, and planted defects."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache, reduce
from pathlib import Path

import pytest

from layoutc import project
from layoutc.catalog.catalog import Catalog
from layoutc.checks.registry import run_checks
from layoutc.findings import Impact

ROOT = Path(__file__).parent.parent.parent
REPORT = date(2017, 7, 31)
CLEAN = date(2018, 7, 31)


@cache
def loaded() -> project.Loaded:
    return project.load(ROOT)


@cache
def clean() -> Catalog:
    return loaded().catalog.at(CLEAN)


def test_the_layouts_have_no_mistake() -> None:
    assert [found.message.en for found in loaded().findings] == []


def test_the_registry_holds_the_institutions_and_systems_of_the_report() -> None:
    institutions = loaded().catalog.institutions
    assert len(institutions) == 170
    assert sum(system.count for each in institutions for system in each.systems) == 190


def test_in_july_2017_needed_items_that_are_not_exposed_stop_127_institutions_and_127_systems() -> None:
    report = project.check(loaded(), REPORT)
    assert {found.rule.id for found in report.findings} == {"need.not-exposed"}
    total = reduce(Impact.union, (found.impact for found in report.findings), Impact())
    assert (len(total.institutions), total.counts()["systems"]) == (127, 127)


def test_they_are_of_four_kinds() -> None:
    report = project.check(loaded(), REPORT)
    hit = {name for found in report.findings for name in found.impact.institutions}
    kinds = Counter(each.kind for each in loaded().catalog.institutions if each.name in hit)
    assert kinds == {"jhia": 1, "nhi_society": 90, "late_elderly_union": 35, "jasso": 1}
    assert {found.subject.querier for found in report.findings} == set(kinds)


@pytest.mark.parametrize("day", [CLEAN, date(2026, 11, 23)])
def test_afterwards_nothing_is_left(day: date) -> None:
    report = project.check(loaded(), day)
    assert [found.message.en for found in report.findings] == []
    assert {verdict.outcome for verdict in report.verdicts} == {"ok"}
    assert len(report.verdicts) > 400


EXPOSED = sorted(
    {(area.name, item.path) for area in clean().areas.values() for each in area.exposures for item in each.items}
)
PLANTED = random.Random(2017).sample(EXPOSED, 60)


@pytest.mark.parametrize(("area", "path"), PLANTED, ids=[f"{area}-{path}" for area, path in PLANTED])
def test_an_item_taken_out_of_every_exposure_stops_exactly_the_needs_that_name_it(area: str, path: str) -> None:
    whole = clean()
    exposures = tuple(
        replace(each, items=tuple(item for item in each.items if item.path != path))
        for each in whole.areas[area].exposures
    )
    broken = replace(whole, areas={**whole.areas, area: replace(whole.areas[area], exposures=exposures)})
    checked = run_checks(broken)
    wanted = {
        (need.area, need.querier, need.procedure, need.item)
        for need in whole.needs
        if (need.area, need.item) == (area, path)
    }
    lacking = {
        (each.area, each.querier, each.procedure, each.item)
        for each in checked.verdicts
        if each.outcome == "not_exposed"
    }
    assert wanted
    assert lacking == wanted
    assert {each.outcome for each in checked.verdicts} == {"ok", "not_exposed"}
    assert {found.rule.id for found in checked.findings} == {"need.not-exposed"}
