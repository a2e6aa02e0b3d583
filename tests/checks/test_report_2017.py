"""The layouts of this repository against the Board of Audit's report of July 2017, whose tables are beside this file."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, reduce
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from layoutc import cli, project
from layoutc.catalog.catalog import Catalog
from layoutc.checks.needs import check_needs
from layoutc.checks.registry import Checked, run_checks
from layoutc.findings import Finding, Impact

ROOT = Path(__file__).parent.parent.parent
TABLES = Path(__file__).parent / "report_2017"
REPORT = date(2017, 7, 31)
CLEAN = date(2018, 7, 31)
SELECTION = "会計検査院報告の37の特定個人情報"


def rows(name: str) -> list[dict[str, str]]:
    lines = (TABLES / f"{name}.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def loaded() -> project.Loaded:
    return project.load(ROOT)


@cache
def clean() -> Catalog:
    return loaded().catalog.at(CLEAN)


@cache
def found(day: date) -> tuple[Finding, ...]:
    return project.check(loaded(), day).findings


def of(rule: str, findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.rule.id == rule]


def hit(findings: Iterable[Finding]) -> Impact:
    return reduce(Impact.union, (each.impact for each in findings), Impact())


def by_kind(impact: Impact) -> dict[str, tuple[int, int]]:
    """Kind → institutions and systems."""
    kinds = {each.name: each.kind for each in loaded().catalog.institutions}
    institutions = Counter(kinds[name] for name in impact.institutions)
    systems: Counter[str] = Counter()
    for name, _, count in impact.systems:
        systems[kinds[name]] += count
    return {kind: (institutions[kind], systems[kind]) for kind in institutions}


def printed(table: list[dict[str, str]]) -> dict[str, tuple[int, int]]:
    return {row["kind"]: (int(row["institutions"]), int(row["systems"])) for row in table}


def test_the_layouts_have_no_mistake() -> None:
    assert [each.message.en for each in loaded().findings] == []


def test_there_are_60_areas_and_133_rows_of_the_legal_table() -> None:
    catalog = loaded().catalog
    assert len(catalog.areas) == 60
    assert len({line.row for line in catalog.legal_lines}) == 133
    assert len(catalog.legal_lines) == 370


def test_every_area_has_20_to_80_items() -> None:
    sizes = {name: len(list(area.items())) for name, area in loaded().catalog.areas.items()}
    assert {name: size for name, size in sizes.items() if not 20 <= size <= 80} == {}


def test_every_procedure_that_may_read_an_area_needs_something() -> None:
    catalog = loaded().catalog
    needing = {(need.querier, need.procedure) for need in catalog.needs}
    reading = {
        (querier, procedure.name)
        for procedure in catalog.procedures.values()
        for querier in procedure.queriers
        if any(
            catalog.legal_basis(area.name, provider, querier, procedure.name)
            for area in catalog.areas.values()
            for provider in area.providers
        )
    }
    assert reading - needing == set()


def test_the_registry_holds_the_institutions_and_systems_of_the_report() -> None:
    institutions = loaded().catalog.institutions
    assert len(institutions) == 170
    assert sum(system.count for each in institutions for system in each.systems) == 190
    kinds = Counter(each.kind for each in institutions)
    for kind, (count, systems) in printed(rows("institutions")).items():
        assert kinds[kind] == count
        assert sum(system.count for each in institutions if each.kind == kind for system in each.systems) == systems


def test_what_the_report_says_of_the_systems_adds_up_to_its_tables() -> None:
    """図表2-5 and 図表3-2, counted in systems; what can't be read in 別表1 is left out, not guessed."""
    document = YAML(typ="safe").load(ROOT / "layouts/registry/institutions.yaml")
    systems = [system for each in document["institutions"] for system in each["systems"]]
    reasons = Counter(system["server_to_server"] for system in systems if "server_to_server" in system)
    stages = Counter(stage for system in systems for stage in system.get("assessment", ()))
    for row in rows("systems"):
        counted = (reasons if row["field"] == "server_to_server" else stages)[row["value"]]
        assert counted == int(row["systems"]), row


def test_in_july_2017_needed_items_that_are_not_exposed_stop_127_institutions_and_127_systems() -> None:
    impact = hit(of("need.not-exposed", found(REPORT)))
    assert (len(impact.institutions), impact.counts()["systems"]) == (127, 127)
    assert by_kind(impact) == printed(rows("not_exposed"))


def test_they_are_stopped_in_the_procedures_of_the_report() -> None:
    stopped: dict[str, set[str]] = {}
    for each in of("need.not-exposed", found(REPORT)):
        stopped.setdefault(each.subject.querier or "", set()).add(each.subject.procedure or "")
    assert stopped == {row["kind"]: set(row["procedures"].split()) for row in rows("not_exposed")}


def test_queries_of_the_pension_organisation_wait_at_16_institutions_and_27_systems() -> None:
    [waiting] = [
        each for each in of("need.not-started", found(REPORT)) if each.subject.provider == "japan_pension_service"
    ]
    assert by_kind(waiting.impact) == printed(rows("not_started"))
    assert (len(waiting.impact.institutions), waiting.impact.counts()["systems"]) == (16, 27)


def test_kkr_waits_beside_them_for_its_own_start() -> None:
    [own] = [each for each in of("need.not-started", found(REPORT)) if each.subject.querier == "kkr"]
    assert by_kind(own.impact) == {"kkr": (1, 1)}
    start = {each.kinds: each.between.since for each in loaded().catalog.starts}
    assert start["kkr",] == start["japan_pension_service",]
    pension_kinds = {"pension_national", "pension_employees"}
    assert not {
        need
        for need in loaded().catalog.needs
        if need.querier == "kkr" and need.procedure == "national_mutual_aid_pension" and need.area in pension_kinds
    }


