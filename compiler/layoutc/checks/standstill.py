"""What an official takes to a meeting: which procedures can't run on the day, who waits, and the fewest changes that help."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce

from layoutc.catalog.catalog import Catalog
from layoutc.checks import rules
from layoutc.checks.impact import impact_of
from layoutc.checks.verdicts import Outcome, Verdict
from layoutc.findings import Finding, Impact
from layoutc.frozen import dataclass
from layoutc.source import Place


@dataclass(frozen=True, slots=True)
class Stopped:
    """A procedure of a querier with needed items that are not ok: how many, and the worst verdict."""

    procedure: str
    label: str
    items: int
    worst: Outcome


@dataclass(frozen=True, slots=True)
class Standstill:
    """A querier with all its procedures that can't run fully, and whom that stops."""

    querier: str
    label: str
    procedures: tuple[Stopped, ...]
    impact: Impact

    @property
    def items(self) -> int:
        return sum(each.items for each in self.procedures)


@dataclass(frozen=True, slots=True)
class Fix:
    """Lines to change in one file so that `findings` findings of a rule go: `lines` is the fewest that do."""

    rule: str
    path: str
    lines: int
    findings: int
    impact: Impact


def standstills(catalog: Catalog, verdicts: Iterable[Verdict]) -> tuple[Standstill, ...]:
    """By querier, those first that stop most systems."""
    stopped: dict[str, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    for verdict in verdicts:
        if verdict.outcome is not Outcome.OK:
            stopped[verdict.querier][verdict.procedure].append(verdict.outcome)
    order = list(Outcome)
    found: list[Standstill] = []
    for querier, by_procedure in stopped.items():
        procedures = tuple(
            Stopped(name, _label(catalog, name), len(outcomes), min(outcomes, key=order.index))
            for name, outcomes in sorted(by_procedure.items(), key=lambda each: (-len(each[1]), each[0]))
        )
        impact = reduce(Impact.union, (impact_of(catalog, querier, each.procedure) for each in procedures))
        found.append(Standstill(querier, catalog.label(querier), procedures, impact))
    return tuple(
        sorted(found, key=lambda each: (-each.impact.counts()["systems"], -len(each.procedures), each.querier))
    )


def _label(catalog: Catalog, procedure: str) -> str:
    return catalog.procedures[procedure].label if procedure in catalog.procedures else procedure


def fixes(findings: Iterable[Finding]) -> tuple[Fix, ...]:
    """For each rule of the cross-check and file: lines that several findings share count once."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.rule.id in rules.WAIVABLE:
            by_rule[finding.rule.id].append(finding)
    found = [fix for rule, group in by_rule.items() for fix in _fixes(rule, group)]
    return tuple(sorted(found, key=lambda fix: (-fix.impact.counts()["systems"], -fix.findings, fix.path, fix.rule)))


def _fixes(rule: str, group: list[Finding]) -> Iterable[Fix]:
    lines = _places(group)
    if rule == rules.STALE.id:
        # Either the deadline changes, or the need says what the counter does meanwhile.
        needs = {finding: (finding.related[0].place, "") for finding in group if finding.related}
        if len(needs) == len(group) and len(set(needs.values())) < len(set(lines.values())):
            lines = needs
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding, (place, _) in lines.items():
        by_file[place.file.path].append(finding)
    for path, those in by_file.items():
        impact = reduce(Impact.union, (each.impact for each in those))
        yield Fix(rule, path, len({lines[each] for each in those}), len(those), impact)


def _places(group: list[Finding]) -> Mapping[Finding, tuple[Place, str]]:
    """The line that each finding asks for: an item to add to one exposure is a line, for however many procedures it is."""
    adds = (rules.NOT_EXPOSED.id, rules.MISSING.id)
    return {each: (each.place, each.subject.item or "" if each.rule.id in adds else "") for each in group}
