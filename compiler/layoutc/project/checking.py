"""A project checked on a day, and the part of the answer that was asked for."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from layoutc.checks.rules import OUTCOME_OF
from layoutc.checks.verdicts import Outcome, Verdict
from layoutc.findings import Finding, in_reading_order
from layoutc.frozen import dataclass
from layoutc.project import clock
from layoutc.project.loading import Loaded
from layoutc.reports.report import Report

if TYPE_CHECKING:
    from layoutc.checks.waivers import Waived


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings to show; an empty choice takes all. `paths` are relative to the project."""

    queriers: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()


def check(loaded: Loaded, day: date | None = None, selection: Selection | None = None) -> Report:
    """Everything that is wrong on one day (today if None), restricted to a selection."""
    from layoutc.checks.registry import run_checks
    from layoutc.checks.standstill import fixes, standstills
    from layoutc.checks.waivers import waive

    day = day or clock.today()
    findings, verdicts = list(loaded.findings), list[Verdict]()
    waived: tuple[Waived, ...] = ()
    catalog = loaded.catalog.at(day)
    if loaded.checkable:
        checked = run_checks(catalog)
        reliable = [
            finding
            for finding in checked.findings
            if not _unreliable(loaded, finding.subject.area, finding.subject.querier)
        ]
        reported, waived = waive(reliable, loaded.waivers, day)
        findings += reported
        verdicts = [
            replace(verdict, causes=(Outcome.UNKNOWN,))
            if _unreliable(loaded, verdict.area, verdict.querier)
            else verdict
            for verdict in checked.verdicts
        ]
    if selection:
        findings = [finding for finding in findings if _selected(finding, selection)]
        waived = tuple(each for each in waived if _selected(each.finding, selection))
        verdicts = [
            verdict
            for verdict in verdicts
            if (not selection.queriers or verdict.querier in selection.queriers)
            and (not selection.areas or verdict.area in selection.areas)
        ]
    weighed = _weighed(verdicts, selection) if selection else verdicts
    return Report(
        day,
        tuple(in_reading_order(findings)),
        tuple(verdicts),
        loaded.checkable,
        waived,
        standstills(catalog, (each for each in weighed if not _unreliable(loaded, each.area, each.querier))),
        fixes(findings),
        catalog.notice,
    )


def _unreliable(loaded: Loaded, area: str | None, querier: str | None) -> bool:
    """A finding about these may come only from a mistake that is reported already."""
    unread = bool(loaded.findings) and area is not None and area not in loaded.catalog.areas
    return unread or area in loaded.broken_areas or querier in loaded.broken_queriers


def _selected(finding: Finding, selection: Selection) -> bool:
    subject = finding.subject
    for chosen, name in (
        (selection.queriers, subject.querier),
        (selection.providers, subject.provider),
        (selection.areas, subject.area),
    ):
        if chosen and name is not None and name not in chosen:
            return False
    if selection.providers and subject.area is None and subject.querier and subject.provider is None:
        return False  # it is the querier itself that has not started
    if selection.rules and finding.rule.id not in selection.rules:
        return False
    places = {finding.place.file.path, *(related.place.file.path for related in finding.related)}
    return not selection.paths or bool(places & selection.paths)


def _weighed(verdicts: Iterable[Verdict], selection: Selection) -> list[Verdict]:
    """The verdicts by the chosen rules alone. A verdict names no provider and no file: a choice of these leaves none."""
    if selection.providers or selection.paths:
        return []
    if not selection.rules:
        return list(verdicts)
    outcomes = {OUTCOME_OF[rule] for rule in selection.rules if rule in OUTCOME_OF}
    causes = ((each, tuple(cause for cause in each.causes if cause in outcomes)) for each in verdicts)
    return [replace(verdict, causes=chosen) for verdict, chosen in causes if chosen]