def test_case_5_is_a_copy_that_is_behind_when_somebody_changes_insurer() -> None:
    stale = of("need.stale", found(REPORT))
    assert {each.subject.item for each in stale} == {"eligibility.qualification_lost_date"}
    assert {(each.subject.querier, each.subject.procedure) for each in stale} == {("municipality", "nhi_benefit")}


@pytest.mark.parametrize("rule", ["need.not-exposed", "need.stale"])
@pytest.mark.parametrize("day", [CLEAN, date(2026, 11, 23)])
def test_afterwards_none_of_it_is_left(day: date, rule: str) -> None:
    assert of(rule, found(day)) == []


@pytest.mark.parametrize("day", [date(year, 12, 31) for year in range(2019, 2027)])
def test_since_the_pension_organisation_has_started_there_is_nothing_to_report(day: date) -> None:
    report = project.check(loaded(), day)
    assert [each.message.en for each in report.findings] == []
    assert {verdict.outcome for verdict in report.verdicts} == {"ok"}
    assert len(report.verdicts) > 4000


def called(capfd: pytest.CaptureFixture[str], *arguments: str) -> Mapping[str, object]:
    cli.run([*arguments, "--project", str(ROOT), "--format", "json"])
    document: Mapping[str, object] = json.loads(capfd.readouterr().out)
    return document


def test_one_command_counts_the_deadlines_of_the_report(capfd: pytest.CaptureFixture[str]) -> None:
    document = called(capfd, "deadlines", "--as-of", str(REPORT), "--selection", SELECTION)
    assert document["areas"] == 37
    assert document["total"] == 45
    deadlines = document["deadlines"]
    assert isinstance(deadlines, list)
    counted = [(each["deadline"]["ja"], each["count"]) for each in deadlines]
    assert counted == [(row["deadline"], int(row["count"])) for row in rows("deadlines")]


def test_the_37_are_those_that_the_kinds_of_the_report_exchange() -> None:
    """As `selections.yaml` says: named by the table itself, sure enough, with two left out for the reasons given there."""
    catalog = loaded().catalog
    kinds = {each.kind for each in catalog.institutions}
    exchanged: set[str] = set()
    for line in catalog.at(REPORT).legal_lines:
        if line.confidence == "low":
            continue
        for information in line.information:
            if "他の法" in information.text or "その他の法令" in information.text:
                continue
            for name in information.areas:
                providers = set(catalog.areas[name].providers) | {"mhlw"}
                if kinds & set(line.queriers) or kinds & set(line.providers) & providers:
                    exchanged.add(name)
    assert exchanged - {"pandemic_vaccination", "special_needs_school_aid"} == set(catalog.selections[SELECTION].areas)


PARTS = 10  # of the areas, by number: their names are read when the tests run, not when they are collected
SPREAD = 8


@cache
def exposed() -> dict[str, list[str]]:
    """Of every area the items that are exposed to anybody."""
    found = {
        name: sorted({item.path for each in area.exposures for item in each.items})
        for name, area in clean().areas.items()
    }
    assert all(found.values())
    return found


def without(whole: Catalog, area: str, path: str) -> Catalog:
    exposures = tuple(
        replace(each, items=tuple(item for item in each.items if item.path != path))
        for each in whole.areas[area].exposures
    )
    return replace(whole, areas={**whole.areas, area: replace(whole.areas[area], exposures=exposures)})


@cache
def alone(area: str) -> Catalog:
    """What decides on the needs of an area, and nothing of other areas."""
    whole = clean()
    needs = [need for need in whole.needs if need.area == area]
    return replace(
        whole,
        areas={area: whole.areas[area]},
        needed=lambda: needs,
        legal_lines=tuple(line for line in whole.legal_lines if any(area in each.areas for each in line.information)),
        starts=(),
        network_start=None,
    )


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_each_item_taken_out_of_every_exposure_stops_exactly_the_needs_that_name_it(part: int) -> None:
    """One by one, for every item; needs of other areas can't be hit, as the last test below shows."""
    items = [(area, path) for area in sorted(clean().areas)[part::PARTS] for path in exposed()[area]]
    for area, path in items:
        own = alone(area)
        broken = without(own, area, path)
        wanted = {(need.area, need.querier, need.procedure, need.item) for need in own.needs if need.item == path}
        lacking = {
            (verdict.area, verdict.querier, verdict.procedure, verdict.item): {each.rule.id for each in causes}
            for verdict, causes in check_needs(broken, {})
            if verdict.outcome != "ok"
        }
        assert wanted
        assert lacking == {key: {"need.not-exposed"} for key in wanted}


@cache
def as_it_is() -> Checked:
    return run_checks(clean())


@pytest.mark.slow
@pytest.mark.parametrize("place", range(SPREAD))
def test_an_item_taken_out_hits_no_other_area(place: int) -> None:
    items = [(area, path) for area, paths in sorted(exposed().items()) for path in paths]
    area, path = items[place * len(items) // SPREAD]
    before, after = as_it_is(), run_checks(without(clean(), area, path))
    assert {each.rule.id for each in set(after.findings) - set(before.findings)} == {"need.not-exposed"}
    changed = set(after.verdicts) - set(before.verdicts)
    assert {(verdict.area, verdict.item, verdict.outcome) for verdict in changed} == {(area, path, "not_exposed")}
